"""Every write to the portal itself, and the errors that they raise."""

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from shared_apps.accounts.models import User
from shared_apps.audit import actions as audit
from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError
from tenant_apps.portal.choices import PageSlug
from tenant_apps.portal.models import Page
from tenants import actions as tenants
from tenants import registry
from tenants.context import current_city
from tenants.models import CityModule
from tenants.snapshot import CitySnapshot

# What the pages say until the town writes its own, by language.
DEFAULT_TEXTS: dict[str, dict[str, str]] = {
    "fr": {
        PageSlug.ACCESSIBILITY: "portal/defaults/fr/accessibility.md",
        PageSlug.CHARTER: "portal/defaults/fr/charter.md",
        PageSlug.PERSONAL_DATA: "portal/defaults/fr/personal-data.md",
        PageSlug.LEGAL_NOTICE: "portal/defaults/fr/legal-notice.md",
    },
    "en": {
        PageSlug.ACCESSIBILITY: "portal/defaults/en/accessibility.md",
        PageSlug.CHARTER: "portal/defaults/en/charter.md",
        PageSlug.PERSONAL_DATA: "portal/defaults/en/personal-data.md",
        PageSlug.LEGAL_NOTICE: "portal/defaults/en/legal-notice.md",
    },
}


class ModuleUnknown(DomainError):
    """There is no such module."""

    code = "module_unknown"
    status = 404


class ModuleNotInContract(DomainError):
    """The city's contract does not hold the module."""

    code = "module_not_in_contract"


@transaction.atomic
def set_module(*, module: str, is_enabled: bool, by: User) -> None:
    """Switch a module of the city's contract on or off; nothing of it is deleted."""
    rules.require("portal.set_module", by)
    if module not in {app.label for app in registry.modules()}:
        raise ModuleUnknown(_("There is no such module."))
    try:
        tenants.set_module(city_id=current_city().id, module=module, is_enabled=is_enabled)
    except CityModule.DoesNotExist:
        raise ModuleNotInContract(_("Your contract does not include this module.")) from None
    audit.record("portal.set_module", by=by, module=module, is_enabled=is_enabled)


@transaction.atomic
def edit_page(*, page: Page, title: str, body: str, by: User) -> Page:
    """Change a page of the footer."""
    page = Page.objects.select_for_update().get(pk=page.pk)
    rules.require("portal.edit_page", by, page)
    page.title, page.body = title, body
    page.save(update_fields=["title", "body", "updated_at"])
    audit.record("portal.edit_page", by=by, subject=page, slug=page.slug)
    return page


def create_pages(city: CitySnapshot) -> None:
    """Write the pages that a new portal starts with, in its language."""
    texts = DEFAULT_TEXTS.get(city.language, DEFAULT_TEXTS["fr"])
    context = {"city": city, "today": timezone.localdate()}
    with translation.override(city.language):
        Page.objects.bulk_create(
            Page(
                slug=slug.value,
                title=str(slug.label),
                body=render_to_string(texts[slug], context).strip() + "\n",
            )
            for slug in PageSlug
        )
