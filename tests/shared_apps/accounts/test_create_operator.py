"""Accounts of the console."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress

from shared_apps.accounts import actions
from shared_apps.accounts.choices import OperatorRole
from shared_apps.audit.models import AuditEvent
from shared_apps.permissions.errors import Refused
from tests.factories.accounts import PASSWORD

MakeUser = Callable[..., Any]


def test_create_operator_can_sign_in_at_once(control_plane: None, make_user: MakeUser) -> None:
    chief = make_user(roles=[OperatorRole.SUPERADMIN])
    operator = actions.create_operator(
        email="New@parvis.test",
        display_name="Ana Ruiz",
        roles=[OperatorRole.FINANCE],
        password=PASSWORD,
        by=chief,
    )
    assert operator.email == "new@parvis.test"
    assert operator.check_password(PASSWORD)
    assert EmailAddress.objects.get(user=operator).verified
    assert AuditEvent.objects.get(verb="accounts.create_operator").actor == chief


@pytest.mark.parametrize("role", [*OperatorRole.values, "none"])
def test_create_operator_by_role(control_plane: None, make_user: MakeUser, role: str) -> None:
    someone = make_user(roles=[role] if role != "none" else [])
    fields: dict[str, Any] = {
        "email": "n@parvis.test",
        "display_name": "N",
        "roles": [],
        "password": PASSWORD,
    }
    if role == OperatorRole.SUPERADMIN:
        assert actions.create_operator(**fields, by=someone).pk
    else:
        with pytest.raises(Refused):
            actions.create_operator(**fields, by=someone)


def test_create_operator_refuses_taken_address_and_town_roles(control_plane: None) -> None:
    fields: dict[str, Any] = {
        "email": "n@parvis.test",
        "display_name": "N",
        "password": PASSWORD,
        "by": None,
    }
    actions.create_operator(**fields, roles=[])
    with pytest.raises(actions.AddressTaken):
        actions.create_operator(**fields, roles=[])
    with pytest.raises(actions.UnknownRole):
        actions.create_operator(**fields, roles=["moderator"])
