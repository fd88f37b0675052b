"""Writes to accounts that people do not do through the sign-in pages."""

from collections.abc import Sequence

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shared_apps.accounts.choices import OperatorRole
from shared_apps.accounts.models import User
from shared_apps.audit import actions as audit
from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError


class AddressTaken(DomainError):
    """Another operator has the address."""

    code = "address_taken"


class UnknownRole(DomainError):
    """A role that this side does not know."""

    code = "unknown_role"


@transaction.atomic
def create_operator(
    *, email: str, display_name: str, roles: Sequence[str], password: str, by: User | None
) -> User:
    """Make an account of the console; `by` is None on the server's command line only.

    The address counts as confirmed: an operator is vouched for by whoever makes the account.
    """
    if by is not None:
        rules.require("accounts.create_operator", by)
    email = email.strip().lower()
    if not set(roles) <= set(OperatorRole.values):
        raise UnknownRole(_("Choose roles of the console."))
    if User.objects.filter(email=email).exists():
        raise AddressTaken(_("An operator has this address already."))
    operator = User.objects.create_user(
        email, password, display_name=display_name, roles=sorted(set(roles))
    )
    EmailAddress.objects.create(user=operator, email=email, verified=True, primary=True)
    audit.record("accounts.create_operator", by=by, subject=operator, roles=operator.roles)
    return operator
