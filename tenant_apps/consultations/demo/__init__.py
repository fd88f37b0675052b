"""Questionnaires of the demo's towns."""

from importlib import import_module

from tenant_apps.consultations.demo.plant import plant
from tenants.snapshot import CitySnapshot

TOWNS = frozenset({"agen", "buxerolles", "cahors", "mel", "nanterre", "rennes"})


def fill(city: CitySnapshot) -> None:
    """Create the town's questionnaires with their answers."""
    if city.slug in TOWNS:
        module = import_module(f"{__name__}.{city.slug}")
        plant(city, module.CONSULTATIONS)
