"""Reads of the town's people."""

from django.db.models import CharField, F, Func, Q, QuerySet, Value

from shared_apps.accounts.choices import StaffRole
from shared_apps.accounts.models import User

STAFF, BLOCKED = "staff", "blocked"


class Plain(Func):
    """Text in small letters without accents, for finding and sorting names."""

    function = "extensions.plain_lower"
    output_field = CharField()


def administrators() -> QuerySet[User]:
    """Those who can change everything, and can sign in."""
    return User.objects.filter(roles__contains=[StaffRole.ADMINISTRATOR], is_active=True)


def people(*, search: str = "", role: str = "") -> QuerySet[User]:
    """The people of the town by name; `role` is a role, "staff", "blocked" or "" for all.

    Erased accounts are nobody and left out.
    """
    found = User.objects.filter(erased_at__isnull=True).alias(plain_name=Plain(F("display_name")))
    for word in search.split():
        plain = Plain(Value(word))
        found = found.filter(Q(plain_name__contains=plain) | Q(email__icontains=word))
    if role == STAFF:
        found = found.exclude(roles=[])
    elif role == BLOCKED:
        found = found.filter(is_active=False)
    elif role:
        found = found.filter(roles__contains=[role])
    return found.order_by("plain_name", "pk")
