"""Opening a city, against django-tenants' own way for the same apps."""

import time
from statistics import median
from uuid import uuid4

from django.db import connection
from django_tenants.migration_executors.base import run_migrations
from django_tenants.models import TenantMixin

from bench.result import Result
from shared_apps.onboarding.actions import provision_city
from tenants import registry
from tenants.models import City, Plan, Territory, new_schema_name

OURS = 10
THEIRS = 2


def run() -> list[Result]:
    """Median seconds of both."""
    ours = [timed_provision(number) for number in range(OURS)]
    theirs = [timed_django_tenants() for _ in range(THEIRS)]
    value, baseline = median(ours), median(theirs)
    ratio = baseline / value
    return [
        Result(
            "provision_city",
            value,
            "s",
            "10 times faster, under 2 s",
            ratio >= 10 and value < 2,
            baseline,
            ratio,
        )
    ]


def timed_provision(number: int) -> float:
    """Seconds until a new portal answers, from the name in the register on."""
    connection.set_schema_to_public()
    taken = City.objects.existing().values("code")
    territory = Territory.objects.filter(kind="commune").exclude(code__in=taken)[
        number : number + 1
    ]
    started = time.perf_counter()
    provision_city(
        territory=territory[0],
        slug=f"b-{uuid4().hex[:12]}",
        plan=Plan.objects.get(code="parvis"),
        modules=[app.label for app in registry.modules()],
    )
    return time.perf_counter() - started


def timed_django_tenants() -> float:
    """Seconds of CREATE SCHEMA and migrate_schemas, as TenantMixin.create_schema does them."""
    if not hasattr(TenantMixin, "create_schema"):
        raise RuntimeError("django-tenants has changed: measure its new way.")
    schema = new_schema_name()
    connection.set_schema_to_public()
    started = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE SCHEMA "{schema}"')
    options = {"verbosity": 0, "interactive": False, "database": "default"}
    run_migrations([], options, "bench", schema, allow_atomic=True)
    seconds = time.perf_counter() - started
    with connection.cursor() as cursor:
        cursor.execute(f'DROP SCHEMA "{schema}" CASCADE')
    return seconds
