"""Which operator may do what: role x verb, over every rule of the console's side."""

from types import SimpleNamespace
from typing import Any

import pytest

from shared_apps.permissions import rules

ROLES = ("support", "operations", "finance", "superadmin")
MATRIX = {
    "console.read_cities": set(ROLES),
    "console.read_audit": {"support", "operations", "superadmin"},
    "console.allow_module": {"operations", "superadmin"},
    "console.set_module": {"support", "operations", "superadmin"},
    "onboarding.provision_city": {"operations", "superadmin"},
    "billing.read_accounts": {"finance", "superadmin"},
    "billing.agree_quote": {"finance", "superadmin"},
    "billing.draft_invoice": {"finance", "superadmin"},
    "billing.issue_invoice": {"finance", "superadmin"},
    "billing.record_payment": {"finance", "superadmin"},
    "billing.read_portal_requests": set(ROLES),
    "billing.answer_portal_request": set(ROLES),
}


def person(*roles: str, is_active: bool = True) -> Any:
    return SimpleNamespace(is_authenticated=True, is_active=is_active, roles=list(roles))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("verb", MATRIX)
def test_role_may_do_what_the_matrix_says(verb: str, role: str) -> None:
    assert rules.allows(verb, person(role)) is (role in MATRIX[verb])


@pytest.mark.parametrize("verb", MATRIX)
def test_nobody_else_may_do_anything(verb: str) -> None:
    for other in (person(), person("administrator"), person("superadmin", is_active=False)):
        assert not rules.allows(verb, other)


def test_matrix_holds_every_verb() -> None:
    sides = ("console.", "onboarding.", "billing.")
    verbs = {verb for verb in rules.all_rules() if verb.startswith(sides)}

    assert verbs == set(MATRIX) | {"billing.request_portal"}
