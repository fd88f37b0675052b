"""Writes to the control plane that start in a city: its modules and its brand."""

from django.db import transaction

from tenants.context import control_plane
from tenants.models import City, CityModule
from tenants.routing.cache import announce_change


@transaction.atomic
def set_module(*, city_id: int, module: str, is_enabled: bool) -> None:
    """Switch an allowed module of a city on or off; nothing of it is deleted.

    Raises CityModule.DoesNotExist where the contract does not allow the module.
    """
    with control_plane():
        row = CityModule.objects.select_for_update().get(
            city_id=city_id, module=module, is_allowed=True
        )
        row.is_enabled = is_enabled
        row.save(update_fields=["is_enabled"])
    transaction.on_commit(announce_change)


@transaction.atomic
def allow_module(*, city_id: int, module: str, is_allowed: bool) -> None:
    """Say whether a city's contract holds a module; a newly allowed one is switched on."""
    with control_plane():
        CityModule.objects.update_or_create(
            city_id=city_id,
            module=module,
            defaults={"is_allowed": is_allowed, "is_enabled": is_allowed},
        )
    transaction.on_commit(announce_change)


@transaction.atomic
def update_brand(
    *, city_id: int, brand_color: str, accent_color: str, tagline: str, logo: str | None = None
) -> None:
    """Set what a portal looks like; `logo` is a name in the city's storage, None keeps it."""
    with control_plane():
        city = City.objects.select_for_update().get(pk=city_id)
        city.brand_color, city.accent_color, city.tagline = brand_color, accent_color, tagline
        if logo is not None:
            city.logo = logo
        city.save(update_fields=["brand_color", "accent_color", "tagline", "logo"])
    transaction.on_commit(announce_change)
