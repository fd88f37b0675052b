"""Opening a city: whole or not at all."""

import os
import re
import signal
import subprocess
import sys
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from tenants.connection import connection
from tenants.context import city_context
from tenants.models import City, Domain, Plan, SchemaTemplate, Territory
from tenants.schemas.catalog import NotWritable, schema_sql
from tenants.schemas.migrate import cities_with_pending_migrations, migrate_cities
from tenants.schemas.provision import CannotProvision, provision
from tenants.schemas.template import current_sql, migrated_schema
from tenants.snapshot import CitySnapshot
from tests.threads import run_together


def open_nanterre(slug: str = "nanterre", code: str = "92050") -> City:
    return provision(
        territory=Territory.objects.get(kind="commune", code=code),
        slug=slug,
        plan=Plan.objects.get(code="parvis"),
        modules=["budgets", "proposals"],
    )


def schemas() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 't\\_%'")
        return {name for (name,) in cursor.fetchall()}


def test_provisioned_city_answers(control_plane: None, client_of: Any) -> None:
    city = open_nanterre()

    assert city.name == "Nanterre"
    assert city.population
    assert city.schema_name.startswith("t_")
    assert "nanterre" not in city.schema_name
    answer = client_of("nanterre").get("/")
    assert answer.status_code == 200
    assert "Nanterre" in answer.content.decode()


def test_modules_are_allowed_and_enabled_as_asked(control_plane: None) -> None:
    city = open_nanterre()

    assert {row.module for row in city.modules.all() if row.is_on} == {"budgets", "proposals"}


@pytest.mark.parametrize(
    ("slug", "code"),
    [
        ("", "slug_malformed"),
        ("Nanterre", "slug_malformed"),
        ("nan terre", "slug_malformed"),
        ("-nanterre", "slug_malformed"),
        ("nan--terre", "slug_malformed"),
        ("nanterre.fr", "slug_malformed"),
        ("évry", "slug_malformed"),
        ("n" * 41, "slug_malformed"),
        ('x"; DROP SCHEMA public', "slug_malformed"),
        ("console", "slug_reserved"),
        ("www", "slug_reserved"),
        ("api", "slug_reserved"),
        ("agen", "slug_taken"),
    ],
)
def test_bad_slug_is_refused_and_leaves_nothing(control_plane: None, slug: str, code: str) -> None:
    before = schemas()

    with pytest.raises(CannotProvision) as refusal:
        open_nanterre(slug)

    assert refusal.value.code == code
    assert schemas() == before
    assert City.objects.count() == 2


def test_territory_with_a_portal_is_refused(control_plane: None) -> None:
    with pytest.raises(CannotProvision) as refusal:
        open_nanterre("agen-bis", "47001")

    assert refusal.value.code == "territory_taken"


def test_unknown_module_is_refused(control_plane: None) -> None:
    with pytest.raises(CannotProvision) as refusal:
        provision(
            territory=Territory.objects.get(kind="commune", code="92050"),
            slug="nanterre",
            plan=Plan.objects.get(code="parvis"),
            modules=["teleportation"],
        )

    assert refusal.value.code == "module_unknown"


