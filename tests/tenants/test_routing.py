"""From a host to a city: found, unknown, forgotten in time."""

from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tenants.choices import SERVED_STATES, CityState
from tenants.connection import connection
from tenants.models import City, Domain
from tenants.routing import cache
from tenants.routing.cache import HostCache, announce_change, find_city, hosts
from tenants.snapshot import CitySnapshot

pytestmark = pytest.mark.django_db


def get(host: str, path: str = "/robots.txt") -> Any:
    return Client().get(path, HTTP_HOST=host)


@pytest.mark.parametrize("host", ["agen.parvis.test", "AGEN.parvis.test", "agen.parvis.test:8000"])
def test_host_leads_to_its_city(host: str) -> None:
    assert get(host).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "nowhere.parvis.test",
        "www.agen.parvis.test",
        "agen.example.org",
        "parvis.test.example.org",
        "agen.parvis.test.",
        "evil.test",
        "a b",
        "agen.parvis.test@evil.test",
        "[::1]",
    ],
)
def test_unknown_host_is_404_and_names_no_city(host: str) -> None:
    answer = get(host)

    if host == "agen.parvis.test.":  # the root's dot is part of a valid name
        assert answer.status_code == 200
        return
    assert answer.status_code == 404
    assert b"agen" not in answer.content.lower()
    assert b"cahors" not in answer.content.lower()


def test_second_request_asks_no_database(other_city: CitySnapshot) -> None:
    hosts.get(other_city.host)
    with CaptureQueriesContext(connection) as queries:
        found = hosts.get(other_city.host)

    assert found == other_city
    assert len(queries) == 0


def test_unknown_host_is_remembered_too() -> None:
    hosts.get("nowhere.parvis.test")
    with CaptureQueriesContext(connection) as queries:
        assert hosts.get("nowhere.parvis.test") is None

    assert len(queries) == 0


def test_entries_expire(other_city: CitySnapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = 1000.0
    monkeypatch.setattr("tenants.routing.cache.time.monotonic", lambda: clock)
    memory = HostCache()
    memory.get(other_city.host)
    City.objects.filter(pk=other_city.id).update(name="Elsewhere")

    clock += cache.FOUND_SECONDS - 1
    assert memory.get(other_city.host).name == "Cahors"  # type: ignore[union-attr]
    clock += 2
    assert memory.get(other_city.host).name == "Elsewhere"  # type: ignore[union-attr]


def test_change_reaches_other_processes(
    other_city: CitySnapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = 1000.0
    monkeypatch.setattr("tenants.routing.cache.time.monotonic", lambda: clock)
    elsewhere = HostCache()
    elsewhere.get(other_city.host)
    City.objects.filter(pk=other_city.id).update(name="Elsewhere")

    announce_change()

    clock += cache.VERSION_SECONDS + 0.1
    assert elsewhere.get(other_city.host).name == "Elsewhere"  # type: ignore[union-attr]


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST_HOSTS", 3)
    memory = HostCache()

    for number in range(10):
        memory.get(f"host{number}.parvis.test")

    assert len(memory._entries) == 3


@pytest.mark.parametrize("state", CityState)
def test_only_served_states_answer(state: CityState, other_city: CitySnapshot) -> None:
    City.objects.filter(pk=other_city.id).update(state=state)

    assert (find_city(other_city.host) is not None) == (state in SERVED_STATES)


def test_city_that_is_not_ready_does_not_answer(other_city: CitySnapshot) -> None:
    City.objects.filter(pk=other_city.id).update(ready_at=None)

    assert find_city(other_city.host) is None


def test_second_address_leads_to_the_same_city(other_city: CitySnapshot) -> None:
    Domain.objects.create(
        host="participer.cahors.test", city_id=other_city.id, kind="custom", is_primary=False
    )

    found = find_city("participer.cahors.test")

    assert found is not None
    assert found.uuid == other_city.uuid


@pytest.mark.parametrize("host", ["parvis.test", "console.parvis.test", "agen.parvis.test"])
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_answer_on_every_host(host: str, path: str) -> None:
    assert get(host, path).status_code == 200


def test_cache_keys_of_two_cities_differ(city: CitySnapshot, other_city: CitySnapshot) -> None:
    here = cache.city_key("name", "", 1)
    connection.set_tenant(other_city)
    there = cache.city_key("name", "", 1)
    connection.set_schema_to_public()

    assert len({here, there, cache.city_key("name", "", 1)}) == 3
