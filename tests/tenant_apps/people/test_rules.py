"""Who may do what to whom, role by role."""

from typing import Any

import pytest

from shared_apps.accounts.choices import StaffRole
from shared_apps.permissions import rules
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.people import administrator, one_of_each

pytestmark = pytest.mark.django_db
ON_OTHERS = (
    "people.read_people",
    "people.set_roles",
    "people.block_person",
    "people.unblock_person",
)
ON_ONESELF = ("people.edit_profile", "people.download_data", "people.erase_account")


@pytest.mark.parametrize("verb", ON_OTHERS)
def test_only_administrators_look_after_people(city: CitySnapshot, verb: str) -> None:
    subject = UserFactory.create()
    allowed = {role for role, user in one_of_each().items() if rules.allows(verb, user, subject)}
    assert allowed == {StaffRole.ADMINISTRATOR}


@pytest.mark.parametrize("verb", ON_ONESELF)
def test_everybody_looks_after_their_own_account_only(city: CitySnapshot, verb: str) -> None:
    administrator()
    other = UserFactory.create()
    for user in one_of_each().values():
        assert rules.allows(verb, user, user)
        assert not rules.allows(verb, user, other)


@pytest.mark.parametrize("verb", [*ON_OTHERS, *ON_ONESELF])
def test_signed_out_may_nothing(city: CitySnapshot, verb: str) -> None:
    from django.contrib.auth.models import AnonymousUser

    refusal = rules.check(verb, AnonymousUser())
    assert refusal is not None
    assert refusal.code == "sign_in_needed"


def code_of(verb: str, user: Any, subject: Any) -> str:
    refusal = rules.check(verb, user, subject)
    return refusal.code if refusal else ""


def test_refusals_say_why(city: CitySnapshot) -> None:
    chief, second = administrator(), administrator()
    from django.utils import timezone

    gone = UserFactory.create(erased_at=timezone.now())
    assert code_of("people.block_person", chief, second) == "is_administrator"
    assert code_of("people.block_person", chief, chief) == "is_oneself"
    assert code_of("people.block_person", chief, gone) == "account_erased"
    assert code_of("people.set_roles", chief, gone) == "account_erased"
    assert code_of("people.erase_account", chief, chief) == ""
    second.roles = []
    second.save()
    assert code_of("people.erase_account", chief, chief) == "last_administrator"
