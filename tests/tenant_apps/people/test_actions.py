"""Roles, blocking, leaving."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.test import Client

from shared_apps.accounts.choices import StaffRole
from shared_apps.accounts.models import User
from shared_apps.audit.models import AuditEvent
from shared_apps.permissions.errors import Refused
from tenant_apps.notifications.models import Notification
from tenant_apps.people import actions, exports
from tenants import registry
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory, make_account
from tests.factories.notifications import NotificationFactory
from tests.factories.people import administrator
from tests.threads import run_together

ADMINISTRATOR, MODERATOR = StaffRole.ADMINISTRATOR.value, StaffRole.MODERATOR.value


@pytest.mark.django_db
def test_set_roles_gives_exactly_these_and_tells(city: CitySnapshot) -> None:
    chief, person = administrator(), UserFactory.create(roles=["reader"], language="en")
    actions.set_roles(user=person, roles=["moderator", "evaluator"], by=chief)
    person.refresh_from_db()
    assert person.roles == ["evaluator", "moderator"]
    event = AuditEvent.objects.get(verb="people.set_roles")
    assert (event.data["before"], event.data["after"]) == (["reader"], ["evaluator", "moderator"])
    message = Notification.objects.get(user=person)
    assert message.title == "Your roles on the portal have changed"
    assert "moderator" in message.body


@pytest.mark.django_db
def test_set_roles_keeps_the_last_administrator(city: CitySnapshot) -> None:
    chief = administrator()
    administrator(is_active=False)
    with pytest.raises(actions.LastAdministrator):
        actions.set_roles(user=chief, roles=[MODERATOR], by=chief)
    second = administrator()
    actions.set_roles(user=chief, roles=[MODERATOR], by=chief)
    with pytest.raises(actions.LastAdministrator):
        actions.set_roles(user=second, roles=[], by=second)


@pytest.mark.django_db
def test_set_roles_refuses_roles_of_the_console(city: CitySnapshot) -> None:
    with pytest.raises(actions.UnknownRole):
        actions.set_roles(user=UserFactory.create(), roles=["superadmin"], by=administrator())


def test_set_roles_two_administrators_cannot_remove_each_other_at_once(
    committed_database: None, city: CitySnapshot
) -> None:
    first, second = administrator(), administrator()
    results = run_together(
        lambda: actions.set_roles(user=second, roles=[], by=first),
        lambda: actions.set_roles(user=first, roles=[], by=second),
    )
    refusals = [result for result in results if isinstance(result, Exception)]
    assert len(refusals) == 1
    assert isinstance(refusals[0], Refused | actions.LastAdministrator)
    assert User.objects.filter(roles__contains=[ADMINISTRATOR]).count() == 1


@pytest.mark.django_db
def test_block_person_ends_sessions_at_once(city: CitySnapshot, client_of: Any) -> None:
    person, chief = UserFactory.create(), administrator()
    client: Client = client_of(city, person)
    assert client.get("/people/me/").status_code == 200
    actions.block_person(user=person, reason="Insults", by=chief)
    assert client.get("/people/me/").status_code == 302
    actions.unblock_person(user=person, by=chief)
    assert client.get("/people/me/").status_code == 200
    verbs = AuditEvent.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["people.block_person", "people.unblock_person"]


@pytest.mark.django_db
def test_erase_account_leaves_nobody_behind(
    city: CitySnapshot, client_of: Any, django_capture_on_commit_callbacks: Any
) -> None:
    person = make_account("louise@example.org", display_name="Louise M.")
    NotificationFactory.create(user=person)
    client: Client = client_of(city, person)
    with django_capture_on_commit_callbacks(execute=True):
        actions.erase_account(by=person)

    person.refresh_from_db()
    assert person.display_name == "Compte supprimé"
    assert person.erased_at is not None
    assert not person.is_active
    assert not person.has_usable_password()
    assert "louise" not in person.email
    assert not EmailAddress.objects.exists()
    assert not Notification.objects.exists()
    assert not Session.objects.exists()
    assert client.get("/people/me/").status_code == 302


@pytest.mark.django_db
def test_erase_account_asks_every_app(city: CitySnapshot, monkeypatch: Any) -> None:
    asked = []
    for app in registry.city_apps():
        monkeypatch.setattr(app, "erase_person", lambda user, app=app: asked.append(app.label))
    actions.erase_account(by=make_account("louise@example.org"))
    assert asked == [app.label for app in registry.city_apps()]


@pytest.mark.django_db
def test_erased_address_can_register_again(city: CitySnapshot) -> None:
    actions.erase_account(by=make_account("louise@example.org"))
    actions.erase_account(by=make_account("louise@example.org"))
    assert User.objects.filter(erased_at__isnull=False).count() == 2


@pytest.mark.django_db
def test_everything_about_has_a_part_per_app(city: CitySnapshot) -> None:
    person = make_account("louise@example.org")
    NotificationFactory.create(user=person, title="For her")
    NotificationFactory.create(title="For another")
    data = exports.everything_about(person)
    assert data["people"]["email"] == "louise@example.org"
    assert [each["title"] for each in data["notifications"]["messages"]] == ["For her"]
    assert person.password not in str(data)
