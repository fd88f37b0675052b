"""The back office's front door, modules, pages and the roll-up of activity."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from shared_apps.audit.models import AuditEvent
from shared_apps.permissions.errors import Refused
from tenant_apps.portal import actions, queries
from tenant_apps.portal.jobs import roll_up_activity
from tenant_apps.portal.models import Page
from tenants import registry
from tenants.context import city_context, control_plane
from tenants.models import City, CityModule
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.people import administrator, one_of_each
from tests.factories.processes import PhaseFactory

pytestmark = pytest.mark.django_db


def is_enabled(city: CitySnapshot, module: str) -> bool:
    """What the control plane says of a module."""
    with control_plane():
        return CityModule.objects.get(city_id=city.id, module=module).is_enabled


def test_home_is_for_staff(city: CitySnapshot, client_of: Any) -> None:
    for role, person in one_of_each().items():
        expected = 403 if role == "resident" else 200
        assert client_of(city, person).get("/manage/").status_code == expected, role
    assert client_of(city).get("/manage/").status_code == 302


def test_home_of_a_fresh_city(city: CitySnapshot, client_of: Any) -> None:
    page = client_of(city, administrator()).get("/manage/").content.decode()

    assert "Rien ne vous attend" in page
    assert "Aucune étape n’ouvre ni ne se termine" in page


def test_home_shows_what_apps_say_is_to_do(
    city: CitySnapshot, client_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = registry.city_apps()[0]
    entries = (("To answer", 4, "/manage/x/"), ("Nothing", 0, "/manage/y/"))
    monkeypatch.setattr(app, "today", lambda user: entries)

    page = client_of(city, administrator()).get("/manage/").content.decode()

    assert '<a href="/manage/x/">To answer</a>' in page
    assert "/manage/y/" not in page


def test_home_names_phases_that_change_soon(city: CitySnapshot) -> None:
    now = timezone.now()
    closing = PhaseFactory.create()
    opening = PhaseFactory.create(
        starts_at=now + timedelta(hours=5), ends_at=now + timedelta(days=90)
    )
    PhaseFactory.create(starts_at=now + timedelta(days=30), ends_at=now + timedelta(days=40))
    PhaseFactory.create(process__state="draft")

    assert queries.phases_changing_soon(now) == [opening, closing]


def test_home_queries(
    city: CitySnapshot, client_of: Any, django_assert_max_num_queries: Any
) -> None:
    PhaseFactory.create()
    client = client_of(city, administrator())
    client.get("/manage/")

    with django_assert_max_num_queries(22):
        client.get("/manage/")


def test_set_module_switches_pages_off_and_on(
    city: CitySnapshot, client_of: Any, django_capture_on_commit_callbacks: Any
) -> None:
    module = next(module for module in registry.modules() if module.menu)
    client = client_of(city, administrator())
    url = f"/manage/modules/{module.label}/"

    assert "Rien n’est supprimé" in client.get(url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url, {"is_enabled": "no"})
    done = AuditEvent.objects.get(verb="portal.set_module").data

    assert not is_enabled(city, module.label)
    assert done == {"module": module.label, "is_enabled": False}
    assert "Désactivé" in client.get("/manage/modules/").content.decode()
    assert client.get(f"/{module.prefix}").status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url, {"is_enabled": "yes"})
    assert is_enabled(city, module.label)
    assert client.get(f"/{module.prefix}").status_code == 200


def test_set_module_refuses_what_the_contract_does_not_hold(
    city: CitySnapshot, client_of: Any
) -> None:
    module = registry.modules()[0].label
    with control_plane():
        CityModule.objects.filter(city_id=city.id, module=module).update(
            is_allowed=False, is_enabled=False
        )
    person = administrator()

    with pytest.raises(actions.ModuleNotInContract):
        actions.set_module(module=module, is_enabled=True, by=person)
    with pytest.raises(actions.ModuleUnknown):
        actions.set_module(module="nothing", is_enabled=True, by=person)
    assert client_of(city, person).get("/manage/modules/nothing/").status_code == 404
    assert not AuditEvent.objects.filter(verb="portal.set_module").exists()


def test_set_module_touches_no_other_city(city: CitySnapshot, other_city: CitySnapshot) -> None:
    module = registry.modules()[0].label

    actions.set_module(module=module, is_enabled=False, by=administrator())

    assert not is_enabled(city, module)
    assert is_enabled(other_city, module)


def test_verbs_of_administrators(city: CitySnapshot) -> None:
    page, module = Page.objects.get(slug="charter"), registry.modules()[0].label
    for role, person in one_of_each().items():
        if role == "administrator":
            actions.edit_page(page=page, title="T", body="B", by=person)
            actions.set_module(module=module, is_enabled=True, by=person)
            continue
        with pytest.raises(Refused):
            actions.edit_page(page=page, title="T", body="B", by=person)
        with pytest.raises(Refused):
            actions.set_module(module=module, is_enabled=False, by=person)


def test_edit_page_previews_before_it_saves(city: CitySnapshot, client_of: Any) -> None:
    client = client_of(city, administrator())
    url, data = "/manage/pages/charter/", {"title": "Notre charte", "body": "**Respect**"}

    preview = client.post(url, data | {"preview": "1"}).content.decode()
    assert "<strong>Respect</strong>" in preview
    assert Page.objects.get(slug="charter").title != "Notre charte"

    assert client.post(url, data).status_code == 302
    assert Page.objects.get(slug="charter").title == "Notre charte"
    assert "Notre charte" in client_of(city).get("/pages/charter/").content.decode()


def test_edit_page_keeps_what_was_typed(city: CitySnapshot, client_of: Any) -> None:
    client = client_of(city, administrator())

    page = client.post("/manage/pages/charter/", {"title": "", "body": "Typed"}).content.decode()

    assert "Typed" in page
    assert client.get("/manage/pages/nothing/").status_code == 404


def test_settings_lead_to_every_setting(city: CitySnapshot, client_of: Any) -> None:
    page = client_of(city, administrator()).get("/manage/settings/").content.decode()
    for address in ("/manage/modules/", "/manage/pages/", "/manage/people/", "/manage/brand/"):
        assert address in page

    page = client_of(city, UserFactory.create(roles=["moderator"])).get("/manage/settings/")
    assert "/manage/modules/" not in page.content.decode()


def test_roll_up_activity_tells_the_control_plane(
    city: CitySnapshot, other_city: CitySnapshot
) -> None:
    actions.edit_page(
        page=Page.objects.get(slug="charter"), title="T", body="B", by=administrator()
    )
    newest = AuditEvent.objects.latest("created_at").created_at

    roll_up_activity.run()

    with control_plane():
        assert City.objects.get(pk=city.id).last_active_at == newest
        assert City.objects.get(pk=other_city.id).last_active_at is None


def test_roll_up_activity_never_goes_back(city: CitySnapshot) -> None:
    actions.edit_page(
        page=Page.objects.get(slug="charter"), title="T", body="B", by=administrator()
    )
    later = timezone.now() + timedelta(minutes=5)
    with control_plane():
        City.objects.filter(pk=city.id).update(last_active_at=later)

    roll_up_activity.run()

    with control_plane():
        assert City.objects.get(pk=city.id).last_active_at == later


def test_roll_up_activity_of_a_silent_city(other_city: CitySnapshot) -> None:
    with city_context(other_city):
        roll_up_activity.run()

    with control_plane():
        assert City.objects.get(pk=other_city.id).last_active_at is None