def test_failure_in_an_app_leaves_nothing(
    control_plane: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tenants import registry

    def fail(self: Any, city: CitySnapshot) -> None:
        raise RuntimeError("half-way")

    before = schemas()
    monkeypatch.setattr(type(registry.module("open_data")), "set_up_city", fail)
    with pytest.raises(RuntimeError, match="half-way"):
        open_nanterre()
    monkeypatch.undo()

    assert schemas() == before
    assert not Domain.objects.filter(host__startswith="nanterre").exists()
    assert open_nanterre().slug == "nanterre"


KILLED = """
import sys, time
import django
django.setup()
from tenants import registry
from tenants.models import Plan, Territory
from tenants.schemas.provision import provision
def wait(self, city):
    print("inside", flush=True)
    time.sleep(60)
type(registry.module("open_data")).set_up_city = wait
provision(territory=Territory.objects.get(kind="commune", code="92050"), slug="nanterre",
          plan=Plan.objects.get(code="parvis"), modules=["budgets"])
"""


def test_killed_process_leaves_nothing_and_the_slug_is_free(committed_database: None) -> None:
    before = schemas()
    params = connection.get_connection_params()
    url = f"postgresql://{params['user']}@/{params['dbname']}?host={params['host']}"
    environment = {**os.environ, "DATABASE_URL": url}
    with subprocess.Popen(
        [sys.executable, "-c", KILLED], env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "inside"
        process.send_signal(signal.SIGKILL)
        process.wait(10)

    city = open_nanterre()  # waits until the server has rolled the dead session back

    assert schemas() == before | {city.schema_name}
    assert City.objects.filter(slug="nanterre").count() == 1


def test_two_operators_at_once_open_one_portal(committed_database: None) -> None:
    before = len(schemas())

    results = run_together(open_nanterre, open_nanterre, lambda: open_nanterre("nanterre-2"))

    opened = [result for result in results if isinstance(result, City)]
    refused = [result for result in results if isinstance(result, CannotProvision)]
    assert (len(opened), len(refused)) == (1, 2), results
    assert len(schemas()) == before + 1


def plain(text: str, schema: str) -> str:
    """Without brackets and casts, which PostgreSQL prints otherwise after a round trip."""
    return re.sub(r"::[a-z ]+(\[\])?|[()]", "", text.replace(schema, ""))


def catalog(schema: str) -> dict[str, list[Any]]:
    """Everything PostgreSQL knows of a schema's tables, without the schema's name."""
    queries = {
        "columns": """SELECT table_name, column_name,
            row_number() OVER (PARTITION BY table_name ORDER BY ordinal_position),
            data_type, is_nullable, column_default, is_identity, identity_generation,
            character_maximum_length,
            numeric_precision, udt_name, is_generated, generation_expression
            FROM information_schema.columns WHERE table_schema = %s ORDER BY 1, 3""",
        "constraints": """SELECT t.relname, c.conname, pg_get_constraintdef(c.oid), c.condeferrable,
            c.condeferred FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
            WHERE c.connamespace = %s::regnamespace ORDER BY 1, 2""",
        "indexes": """SELECT tablename, indexname, replace(indexdef, schemaname, '')
            FROM pg_indexes WHERE schemaname = %s ORDER BY 1, 2""",
        "migrations": None,
    }
    found: dict[str, list[Any]] = {}
    with connection.cursor() as cursor:
        for name, query in queries.items():
            if query:
                cursor.execute(query, [schema])
            else:
                cursor.execute(f'SELECT app, name FROM "{schema}".django_migrations ORDER BY id')
            found[name] = [tuple(plain(str(value), schema) for value in row) for row in cursor]
        for table, columns in (
            ("django_content_type", "app_label, model"),
            ("auth_permission", "content_type_id, codename"),
        ):
            cursor.execute(f'SELECT {columns} FROM "{schema}".{table} ORDER BY 1, 2')
            found[table] = cursor.fetchall()
    return found


def test_city_from_sql_equals_city_from_migrations(control_plane: None) -> None:
    city = open_nanterre()

    with migrated_schema() as schema:
        from_migrations = catalog(schema)

    from_sql = catalog(city.schema_name)
    for part, rows in from_migrations.items():
        assert rows, part
        assert from_sql[part] == rows, part


def test_identity_goes_on_after_the_template_rows(control_plane: None) -> None:
    city = open_nanterre()

    with city_context(city), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_content_type (app_label, model) VALUES ('x', 'y') RETURNING id"
        )
        new = cursor.fetchone()[0]
        cursor.execute("SELECT max(id) FROM django_content_type")
        assert cursor.fetchone()[0] == new


def without_dates(text: str) -> str:
    return re.sub(r"'\d{4}-\d\d-\d\d [^']*'", "", text)


def test_template_is_built_again_when_migrations_change(
    control_plane: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = current_sql()
    monkeypatch.setattr("tenants.schemas.template.fingerprint", lambda: "another")

    assert without_dates(current_sql()) == without_dates(before)
    assert list(SchemaTemplate.objects.values_list("fingerprint", flat=True)) == ["another"]


def test_view_in_a_schema_cannot_be_written_out(control_plane: None) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA odd")
        cursor.execute("CREATE VIEW odd.numbers AS SELECT 1 AS one")
        with pytest.raises(NotWritable, match="numbers"):
            schema_sql("odd")


def test_pending_migrations_are_found_and_applied(control_plane: None) -> None:
    city = City.objects.get(slug="agen")
    assert cities_with_pending_migrations() == []
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TABLE "{city.schema_name}".engagement_follow')
        cursor.execute(f'DROP TABLE "{city.schema_name}".engagement_support')
        cursor.execute(
            f"DELETE FROM \"{city.schema_name}\".django_migrations WHERE app = 'engagement'"
        )

    assert cities_with_pending_migrations() == [city]
    assert list(migrate_cities()) == [city]
    assert cities_with_pending_migrations() == []


def test_command_opens_a_portal(control_plane: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("provision_city", "92050", slug="nanterre", modules="budgets")

    assert "nanterre.parvis.test" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("99999",), "99999"),
        (("92050", "--plan", "gold"), "gold"),
        (("47001",), "portail"),
    ],
)
def test_command_says_what_is_wrong(
    control_plane: None, arguments: tuple[str, ...], message: str
) -> None:
    with pytest.raises(CommandError, match=message):
        call_command("provision_city", *arguments, "--slug", "other")
