"""Rows of the control plane; no schemas."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from django.utils import timezone

from tenants.choices import CityState
from tenants.models import City, CityModule, Domain, Plan

numbers = count(1)


def make_city(*, modules: Sequence[str] = ("budgets", "open_data"), **fields: Any) -> City:
    """A served city with an address and modules; its schema does not exist."""
    number = next(numbers)
    values = {
        "slug": f"town-{number}",
        "name": f"Town {number}",
        "kind": "commune",
        "code": f"Z{number:04d}",
        "department": "47",
        "population": 3_000,
        "population_vintage": 2026,
        "state": CityState.ACTIVE,
        "ready_at": timezone.now(),
        **fields,
    }
    city: City = City.objects.create(plan=Plan.objects.get(code="parvis"), **values)
    CityModule.objects.bulk_create(CityModule(city=city, module=label) for label in modules)
    Domain.objects.create(city=city, host=f"{city.slug}.parvis.test")
    return city
