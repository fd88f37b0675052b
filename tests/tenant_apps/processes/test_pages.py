"""Residents' pages and the API: what is shown, to whom, at what cost."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tenant_apps.processes.choices import ProcessState, Visibility
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.people import administrator
from tests.factories.processes import PhaseFactory, ProcessFactory

pytestmark = pytest.mark.django_db


def test_list_groups_open_upcoming_and_finished(city: CitySnapshot, client_of: Any) -> None:
    now = timezone.now()
    PhaseFactory.create(process__title="Open one")
    PhaseFactory.create(
        process__title="Coming one",
        starts_at=now + timedelta(days=2),
        ends_at=now + timedelta(days=3),
    )
    PhaseFactory.create(
        process__title="Past one",
        starts_at=now - timedelta(days=3),
        ends_at=now - timedelta(days=2),
    )
    client = client_of(city)

    page = client.get("/processes/").content.decode()
    assert page.index("Open one") < page.index("Coming one") < page.index("Past one")

    page = client.get("/processes/?state=upcoming").content.decode()
    assert "Coming one" in page
    assert "Open one" not in page


def test_list_finds_words_without_accents_or_inflection(city: CitySnapshot, client_of: Any) -> None:
    PhaseFactory.create(process__title="Nos écoles plantées")
    PhaseFactory.create(process__title="Le pont")

    page = client_of(city).get("/processes/?q=ecole").content.decode()

    assert "Nos écoles plantées" in page
    assert "Le pont" not in page


def test_list_empty_states(city: CitySnapshot, client_of: Any) -> None:
    client = client_of(city)

    assert "Aucune démarche pour l’instant" in client.get("/processes/").content.decode()
    assert "Aucune démarche ne correspond" in client.get("/processes/?q=x").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_list_queries(
    city: CitySnapshot, client_of: Any, django_assert_num_queries: Any, rows: int
) -> None:
    for _ in range(rows):
        process = ProcessFactory.create()
        PhaseFactory.create_batch(2, process=process)
    client = client_of(city)
    client.get("/robots.txt")  # the host is known from here on

    # ranks, count, page, phases
    with django_assert_num_queries(4):
        client.get("/processes/")


@pytest.mark.parametrize("rows", [1, 3])
def test_process_page_queries(
    city: CitySnapshot, client_of: Any, django_assert_max_num_queries: Any, rows: int
) -> None:
    process = ProcessFactory.create()
    PhaseFactory.create_batch(rows, process=process)
    client = client_of(city, UserFactory.create())
    client.get("/robots.txt")

    with django_assert_max_num_queries(12):
        assert client.get(process.get_absolute_url()).status_code == 200


def test_process_page_says_what_happened_and_what_comes_next(
    city: CitySnapshot, client_of: Any
) -> None:
    now = timezone.now()
    process = ProcessFactory.create(
        title="La place", question="Que planter ?", easy_summary="On plante."
    )
    PhaseFactory.create(
        process=process,
        title="Les idées",
        outcome="Quarante idées.",
        starts_at=now - timedelta(days=9),
        ends_at=now - timedelta(days=2),
    )
    PhaseFactory.create(
        process=process,
        title="Le vote",
        starts_at=now + timedelta(days=2),
        ends_at=now + timedelta(days=9),
        position=1,
    )

    page = client_of(city).get(process.get_absolute_url()).content.decode()

    assert page.index("Que planter ?") < page.index("On plante.") < page.index("Quarante idées.")
    assert "« Les idées » est terminé".replace(" ", "\u00a0", 1).replace("s »", "s\u00a0»") in page
    assert "La suite" in page
    assert "Le vote" in page


@pytest.mark.parametrize("state", list(ProcessState))
def test_draft_is_seen_by_staff_only(
    city: CitySnapshot, client_of: Any, state: ProcessState
) -> None:
    process = PhaseFactory.create(process__state=state, process__title="Le secret").process
    url = process.get_absolute_url()
    expected = 404 if state == ProcessState.DRAFT else 200

    assert client_of(city).get(url).status_code == expected
    assert client_of(city, UserFactory.create()).get(url).status_code == expected
    assert client_of(city, administrator()).get(url).status_code == 200
    for address in ("/", "/processes/", "/api/v1/processes/", "/sitemap.xml", "/search/?q=secret"):
        shown = process.slug in client_of(city).get(address).content.decode()
        assert shown is (state != ProcessState.DRAFT), address


def test_unlisted_process_opens_by_its_address_only(city: CitySnapshot, client_of: Any) -> None:
    process = PhaseFactory.create(
        process__visibility=Visibility.UNLISTED, process__title="Le secret"
    ).process
    client = client_of(city)

    page = client.get(process.get_absolute_url())
    assert page.status_code == 200
    assert 'name="robots" content="noindex"' in page.content.decode()
    for address in ("/", "/processes/", "/api/v1/processes/", "/sitemap.xml", "/search/?q=secret"):
        assert process.slug not in client.get(address).content.decode(), address
    assert client.get(f"/api/v1/processes/{process.slug}/").status_code == 404


def test_process_of_another_city_is_not_found(
    city: CitySnapshot, other_city: CitySnapshot, client_of: Any
) -> None:
    process = PhaseFactory.create().process

    assert client_of(other_city).get(process.get_absolute_url()).status_code == 404


def test_api_lists_processes_with_their_phases(city: CitySnapshot, client_of: Any) -> None:
    process = PhaseFactory.create(process__slug="place", title="Step").process
    client = client_of(city)

    listed = client.get("/api/v1/processes/").json()["results"][0]
    alone = client.get("/api/v1/processes/place/").json()

    assert listed == alone
    assert (listed["slug"], listed["status"]) == ("place", "open")
    assert listed["url"] == f"{city.origin}{process.get_absolute_url()}"
    assert [phase["title"] for phase in listed["phases"]] == ["Step"]
    assert client.post("/api/v1/processes/", {}).status_code in (401, 403, 405)


@pytest.mark.parametrize("rows", [1, 3])
def test_api_queries(
    city: CitySnapshot, client_of: Any, django_assert_num_queries: Any, rows: int
) -> None:
    for _ in range(rows):
        PhaseFactory.create()
    client = client_of(city)
    client.get("/robots.txt")

    # count, page, phases
    with django_assert_num_queries(3):
        client.get("/api/v1/processes/")
