"""Opening a city, against django-tenants' own way for the same apps."""

import time
from statistics import median
from uuid import uuid4

from bench.result import Result
from shared_apps.onboarding.actions import provision_city
from tenants import registry
from tenants.connection import connection
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
    """Seconds of django-tenants' own `create_schema`: CREATE SCHEMA, then migrate_schemas."""
    city = City(slug="baseline", schema_name=new_schema_name())
    connection.set_schema_to_public()
    started = time.perf_counter()
    city.create_schema(check_if_exists=True, verbosity=0)
    seconds = time.perf_counter() - started
    connection.set_schema_to_public()
    with connection.cursor() as cursor:
        cursor.execute(f'DROP SCHEMA "{city.schema_name}" CASCADE')
    return seconds
