"""Signed-out pages come from Redis; what is personal or stale never does."""

from typing import Any

import pytest
import redis
from django.conf import settings
from django.test.utils import CaptureQueriesContext

from shared_apps.ui.paving import paving_digest
from shared_apps.web import page_cache
from tenants.actions import set_module, update_brand
from tenants.connection import connection
from tenants.context import city_context
from tenants.routing.cache import hosts, redis_client
from tenants.snapshot import CitySnapshot


@pytest.fixture
def home(city: CitySnapshot, client_of: Any) -> Any:
    """Asks the portal's home and says how many statements it took."""

    def get(client: Any = None, **headers: str) -> tuple[Any, int]:
        with CaptureQueriesContext(connection) as queries:
            answer = (client or client_of(city)).get("/", **headers)
        return answer, len(queries)

    get()  # which host leads where is remembered from here on
    page_cache.bump()
    return get


def test_second_visitor_is_answered_without_the_database(home: Any) -> None:
    first, first_queries = home()
    second, second_queries = home()

    assert first_queries > 0
    assert second_queries == 0
    assert second.content == first.content
    assert second["Content-Security-Policy"] == first["Content-Security-Policy"]


def test_write_ages_the_page(home: Any) -> None:
    home()

    page_cache.bump()

    assert home()[1] > 0


def test_page_from_before_a_write_is_not_stored_as_new(
    home: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = page_cache._may_be_stored

    def write_meanwhile(*args: Any) -> bool:
        page_cache.bump()
        return original(*args)

    monkeypatch.setattr(page_cache, "_may_be_stored", write_meanwhile)
    home()
    monkeypatch.undo()

    assert home()[1] > 0


def test_languages_have_pages_of_their_own(home: Any) -> None:
    french, _ = home(HTTP_ACCEPT_LANGUAGE="fr")
    english, queries = home(HTTP_ACCEPT_LANGUAGE="en")

    assert queries > 0
    assert b'lang="fr"' in french.content
    assert b'lang="en"' in english.content


def test_two_cities_never_share_a_page(home: Any, other_city: CitySnapshot, client_of: Any) -> None:
    home()

    answer = client_of(other_city).get("/")

    assert "Cahors" in answer.content.decode()
    assert "Agen" not in answer.content.decode()


def test_signed_in_page_is_neither_stored_nor_served(
    home: Any, city: CitySnapshot, client_of: Any, make_user: Any
) -> None:
    person = make_user(display_name="Ida Personne")
    signed_in, _ = home(client_of(city, person))

    signed_out, _ = home()

    assert "Ida Personne" in signed_in.content.decode()
    assert "Ida Personne" not in signed_out.content.decode()
    assert home(client_of(city, person))[1] > 0


def test_page_with_a_form_of_its_own_is_not_stored(city: CitySnapshot, client_of: Any) -> None:
    one = client_of(city).get("/accounts/login/").content.decode()
    two = client_of(city).get("/accounts/login/").content.decode()

    assert "csrfmiddlewaretoken" in one
    assert one != two


def test_invented_parameters_are_not_stored(home: Any, city: CitySnapshot, client_of: Any) -> None:
    client_of(city).get("/?utm=1")
    with CaptureQueriesContext(connection) as queries:
        client_of(city).get("/?utm=1")

    assert len(queries) > 0


def test_new_brand_shows_at_once(home: Any, city: CitySnapshot) -> None:
    home()
    update_brand(
        city_id=city.id, brand_color="#123456", accent_color="#654321", tagline="Une phrase neuve"
    )
    hosts.clear()

    assert "Une phrase neuve" in home()[0].content.decode()


def test_module_switched_off_leaves_the_stored_page(home: Any, city: CitySnapshot) -> None:
    assert b"/ideas/" in home()[0].content
    set_module(city_id=city.id, module="proposals", is_enabled=False)
    hosts.clear()

    assert b"/ideas/" not in home()[0].content


def test_without_redis_pages_are_still_answered(home: Any, monkeypatch: Any) -> None:
    def broken(*args: Any) -> Any:
        raise redis.ConnectionError

    monkeypatch.setattr(page_cache, "redis_client", broken)
    monkeypatch.setattr(page_cache, "kept", broken)

    assert home()[0].status_code == 200
    page_cache.bump()


def test_bump_in_the_control_plane_does_nothing(home: Any, city: CitySnapshot) -> None:
    home()
    connection.set_schema_to_public()

    page_cache.bump()

    with city_context(city):
        assert home()[1] == 0


def test_invented_addresses_do_not_fill_redis(
    city: CitySnapshot, client_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_cache, "MOST_INVENTED", 3)
    client = client_of(city)

    for number in range(10):
        assert client.get(f"/ideas/?q=word{number}").status_code == 200
    for port in range(9000, 9010):
        client_of(city).get("/", HTTP_HOST=f"{city.host}:{port}")

    assert len(stored_pages(city)) == 3
    assert client.get("/ideas/").status_code == 200
    assert len(stored_pages(city)) == 4  # addresses that exist are stored all the same


def test_pavings_of_invented_seeds_are_not_stored(city: CitySnapshot, client_of: Any) -> None:
    seed = "invented"
    digest = paving_digest(seed, city.brand_color, city.accent_color)

    for address in (f"/paving/{seed}.{digest}.svg", f"/paving/{seed}.wrong.svg"):
        assert client_of(city).get(address).status_code == 200

    assert stored_pages(city) == []


def test_answer_that_varies_by_something_else_is_not_stored(
    city: CitySnapshot, client_of: Any
) -> None:
    as_json = client_of(city).get("/api/v1/schema/", HTTP_ACCEPT="application/json")
    as_yaml = client_of(city).get("/api/v1/schema/")

    assert "json" in as_json["Content-Type"]
    assert "json" not in as_yaml["Content-Type"]


def stored_pages(city: CitySnapshot) -> list[bytes]:
    pattern = f"{settings.REDIS_NAMESPACE}:{city.uuid}:page:*"
    return list(redis_client().scan_iter(pattern, count=1000))
