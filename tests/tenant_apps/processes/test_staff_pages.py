"""The back office of processes."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from tenant_apps.processes.apps import CONCERTATION
from tenant_apps.processes.choices import ProcessState
from tenant_apps.processes.models import Process, start_of_day
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.people import administrator
from tests.factories.processes import PhaseFactory, ProcessFactory

pytestmark = pytest.mark.django_db

BASE = "/manage/processes/"


def test_list_searches_and_filters(city: CitySnapshot, client_of: Any) -> None:
    ProcessFactory.create(title="La place", state=ProcessState.DRAFT)
    ProcessFactory.create(title="Le pont")
    client = client_of(city, administrator())

    assert "La place" not in client.get(f"{BASE}?q=pont").content.decode()
    page = client.get(f"{BASE}?state=draft").content.decode()
    assert "La place" in page
    assert "Le pont" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_list_queries(
    city: CitySnapshot, client_of: Any, django_assert_num_queries: Any, rows: int
) -> None:
    for _ in range(rows):
        PhaseFactory.create()
    client = client_of(city, administrator())
    client.get("/robots.txt")  # the host is known from here on

    # person, counts, count, page, phases, unread messages
    with django_assert_num_queries(6):
        client.get(BASE)


def test_choose_template_shows_every_template(city: CitySnapshot, client_of: Any) -> None:
    page = client_of(city, administrator()).get(f"{BASE}new/").content.decode()

    assert f"{BASE}new/{CONCERTATION.code}/" in page
    assert f"{BASE}new/blank/" in page


def test_create_process_previews_the_dates(city: CitySnapshot, client_of: Any) -> None:
    client = client_of(city, administrator())
    url = f"{BASE}new/{CONCERTATION.code}/"

    page = client.get(url, {"starts_on": "2027-03-01"}).content.decode()
    part = client.get(url, {"starts_on": "2027-03-01"}, HTTP_HX_REQUEST="true").content.decode()

    assert "2027-03-21" in page
    assert "2027-03-21" in part
    assert "<html" not in part
    assert client.get(url, {"starts_on": "nonsense"}).status_code == 200
    typed = {"title": "La place", "starts_on": "2027-03-01", "preview": "1"}
    without_script = client.post(url, typed).content.decode()
    assert "2027-03-21" in without_script
    assert 'value="La place"' in without_script
    assert not Process.objects.exists()


def test_create_process_leads_to_the_draft(city: CitySnapshot, client_of: Any) -> None:
    client = client_of(city, administrator())
    url = f"{BASE}new/{CONCERTATION.code}/"

    response = client.post(url, {"title": "La place", "starts_on": "2027-03-01"})

    process = Process.objects.get()
    assert response.headers["Location"] == f"{BASE}{process.pk}/"
    assert process.ordered_phases[0].first_day == date(2027, 3, 1)
    assert client.get(f"{BASE}{process.pk}/").status_code == 200


def test_create_process_keeps_what_was_typed(city: CitySnapshot, client_of: Any) -> None:
    client = client_of(city, administrator())

    page = client.post(f"{BASE}new/blank/", {"title": "La place", "starts_on": ""})

    assert page.status_code == 200
    assert 'value="La place"' in page.content.decode()
    assert not Process.objects.exists()
    assert client.get(f"{BASE}new/nothing.here/").status_code == 404


def test_edit_process_keeps_what_was_typed(city: CitySnapshot, client_of: Any) -> None:
    process = ProcessFactory.create(title="Old")
    client = client_of(city, administrator())
    url = f"{BASE}{process.pk}/edit/"
    data = {"title": "", "summary": "Typed", "visibility": "public"}

    assert "Typed" in client.post(url, data).content.decode()
    assert client.post(url, data | {"title": "New"}).status_code == 302
    process.refresh_from_db()
    assert (process.title, process.summary) == ("New", "Typed")


def test_edit_phase_takes_the_last_day_as_included(city: CitySnapshot, client_of: Any) -> None:
    phase = PhaseFactory.create()
    client = client_of(city, administrator())
    data = {"title": "Vote", "first_day": "2027-03-01", "last_day": "2027-03-28"}

    response = client.post(f"{BASE}phases/{phase.pk}/", data)

    phase.refresh_from_db()
    assert response.status_code == 302
    assert phase.ends_at == start_of_day(date(2027, 3, 29))
    assert phase.last_day == date(2027, 3, 28)


def test_edit_phase_keeps_hours_of_unchanged_days(city: CitySnapshot, client_of: Any) -> None:
    phase = PhaseFactory.create()
    before = (phase.starts_at, phase.ends_at)
    client = client_of(city, administrator())
    data = {"title": "Other", "first_day": phase.first_day, "last_day": phase.last_day}

    client.post(f"{BASE}phases/{phase.pk}/", data)

    phase.refresh_from_db()
    assert phase.title == "Other"
    assert (phase.starts_at, phase.ends_at) == before


def test_edit_phase_keeps_what_was_typed(city: CitySnapshot, client_of: Any) -> None:
    phase = PhaseFactory.create()
    client = client_of(city, administrator())
    data = {"title": "Typed", "first_day": "2027-03-28", "last_day": "2027-03-01"}

    page = client.post(f"{BASE}phases/{phase.pk}/", data).content.decode()

    assert "Typed" in page
    assert "Le dernier jour ne peut pas précéder le premier." in page
    assert "2027-03-28" in page


def test_phases_are_added_moved_and_removed(city: CitySnapshot, client_of: Any) -> None:
    process = PhaseFactory.create(title="First").process
    client = client_of(city, administrator())
    data = {
        "kind": "processes.outcome",
        "title": "Second",
        "first_day": "2027-03-01",
        "last_day": "2027-03-01",
    }

    client.post(f"{BASE}{process.pk}/phases/new/", data)
    second = process.phases.get(title="Second")
    client.post(f"{BASE}phases/{second.pk}/move/", {"direction": "up"})
    order = list(process.phases.order_by("position").values_list("title", flat=True))
    assert order == ["Second", "First"]

    assert client.get(f"{BASE}phases/{second.pk}/remove/").status_code == 200
    client.post(f"{BASE}phases/{second.pk}/remove/")
    assert process.phases.get().title == "First"
    client.post(f"{BASE}phases/{process.phases.get().pk}/remove/")
    assert process.phases.count() == 1


def test_publication_by_buttons(city: CitySnapshot, client_of: Any) -> None:
    process = ProcessFactory.create(state=ProcessState.DRAFT, published_at=None)
    client = client_of(city, administrator())
    url = f"{BASE}{process.pk}/"

    refused = client.post(f"{url}publish/", follow=True).content.decode()
    assert "Ajoutez au moins une étape" in refused

    PhaseFactory.create(process=process)
    for verb, state in (("publish", "published"), ("unpublish", "draft"), ("publish", "published")):
        client.post(f"{url}{verb}/")
        process.refresh_from_db()
        assert process.state == state
    client.post(f"{url}archive/")
    process.refresh_from_db()
    assert process.state == "archived"
    assert "Archivée" in client.get(url).content.decode()


def test_copy_process_asks_title_and_day(city: CitySnapshot, client_of: Any) -> None:
    process = PhaseFactory.create(process__title="La place").process
    client = client_of(city, administrator())
    url = f"{BASE}{process.pk}/copy/"

    assert "La place (copie)" in client.get(url).content.decode()
    client.post(url, {"title": "Autre place", "starts_on": timezone.localdate()})

    assert Process.objects.get(title="Autre place").phases.count() == 1


def test_readers_look_and_do_not_touch(city: CitySnapshot, client_of: Any) -> None:
    phase = PhaseFactory.create()
    reader = client_of(city, UserFactory.create(roles=["reader"]))
    page = reader.get(f"{BASE}{phase.process_id}/").content.decode()

    assert f"{BASE}phases/" not in page
    assert reader.get(f"{BASE}phases/{phase.pk}/").status_code == 403
    assert reader.post(f"{BASE}{phase.process_id}/archive/").status_code == 403
    assert client_of(city, UserFactory.create()).get(BASE).status_code == 403
    assert client_of(city).get(BASE).status_code == 302


def test_late_drafts_wait_to_be_published(city: CitySnapshot, client_of: Any) -> None:
    PhaseFactory.create(process__state=ProcessState.DRAFT)

    page = client_of(city, administrator()).get("/manage/").content.decode()

    assert "Brouillons dont la première étape a déjà commencé" in page
    assert f"{BASE}?state=draft" in page
