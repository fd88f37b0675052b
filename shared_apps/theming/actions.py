"""Writes to a town's brand, and why they may be refused."""

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from shared_apps.accounts.models import User
from shared_apps.audit.actions import record
from shared_apps.permissions.errors import DomainError
from shared_apps.permissions.rules import require
from shared_apps.theming.logos import redrawn
from shared_apps.theming.tokens import HEX, Theme
from tenants.actions import update_brand


class NotAColor(DomainError):
    """Not written as #rrggbb."""

    code = "not_a_color"


class ThemeHasNoContrast(DomainError):
    """Text or marks in these colors could not be read; `proposal` holds the nearest that can."""

    code = "theme_has_no_contrast"

    def __init__(self, proposal: Theme) -> None:
        message = _("These colors are hard to read on paper. Nearest that can be read: %(colors)s.")
        super().__init__(message % {"colors": f"{proposal.brand}, {proposal.accent}"})
        self.proposal = proposal


@transaction.atomic
def publish_theme(
    *,
    city_id: int,
    brand_color: str,
    accent_color: str,
    tagline: str,
    by: User,
    logo: File[bytes] | None = None,
    is_logo_removed: bool = False,
) -> None:
    """Give the portal its colors, tagline and logo; every page shows them from the next request on.

    Runs in the city's schema. Raises NotAColor, ThemeHasNoContrast, LogoNotReadable.
    """
    require("theming.publish_theme", by)
    theme = Theme(brand_color.lower(), accent_color.lower())
    if not all(HEX.fullmatch(color) for color in (theme.brand, theme.accent)):
        raise NotAColor(_("Write a color as # and six digits or letters from a to f."))
    if not theme.has_contrast():
        raise ThemeHasNoContrast(theme.proposal())
    name = "" if is_logo_removed else None
    if logo is not None:
        picture = redrawn(logo)
        name = default_storage.save(str(picture.name), picture)
    update_brand(
        city_id=city_id,
        brand_color=theme.brand,
        accent_color=theme.accent,
        tagline=tagline.strip(),
        logo=name,
    )
    record(
        "theming.publish_theme",
        by=by,
        brand_color=theme.brand,
        accent_color=theme.accent,
        tagline=tagline.strip(),
        is_logo_changed=name is not None,
    )
