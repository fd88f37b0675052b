"""Contracts."""

from datetime import date
from typing import Any

from billing.models import Subscription
from tenants.models import City
from tests.factories.tenants import make_city


def make_subscription(city: City | None = None, **fields: Any) -> Subscription:
    """The contract of a city (of 3,000 inhabitants by default), not invoiced yet."""
    city = city or make_city()
    values = {
        "starts_on": date(2026, 3, 1),
        "renews_on": date(2026, 3, 1),
        "population": city.population,
        "population_vintage": 2026,
        **fields,
    }
    return Subscription.objects.create(city=city, plan=city.plan, **values)
