"""Pages shared among residents: alike for all, personal in the holes, fresh after a write."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shared_apps.web import page_cache
from tenant_apps.notifications import actions as notifications
from tenants.context import city_context
from tenants.snapshot import CitySnapshot

PAGES = ("/", "/ideas/")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@pytest.fixture
def ida(city: CitySnapshot, make_user: Any) -> Any:
    return make_user(display_name="Ida Premiere", email="ida@example.org")


@pytest.fixture
def lea(city: CitySnapshot, make_user: Any) -> Any:
    return make_user(display_name="Lea Seconde", email="lea@example.org")


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_second_reader_gets_the_page_with_their_own_name(
    path: str, city: CitySnapshot, client_of: Any, ida: Any, lea: Any
) -> None:
    first, second = client_of(city, ida), client_of(city, lea)
    assert "Ida Premiere" in text_of(first, path)

    with CaptureQueriesContext(connection) as queries:
        text = text_of(second, path)

    assert "Lea Seconde" in text
    assert "Ida Premiere" not in text
    assert "ida@example.org" not in text
    assert len(queries) <= 4  # session, person, unread messages


@pytest.mark.parametrize("path", PAGES)
def test_no_hole_stays_open(path: str, city: CitySnapshot, client_of: Any, ida: Any) -> None:
    client = client_of(city, ida)

    for _ in range(2):
        assert "hole-" not in text_of(client, path)


def test_each_reader_has_tokens_of_their_own_that_work(
    city: CitySnapshot, client_of: Any, ida: Any, lea: Any
) -> None:
    first = client_of(city, ida, enforce_csrf_checks=True)
    second = client_of(city, lea, enforce_csrf_checks=True)
    tokens = [TOKEN.findall(text_of(client, "/"))[0] for client in (first, second)]

    assert tokens[0] != tokens[1]
    foreign = second.post("/accounts/logout/", {"csrfmiddlewaretoken": tokens[0]})
    own = second.post("/accounts/logout/", {"csrfmiddlewaretoken": tokens[1]})
    assert (foreign.status_code, own.status_code) == (403, 302)


def test_write_makes_the_page_stale(city: CitySnapshot, client_of: Any, ida: Any) -> None:
    client = client_of(city, ida)
    counts = []
    text_of(client, "/ideas/")
    for is_written in (False, True):
        if is_written:
            page_cache.bump()
        with CaptureQueriesContext(connection) as queries:
            text_of(client, "/ideas/")
        counts.append(len(queries))

    kept, stale = counts
    assert stale > kept


def test_new_message_shows_at_once(
    city: CitySnapshot, client_of: Any, ida: Any, django_capture_on_commit_callbacks: Any
) -> None:
    client = client_of(city, ida)
    assert 'class="count"' not in text_of(client, "/")

    with city_context(city), django_capture_on_commit_callbacks(execute=True):
        notifications.notify(user=ida, kind="test", title="Hello", body="Hello", url="/")

    assert 'class="count"' in text_of(client, "/")


def test_agent_gets_a_page_of_their_own(
    city: CitySnapshot, client_of: Any, ida: Any, make_user: Any
) -> None:
    agent = make_user(display_name="Agent Municipal", roles=["moderator"])
    assert "/manage/" in text_of(client_of(city, agent), "/")

    assert 'href="/manage/"' not in text_of(client_of(city, ida), "/")


def test_two_cities_share_nothing(
    city: CitySnapshot, other_city: CitySnapshot, client_of: Any, ida: Any, make_user: Any
) -> None:
    text_of(client_of(city, ida), "/")
    with city_context(other_city):
        person = make_user(display_name="Voisine")

    text = text_of(client_of(other_city, person), "/")

    assert "Cahors" in text
    assert "Agen" not in text


def test_signed_out_reader_never_gets_a_residents_page(
    city: CitySnapshot, client_of: Any, ida: Any
) -> None:
    text_of(client_of(city, ida), "/")

    text = text_of(client_of(city), "/")

    assert "/accounts/logout/" not in text
    assert "csrfmiddlewaretoken" not in text
