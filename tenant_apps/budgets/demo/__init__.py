"""Content of the demo's towns: a finished budget, an open vote, a study, a call for ideas."""

from collections.abc import Callable
from random import Random

from tenant_apps.budgets.demo import editions
from tenants.snapshot import CitySnapshot

Fill = Callable[[CitySnapshot, Random], None]

TOWNS: dict[str, tuple[Fill, ...]] = {
    "rennes": (editions.finished_in_rennes, editions.open_in_rennes),
    "nanterre": (editions.study_in_nanterre,),
    "buxerolles": (editions.ideas_in_buxerolles,),
}


def seed(city: CitySnapshot) -> None:
    """Fill the town; the same content for the same town, with dates around today."""
    random = Random(city.slug)  # noqa: S311  (content, not a secret)
    for fill in TOWNS.get(city.slug, ()):
        fill(city, random)
