"""Opening a portal: whole or not at all, also when two operators do it at once."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection

from shared_apps.accounts.models import User
from shared_apps.audit.models import AuditEvent
from shared_apps.onboarding.actions import PortalNotOpened, provision_city
from shared_apps.permissions.errors import Refused
from tenants.context import city_context
from tenants.models import City, Domain, Plan, Territory
from tests.threads import run_together


def territory(code: str = "93066") -> Territory:
    return Territory.objects.get(kind="commune", code=code)


def opened(**changes: Any) -> City:
    values = {
        "territory": territory(),
        "slug": "saint-denis",
        "plan": Plan.objects.get(code="parvis"),
        "modules": ["budgets"],
        **changes,
    }
    return provision_city(**values)


def schemas() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 't\\_%'")
        return int(cursor.fetchone()[0])


def test_provision_city_records_who_did_it(control_plane: None, make_user: Any) -> None:
    by = make_user(roles=["operations"])

    city = opened(by=by)

    event = AuditEvent.objects.get(verb="onboarding.provision_city", actor=by)
    assert event.subject_id == str(city.pk)
    assert event.data["modules"] == ["budgets"]


@pytest.mark.parametrize("role", ["support", "finance", None])
def test_provision_city_is_refused_to_others(
    control_plane: None, make_user: Any, role: str | None
) -> None:
    with pytest.raises(Refused):
        opened(by=make_user(roles=[role] if role else []))


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"slug": "Saint Denis"}, "slug_malformed", "slug"),
        ({"slug": "-saint-denis"}, "slug_malformed", "slug"),
        ({"slug": ""}, "slug_malformed", "slug"),
        ({"slug": "x" * 41}, "slug_malformed", "slug"),
        ({"slug": "console"}, "slug_reserved", "slug"),
        ({"slug": "new"}, "slug_reserved", "slug"),
        ({"slug": "agen"}, "slug_taken", "slug"),
        ({"modules": ["nothing"]}, "module_unknown", "modules"),
    ],
)
def test_error_names_its_field_and_leaves_nothing(
    control_plane: None, changes: dict[str, Any], code: str, field: str
) -> None:
    before = (City.objects.count(), Domain.objects.count(), schemas())

    with pytest.raises(PortalNotOpened) as error:
        opened(**changes)

    assert (error.value.code, error.value.field) == (code, field)
    assert (City.objects.count(), Domain.objects.count(), schemas()) == before


def test_territory_with_a_portal_is_refused(control_plane: None) -> None:
    with pytest.raises(PortalNotOpened) as error:
        opened(territory=territory("47001"), slug="agen-bis")

    assert (error.value.code, error.value.field) == ("territory_taken", None)


def test_namesakes_are_two_cities(control_plane: None) -> None:
    one = opened()
    other = opened(territory=territory("97411"), slug="saint-denis-974")

    assert {one.department, other.department} == {"93", "974"}


def test_first_administrator_is_invited(committed_database: None, client_of: Any) -> None:
    city = opened(administrator_email="Mairie@Example.org", administrator_name="Camille Roy")

    with city_context(city) as snapshot:
        user = User.objects.get()
        assert (user.email, user.roles) == ("mairie@example.org", ["administrator"])
        assert not user.has_usable_password()
        assert EmailAddress.objects.filter(user=user, primary=True).exists()
    message = mail.outbox[0]
    link = f"{snapshot.origin}/accounts/password/reset/"
    assert message.to == ["mairie@example.org"]
    assert link in message.body
    assert link in str(message.alternatives[0][0])  # type: ignore[attr-defined]
    assert client_of(snapshot).get("/accounts/password/reset/").status_code == 200


def test_nothing_is_left_when_the_account_fails(
    committed_database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (City.objects.count(), schemas())

    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("shared_apps.onboarding.actions.invite_administrator", fail)
    with pytest.raises(RuntimeError):
        opened(administrator_email="mairie@example.org")

    assert (City.objects.count(), schemas()) == before
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("second", "code"),
    [
        ({"slug": "saint-denis-bis"}, "territory_taken"),
        ({"code": "97411"}, "slug_taken"),
        ({}, "slug_taken"),
    ],
)
def test_two_operators_at_once_open_one_city(
    committed_database: None, make_user: Any, second: dict[str, str], code: str
) -> None:
    by = make_user(roles=["operations"])
    other = {**second, "territory": territory(second.get("code", "93066"))}
    other.pop("code", None)
    before = schemas()

    results = run_together(lambda: opened(by=by), lambda: opened(by=by, **other))

    errors = [result for result in results if isinstance(result, PortalNotOpened)]
    assert [error.code for error in errors] == [code]
    assert sum(isinstance(result, City) for result in results) == 1
    assert schemas() == before + 1
    assert AuditEvent.objects.filter(verb="onboarding.provision_city").count() == 3
