"""Opening a city: its rows, its schema and what its apps put in, in one database transaction.

PostgreSQL rolls schemas back like rows: a process killed at any point leaves nothing behind, and
the slug is free again.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants import registry
from tenants.choices import CityState
from tenants.context import city_context, control_plane
from tenants.models import City, CityModule, Domain, Plan, Territory
from tenants.routing.cache import announce_change
from tenants.schemas.template import current_sql

SLUG = re.compile(r"[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?")


class CannotProvision(ValueError):
    """The city cannot be opened as asked; `code` is stable, the text is for the operator."""

    def __init__(self, code: str, message: object) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Brand:
    """What a portal looks like at first."""

    brand_color: str = "#0b5d66"
    accent_color: str = "#e4572e"
    tagline: str = ""


def check_slug(slug: str) -> None:
    """Raise CannotProvision for a slug that is malformed, reserved or taken."""
    if not SLUG.fullmatch(slug) or "--" in slug:
        raise CannotProvision(
            "slug_malformed",
            _("An address holds lower-case letters without accents, digits and single hyphens."),
        )
    if slug in settings.RESERVED_SLUGS:
        raise CannotProvision("slug_reserved", _("This address is reserved for the platform."))
    if City.objects.existing().filter(slug=slug).exists():
        raise CannotProvision("slug_taken", _("Another portal already lives at this address."))


def check_territory(territory: Territory) -> None:
    """Raise CannotProvision for a territory that has a portal."""
    if City.objects.existing().filter(kind=territory.kind, code=territory.code).exists():
        raise CannotProvision("territory_taken", _("This territory already has a portal."))


def check_modules(modules: Collection[str]) -> None:
    """Raise CannotProvision for a module that does not exist."""
    known = {app.label for app in registry.modules()}
    if unknown := sorted(set(modules) - known):
        raise CannotProvision(
            "module_unknown",
            _("There is no module named %(names)s.") % {"names": ", ".join(unknown)},
        )


def provision(
    *,
    territory: Territory,
    slug: str,
    plan: Plan,
    modules: Collection[str],
    brand: Brand | None = None,
) -> City:
    """Open the portal of a territory; it answers as soon as the transaction has committed.

    Raises CannotProvision. Takes well under two seconds, the schema being made from cached SQL.
    """
    with control_plane():
        check_slug(slug)
        check_territory(territory)
        check_modules(modules)
        sql = current_sql()
        try:
            with transaction.atomic():
                city = _create_rows(territory, slug, plan, modules, brand or Brand())
                create_schema(city.schema_name, sql)
                _seed(city)
                city.state = CityState.ACTIVE
                city.ready_at = timezone.now()
                city.save(update_fields=["state", "ready_at"])
                transaction.on_commit(announce_change)
        except IntegrityError as error:
            # Somebody else was quicker between the checks and the insertion.
            check_slug(slug)
            check_territory(territory)
            raise CannotProvision(
                "conflict", _("This portal is being opened by another.")
            ) from error
        return city


def create_schema(schema: str, sql: str) -> None:
    """Make a schema and fill it with the template's SQL, in the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE SCHEMA "{schema}"')
        cursor.execute(f'SET LOCAL search_path = "{schema}", extensions')
        cursor.execute(sql)
        cursor.execute("SET LOCAL search_path = public, extensions")


def _create_rows(
    territory: Territory, slug: str, plan: Plan, modules: Collection[str], brand: Brand
) -> City:
    city: City = City.objects.create(
        slug=slug,
        name=territory.name,
        kind=territory.kind,
        code=territory.code,
        department=territory.department,
        region=territory.region,
        siren=territory.siren,
        postal_codes=territory.postal_codes,
        population=territory.population,
        population_vintage=territory.vintage if territory.population is not None else None,
        plan=plan,
        brand_color=brand.brand_color,
        accent_color=brand.accent_color,
        tagline=brand.tagline,
    )
    CityModule.objects.bulk_create(
        CityModule(city=city, module=app.label, is_allowed=is_on, is_enabled=is_on)
        for app in registry.modules()
        for is_on in (app.label in modules,)
    )
    Domain.objects.create(host=f"{slug}.{settings.BASE_DOMAIN}", city=city)
    return city


def _seed(city: City) -> None:
    with city_context(city) as snapshot:
        for app in registry.city_apps():
            app.set_up_city(snapshot)
