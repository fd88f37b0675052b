"""Fixtures that every test may use: databases with two cities, clients, people."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connections
from django.test import Client
from hypothesis import settings as hypothesis_settings
from psycopg import sql

from tenants.connection import connection
from tenants.context import city_context
from tenants.routing.cache import find_city, hosts
from tenants.snapshot import CitySnapshot

# How long an example takes says how busy the machine is, not whether the code is right.
hypothesis_settings.register_profile("parvis", deadline=None)
hypothesis_settings.load_profile("parvis")

ROOT = Path(__file__).resolve().parent.parent
# A change in one of these makes the template database anew.
SOURCES = (
    "tenants/**/*.py",
    "billing/**/*.py",
    "infra/management/**/*.py",
    "*_apps/*/migrations/*.py",
    "*_apps/*/apps.py",
    "tenant_apps/portal/*.py",
)
TEMPLATE_LOCK = 7_305_003


def maintenance() -> psycopg.Connection:
    """A connection to the server's own database, for creating and dropping others."""
    params = connection.get_connection_params()
    keep = {key: params[key] for key in ("host", "port", "user", "password") if params.get(key)}
    return psycopg.connect(**keep, dbname="postgres", autocommit=True)


def use_database(name: str) -> None:
    """Point Django at a database."""
    connections.close_all()
    connections.settings["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name
    connection.set_schema_to_public()


def template_database() -> str:
    """Name of a database with two cities, made once per state of the code."""
    digest = sha256()
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    name = f"template_{digest.hexdigest()[:16]}"
    with maintenance() as server:
        server.execute("SELECT pg_advisory_lock(%s)", [TEMPLATE_LOCK])
        if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return name
        draft = f"draft_{uuid4().hex[:12]}"
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(draft)))
        use_database(draft)
        call_command("prepare_database", stdout=StringIO())
        for code, slug in (("47001", "agen"), ("46042", "cahors")):
            call_command("provision_city", code, slug=slug, stdout=StringIO())
        connections.close_all()
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        server.execute(rename.format(sql.Identifier(draft), sql.Identifier(name)))
    return name


def create_from(template: str, name: str) -> None:
    """Copy a database; a fraction of a second."""
    with maintenance() as server:
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        server.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))


def drop(name: str) -> None:
    """Remove a database, whoever is still connected."""
    connections.close_all()
    with maintenance() as server:
        server.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """Each test process has a database of its own, copied from the template."""
    name = f"test_{uuid4().hex[:12]}"
    with django_db_blocker.unblock():
        create_from(template_database(), name)
        use_database(name)
    yield
    with django_db_blocker.unblock():
        drop(name)


@pytest.fixture(autouse=True)
def clean_surroundings(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Every test starts in the control plane, with empty caches and an empty file folder."""
    settings.REDIS_NAMESPACE = f"test-{uuid4().hex}"
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.MAIL_FOLDER = tmp_path / "mail"
    hosts.clear()
    connection.set_schema_to_public()
    yield
    hosts.clear()
    connection.set_schema_to_public()


@pytest.fixture
def committed_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """For races and commits: a database of the test's own, in which everything really commits.

    Take it instead of the `django_db` mark.
    """
    before = connection.settings_dict["NAME"]
    name = f"test_{uuid4().hex[:12]}"
    with django_db_blocker.unblock():
        create_from(template_database(), name)
        use_database(name)
        try:
            yield
        finally:
            drop(name)
            use_database(before)


def city_of(slug: str) -> CitySnapshot:
    """The snapshot of a city of the template."""
    found = find_city(f"{slug}.{django_settings.BASE_DOMAIN}")
    assert found is not None
    return found


def _has_database(request: pytest.FixtureRequest) -> None:
    if "committed_database" not in request.fixturenames:
        request.getfixturevalue("db")


@pytest.fixture
def city(request: pytest.FixtureRequest) -> Iterator[CitySnapshot]:
    """Agen; the test runs in its schema."""
    _has_database(request)
    with city_context(city_of("agen")) as snapshot:
        yield snapshot


@pytest.fixture
def other_city(request: pytest.FixtureRequest) -> CitySnapshot:
    """Cahors; enter it by `with city_context(other_city):`."""
    _has_database(request)
    before = connection.tenant
    try:
        return city_of("cahors")
    finally:
        connection.set_tenant(before)


@pytest.fixture
def control_plane(request: pytest.FixtureRequest) -> None:
    """The test runs in the control plane's schema."""
    _has_database(request)
    connection.set_schema_to_public()


@pytest.fixture
def make_user() -> Callable[..., Any]:
    """Makes a person in the current schema: `make_user(roles=["moderator"])`."""
    from django.contrib.auth import get_user_model

    def make(**fields: Any) -> Any:
        number = uuid4().hex[:8]
        fields.setdefault("email", f"person-{number}@example.org")
        fields.setdefault("display_name", f"Person {number}")
        return get_user_model().objects.create_user(**fields)

    return make


ClientOf = Callable[..., Client]


@pytest.fixture
def client_of() -> ClientOf:
    """`client_of(city, user)`, `client_of("console", operator)`, `client_of("vendor")`."""

    def make(where: CitySnapshot | str, user: Any = None, **options: Any) -> Client:
        base = django_settings.BASE_DOMAIN
        if isinstance(where, CitySnapshot):
            host = where.host
        else:
            host = base if where == "vendor" else f"{where}.{base}"
        client = Client(HTTP_HOST=host, **options)
        if user is not None:
            before = connection.tenant
            if isinstance(where, CitySnapshot):
                connection.set_tenant(where)
            else:
                connection.set_schema_to_public()
            client.force_login(user)
            connection.set_tenant(before)
        return client

    return make
