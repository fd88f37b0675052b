"""Every address of one city, asked with the session, ids and cookies of another."""

from typing import Any

import pytest
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Concat, Left
from django.test import Client

from shared_apps.accounts.models import User
from tenants import registry
from tenants.context import city_context
from tenants.snapshot import CitySnapshot
from tests.tenancy.addresses import city_models, known_values, paths

CANARY = "KANARIENVOGEL"
# Fields of people's words and names; everything else is structure.
WORDS = frozenset(
    "title body name display_name text description summary excerpt question answer note reason "
    "email place message intro label".split()
)
NOT_LEAKING = frozenset({200, 301, 302, 303, 400, 401, 403, 404, 405, 406, 409, 415})


def mark() -> None:
    """Put the canary into every word of the current city."""
    for model in city_models():
        for field in model._meta.local_fields:
            is_words = isinstance(field, models.CharField | models.TextField)
            if is_words and field.name in WORDS and not field.choices:
                length = (field.max_length or 5000) - len(CANARY) - 1
                marked = Concat(Value(CANARY), Left(F(field.name), length))
                model._default_manager.exclude(**{field.name: ""}).update(**{field.name: marked})


def counts() -> dict[str, int]:
    """Rows of each table of the current city; sessions and audit grow by asking."""
    return {
        model._meta.label: model._default_manager.count()
        for model in city_models()
        if model._meta.label not in ("sessions.Session",)
    }


@pytest.fixture
def full_city(committed_database: None, other_city: CitySnapshot) -> CitySnapshot:
    """Cahors with the demo's content, each word of it marked."""
    with city_context(other_city):
        for app in registry.city_apps():
            app.demo(other_city)
        mark()
    return other_city


@pytest.fixture
def stranger(full_city: CitySnapshot, city: CitySnapshot, client_of: Any) -> Client:
    """An administrator of Cahors who sends Cahors' cookies to Agen."""
    with city_context(full_city):
        admin = User.objects.filter(roles__contains=["administrator"]).order_by("pk").first()
        client: Client = client_of(full_city, admin)
        assert client.get("/manage/").status_code == 200
    client.defaults["HTTP_HOST"] = city.host
    return client


@pytest.fixture
def values(full_city: CitySnapshot) -> dict[str, list[Any]]:
    with city_context(full_city):
        return known_values()


def assert_no_leak(path: str, answer: Any) -> None:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert CANARY.encode() not in body, path
    assert CANARY not in str(answer.headers), path
    assert answer.status_code in NOT_LEAKING, (path, answer.status_code)


def test_session_of_one_city_opens_nothing_in_another(
    stranger: Client, values: dict[str, list[Any]]
) -> None:
    asked = paths(values)
    for path, pattern in asked:
        answer = stranger.get(path)

        assert_no_leak(path, answer)
        guard = getattr(pattern.callback, "guard", "")
        if guard.startswith(("staff", "resident")):
            assert answer.status_code in (302, 404), (path, answer.status_code)
            if answer.status_code == 302:
                assert answer["Location"].startswith("/accounts/login/"), path

    assert len(asked) > 100


def test_posts_with_foreign_cookies_change_nothing(
    stranger: Client, full_city: CitySnapshot, city: CitySnapshot, values: dict[str, list[Any]]
) -> None:
    before_here = counts()
    with city_context(full_city):
        before_there = counts()

    for path, pattern in paths(values):
        if getattr(pattern.callback, "guard", "") != "public":
            for method in (stranger.post, stranger.put, stranger.delete):
                assert_no_leak(path, method(path, {"title": "x", "confirm": "on"}))

    with city_context(full_city):
        assert counts() == before_there
    with city_context(city):
        assert counts() == before_here


def test_administrator_of_one_city_finds_nothing_by_ids_of_another(
    full_city: CitySnapshot,
    city: CitySnapshot,
    values: dict[str, list[Any]],
    client_of: Any,
    make_user: Any,
) -> None:
    with city_context(city):
        admin = make_user(roles=["administrator"])
    client = client_of(city, admin, raise_request_exception=True)

    for path, _pattern in paths(values):
        if not path.startswith("/accounts/logout"):
            assert_no_leak(path, client.get(path))


def test_signed_out_visitor_sees_no_other_city(
    full_city: CitySnapshot, city: CitySnapshot, values: dict[str, list[Any]], client_of: Any
) -> None:
    client = client_of(city)

    for path, _pattern in paths(values):
        assert_no_leak(path, client.get(path))


def test_signed_out_visitor_never_meets_a_server_error_or_private_words(
    full_city: CitySnapshot, values: dict[str, list[Any]], client_of: Any
) -> None:
    client = client_of(full_city)
    with city_context(full_city):
        addresses = list(User.objects.values_list("email", flat=True))

    for path, pattern in paths(values):
        answer = client.get(path)

        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert answer.status_code in NOT_LEAKING, (path, answer.status_code)
        if not path.startswith("/dev/"):
            assert not [one for one in addresses if one.encode() in body], path
        if getattr(pattern.callback, "guard", "").startswith("staff"):
            assert answer.status_code in (302, 404), path


@pytest.mark.parametrize("host", ["console", "vendor"])
def test_session_of_a_city_opens_nothing_in_the_control_plane(
    full_city: CitySnapshot, client_of: Any, host: str, settings: Any
) -> None:
    with city_context(full_city):
        admin = User.objects.filter(roles__contains=["administrator"]).order_by("pk").first()
        client = client_of(full_city, admin)
    client.defaults["HTTP_HOST"] = (
        settings.BASE_DOMAIN if host == "vendor" else f"console.{settings.BASE_DOMAIN}"
    )

    for path in ("/", "/cities/new/", "/billing/", "/cities/cahors/", "/audit/"):
        answer = client.get(path)
        assert_no_leak(path, answer)
        if host == "console":
            assert answer.status_code in (302, 404), path


def test_session_of_an_operator_opens_nothing_in_a_city(
    full_city: CitySnapshot, control_plane: None, client_of: Any, make_user: Any
) -> None:
    operator = make_user(roles=["superadmin"])
    client = client_of("console", operator)
    assert client.get("/").status_code == 200
    client.defaults["HTTP_HOST"] = full_city.host

    answer = client.get("/manage/")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


def test_word_of_another_city_is_really_marked(full_city: CitySnapshot, client_of: Any) -> None:
    assert CANARY.encode() in client_of(full_city).get("/ideas/").content
