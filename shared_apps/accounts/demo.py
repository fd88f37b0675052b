"""Accounts of the demo, with one known password."""

from functools import cache

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password

from shared_apps.accounts.choices import OperatorRole
from shared_apps.accounts.models import User

PASSWORD = "parvis-demo"  # noqa: S105  (known on purpose, refused outside the demo)


@cache
def password_hash() -> str:
    """The hash of the demo's password, computed once a process."""
    if not settings.DEMO:
        raise RuntimeError("Demo accounts exist in the demo only.")
    return make_password(PASSWORD)


def create_account(email: str, display_name: str, roles: list[str]) -> User:
    """A confirmed account with the demo's password, in the current schema; kept if it exists."""
    user, _created = User.objects.get_or_create(
        email=email,
        defaults={"display_name": display_name, "roles": roles, "password": password_hash()},
    )
    EmailAddress.objects.get_or_create(
        user=user, email=email, defaults={"verified": True, "primary": True}
    )
    return user


def create_operators() -> None:
    """The vendor's people."""
    create_account("operator@parvis.test", "Dominique Aubry", [OperatorRole.SUPERADMIN])
    create_account("finance@parvis.test", "Sacha Meunier", [OperatorRole.FINANCE])
