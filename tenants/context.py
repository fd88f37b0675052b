"""Working in a city's schema, or in the control plane's, for the length of a block."""

from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from django_tenants.utils import schema_context

from tenants.connection import connection
from tenants.models import City
from tenants.snapshot import CitySnapshot, snapshot_of


@contextmanager
def city_context(city: City | CitySnapshot) -> Iterator[CitySnapshot]:
    """Run the block in the city's schema, then go back to where the caller was."""
    previous = connection.tenant
    if isinstance(city, CitySnapshot):
        snapshot = city
    else:
        with control_plane():
            snapshot = snapshot_of(city)
    connection.set_tenant(snapshot)
    try:
        with structlog.contextvars.bound_contextvars(city=snapshot.slug):
            yield snapshot
    finally:
        connection.set_tenant(previous)


def control_plane() -> schema_context:
    """Run the block in the control plane's schema: `with control_plane(): ...`."""
    return schema_context("public")


class NoCity(RuntimeError):
    """Code of a city ran without a city."""


def current_city() -> CitySnapshot:
    """The city of this request, task or block; NoCity where there is none."""
    tenant = connection.tenant
    if not isinstance(tenant, CitySnapshot):
        raise NoCity("No city is set here.")
    return tenant
