"""The SQL that makes an empty city: built once per state of the migrations, kept in a table."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django_tenants.utils import schema_context

from tenants.context import control_plane
from tenants.models import SchemaTemplate, new_schema_name
from tenants.schemas.catalog import schema_sql

BUILD_LOCK = 7_305_001  # advisory lock: one builder at a time


def city_labels() -> set[str]:
    """Labels of the apps whose tables live in cities' schemas."""
    return {app.label for app in apps.get_app_configs() if app.name in settings.TENANT_APPS}


def fingerprint() -> str:
    """Identifies the migrations of a city's apps, as their files are on disk."""
    labels = city_labels()
    loader = MigrationLoader(None, ignore_no_migrations=True)
    digest = sha256()
    for label, name in sorted(loader.disk_migrations):
        if label in labels:
            module = sys.modules[loader.disk_migrations[label, name].__module__]
            digest.update(f"{label}.{name}".encode() + Path(str(module.__file__)).read_bytes())
    return digest.hexdigest()


def current_sql() -> str:
    """The SQL of an empty city; built from the migrations when none is kept for them.

    Takes seconds when it has to build; a few milliseconds otherwise.
    """
    key = fingerprint()
    with control_plane():
        row = SchemaTemplate.objects.filter(fingerprint=key).first()
        if row is not None:
            return row.sql
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [BUILD_LOCK])
            row = SchemaTemplate.objects.filter(fingerprint=key).first()
            if row is None:
                with migrated_schema() as schema:
                    sql = schema_sql(schema)
                SchemaTemplate.objects.all().delete()
                row = SchemaTemplate.objects.create(fingerprint=key, sql=sql)
        return row.sql


@contextmanager
def migrated_schema() -> Iterator[str]:
    """The name of a fresh schema with every migration applied; rolled back at the end."""
    schema = new_schema_name()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE SCHEMA "{schema}"')
        with schema_context(schema):
            call_command(migrate.Command(), verbosity=0, interactive=False)
        yield schema
        transaction.set_rollback(True)
