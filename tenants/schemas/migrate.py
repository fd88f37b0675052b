"""Bringing the schemas of existing cities up to the code's migrations, one city after another."""

from collections.abc import Iterator

from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django_tenants.utils import schema_context

from tenants.context import control_plane
from tenants.models import City
from tenants.schemas.template import city_labels


def cities_with_pending_migrations() -> list[City]:
    """Cities that lack a migration which the code has; one query whatever their number."""
    labels = city_labels()
    loader = MigrationLoader(None, ignore_no_migrations=True)
    wanted = {(label, name) for label, name in loader.disk_migrations if label in labels}
    with control_plane():
        cities = list(City.objects.existing().order_by("pk"))
        if not cities:
            return []
        union = " UNION ALL ".join(
            f'SELECT {city.pk}, app, name FROM "{city.schema_name}".django_migrations'
            for city in cities
        )
        applied: dict[int, set[tuple[str, str]]] = {}
        with connection.cursor() as cursor:
            cursor.execute(union)
            for pk, label, name in cursor.fetchall():
                applied.setdefault(pk, set()).add((label, name))
    return [city for city in cities if wanted - applied.get(city.pk, set())]


def migrate_cities() -> Iterator[City]:
    """Migrate each city that needs it, yielding it when done."""
    for city in cities_with_pending_migrations():
        with schema_context(city.schema_name):
            call_command(migrate.Command(), verbosity=0, interactive=False)
        yield city
