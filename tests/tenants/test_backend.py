"""The database backend: the right search path, sent only when it differs."""

from typing import Any

import psycopg
import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import ProgrammingError, transaction

from shared_apps.accounts.models import User
from tenant_apps.processes.models import Process
from tenants.connection import connection
from tenants.context import NoCity, city_context, control_plane, current_city
from tenants.models import City
from tenants.snapshot import CitySnapshot


@pytest.fixture
def paths(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every `SET search_path` that reaches the server."""
    sent: list[str] = []
    execute = psycopg.Cursor.execute

    def listen(self: Any, query: Any, *args: Any, **kwargs: Any) -> Any:
        if "search_path" in str(query):
            sent.append(str(query))
        return execute(self, query, *args, **kwargs)

    monkeypatch.setattr(psycopg.Cursor, "execute", listen)
    return sent


def path_of_session() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW search_path")
        return str(cursor.fetchone()[0])


def test_path_is_sent_once_for_many_queries(city: CitySnapshot, paths: list[str]) -> None:
    User.objects.count()
    sent_for_first = len(paths)

    for _ in range(5):
        User.objects.count()
        Process.objects.count()

    assert len(paths) == sent_for_first <= 1


def test_path_is_not_sent_again_when_the_same_city_is_set_again(
    city: CitySnapshot, paths: list[str]
) -> None:
    User.objects.count()
    before = len(paths)

    with city_context(city):
        User.objects.count()
    connection.set_tenant(city)
    User.objects.count()

    assert len(paths) == before


def test_path_of_a_city_leaves_public_out(city: CitySnapshot) -> None:
    assert path_of_session() == f"{city.schema_name}, extensions"


def test_code_of_a_city_cannot_read_the_control_plane(city: CitySnapshot) -> None:
    with pytest.raises(ProgrammingError, match="tenants_city"), transaction.atomic():
        City.objects.count()


def test_tables_of_cities_do_not_resolve_without_a_city(control_plane: None) -> None:
    with pytest.raises(ProgrammingError, match="processes_process"), transaction.atomic():
        Process.objects.count()


def test_two_cities_have_people_of_their_own(
    city: CitySnapshot, other_city: CitySnapshot, make_user: Any
) -> None:
    make_user(email="someone@example.org")

    with city_context(other_city):
        assert not User.objects.filter(email="someone@example.org").exists()
    assert User.objects.filter(email="someone@example.org").exists()


def test_rolled_back_path_is_sent_again(city: CitySnapshot, other_city: CitySnapshot) -> None:
    User.objects.count()
    with transaction.atomic():
        connection.set_tenant(other_city)
        User.objects.count()
        transaction.set_rollback(True)

    connection.set_tenant(city)

    assert path_of_session() == f"{city.schema_name}, extensions"
    connection.set_tenant(other_city)
    assert path_of_session() == f"{other_city.schema_name}, extensions"


def test_new_session_gets_the_path(committed_database: None, city: CitySnapshot) -> None:
    User.objects.count()

    connection.close()

    assert path_of_session() == f"{city.schema_name}, extensions"


def test_content_types_are_forgotten_when_the_city_changes(
    city: CitySnapshot, other_city: CitySnapshot
) -> None:
    here = ContentType.objects.get_for_model(Process)

    with city_context(other_city):
        there = ContentType.objects.get_for_model(Process)

    assert here is not there


def test_context_returns_to_where_the_caller_was(
    city: CitySnapshot, other_city: CitySnapshot
) -> None:
    with city_context(other_city):
        with control_plane():
            assert connection.schema_name == "public"
        assert current_city() == other_city
    assert current_city() == city


def test_current_city_fails_without_one(control_plane: None) -> None:
    with pytest.raises(NoCity):
        current_city()
