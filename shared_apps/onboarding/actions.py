"""Opening a portal: from a territory to a running city, whole or not at all."""

from collections.abc import Collection

from allauth.account.models import EmailAddress
from django.db import transaction

from shared_apps.accounts.choices import StaffRole
from shared_apps.accounts.models import User
from shared_apps.audit import actions as audit
from shared_apps.onboarding import tasks
from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError
from tenants.context import city_context
from tenants.models import City, Plan, Territory
from tenants.schemas.provision import Brand, CannotProvision, check_slug, check_territory, provision

# Field of the form on which an error of each code is shown; the others concern the whole.
FIELDS = {
    "slug_malformed": "slug",
    "slug_reserved": "slug",
    "slug_taken": "slug",
    "module_unknown": "modules",
}


class PortalNotOpened(DomainError):
    """The city cannot be opened as asked; `code` says why, `field` where in the form."""

    def __init__(self, error: CannotProvision) -> None:
        super().__init__(str(error))
        self.code = error.code
        self.field = FIELDS.get(error.code)


@transaction.atomic
def provision_city(
    *,
    territory: Territory,
    slug: str,
    plan: Plan,
    modules: Collection[str],
    brand: Brand | None = None,
    administrator_email: str = "",
    administrator_name: str = "",
    by: User | None = None,
) -> City:
    """Open the portal of a territory, with its first administrator where one is named.

    One transaction: rows, schema, account and audit are there together or not at all. The
    administrator is invited by mail once it has committed. `by` is None for a command.
    Raises PortalNotOpened.
    """
    if by is not None:
        rules.require("onboarding.provision_city", by)
    try:
        city = provision(territory=territory, slug=slug, plan=plan, modules=modules, brand=brand)
    except CannotProvision as error:
        raise PortalNotOpened(error) from error
    if administrator_email:
        invite_administrator(city, administrator_email, administrator_name)
    audit.record(
        "onboarding.provision_city",
        by=by,
        subject=city,
        slug=city.slug,
        name=city.name,
        code=city.code,
        modules=sorted(modules),
    )
    return city


def check_address(slug: str) -> None:
    """Raise PortalNotOpened where no portal can be opened at this address."""
    try:
        check_slug(slug)
    except CannotProvision as error:
        raise PortalNotOpened(error) from error


def check_free(territory: Territory) -> None:
    """Raise PortalNotOpened where the territory has a portal already."""
    try:
        check_territory(territory)
    except CannotProvision as error:
        raise PortalNotOpened(error) from error


def invite_administrator(city: City, email: str, name: str) -> None:
    """Give the city its first account; its password is set by the person, over the reset."""
    with city_context(city):
        user = User.objects.create_user(
            email,
            display_name=name or email.split("@", 1)[0],
            roles=[StaffRole.ADMINISTRATOR],
            language=city.language,
        )
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
        tasks.send_invitation.delay(user_id=user.pk)
