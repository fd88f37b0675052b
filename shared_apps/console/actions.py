"""Every write of the console."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shared_apps.accounts.models import User
from shared_apps.audit import actions as audit
from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError
from tenants import actions as tenants_actions
from tenants import registry
from tenants.models import City, CityModule


class UnknownModule(DomainError):
    """No module of that name exists."""

    code = "unknown_module"


class ModuleNotAllowed(DomainError):
    """The city's contract does not hold the module."""

    code = "module_not_allowed"


@transaction.atomic
def allow_module(*, city: City, module: str, is_allowed: bool, by: User) -> None:
    """Put a module into a city's contract, or take it out; nothing of it is deleted."""
    rules.require("console.allow_module", by, city)
    _known(module)
    tenants_actions.allow_module(city_id=city.pk, module=module, is_allowed=is_allowed)
    audit.record(
        "console.allow_module",
        by=by,
        subject=city,
        slug=city.slug,
        name=city.name,
        module=module,
        is_allowed=is_allowed,
    )


@transaction.atomic
def set_module(*, city: City, module: str, is_enabled: bool, by: User) -> None:
    """Switch an allowed module on or off for a city that asked for help."""
    rules.require("console.set_module", by, city)
    _known(module)
    try:
        tenants_actions.set_module(city_id=city.pk, module=module, is_enabled=is_enabled)
    except CityModule.DoesNotExist as error:
        raise ModuleNotAllowed(_("The contract of this city does not hold this module.")) from error
    audit.record(
        "console.set_module",
        by=by,
        subject=city,
        slug=city.slug,
        name=city.name,
        module=module,
        is_enabled=is_enabled,
    )


def _known(module: str) -> None:
    try:
        registry.module(module)
    except LookupError as error:
        raise UnknownModule(_("There is no such module.")) from error
