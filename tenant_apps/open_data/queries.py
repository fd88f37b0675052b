"""Which data sets a city publishes, and pieces of their rows."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from django.core.cache import cache
from django.core.paginator import Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenants import registry
from tenants.registry import Dataset
from tenants.snapshot import CitySnapshot

PREVIEW_ROWS = 20
# What a column holds, for people.
KINDS: dict[str, str | Promise] = {
    "text": _("text"),
    "integer": _("whole number"),
    "decimal": _("decimal number"),
    "boolean": _("yes or no"),
    "datetime": _("date and time"),
    "date": _("date"),
}
# How long counts of rows are remembered for the catalog, which would ask for all of them.
FACTS_SECONDS = 60


class DatasetExists(RuntimeError):
    """Two apps publish data under the same name."""


def datasets(city: CitySnapshot) -> list[Dataset]:
    """What the city's active apps publish, in the order of the back office."""
    apps = sorted(registry.active_apps(city.modules), key=lambda app: app.position)
    found: dict[str, Dataset] = {}
    for app in apps:
        for dataset in app.datasets():
            if dataset.slug in found:
                raise DatasetExists(dataset.slug)
            found[dataset.slug] = dataset
    return list(found.values())


def dataset(city: CitySnapshot, slug: str) -> Dataset | None:
    """The data set of that name; None where no active app publishes it."""
    return next((found for found in datasets(city) if found.slug == slug), None)


def facts(shown: Sequence[Dataset]) -> list[tuple[Dataset, int, Any]]:
    """Each data set with its number of rows and its last change, remembered for a minute."""
    keys = {dataset.slug: f"open_data:facts:{dataset.slug}" for dataset in shown}
    known = cache.get_many(list(keys.values()))
    fresh = {}
    for dataset in shown:
        key = keys[dataset.slug]
        if key not in known:
            fresh[key] = known[key] = (dataset.count(), dataset.updated_at())
    if fresh:
        cache.set_many(fresh, FACTS_SECONDS)
    return [(dataset, *known[keys[dataset.slug]]) for dataset in shown]


class Rows(Sequence[Mapping[str, Any]]):
    """The rows of a data set as pages want them: a count and slices, read as far as needed."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset

    def __len__(self) -> int:
        return self.dataset.count()

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        return iter(self.dataset.rows())

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return list(islice(self.dataset.rows(), place.start, place.stop))
        return next(islice(self.dataset.rows(), place, place + 1))


def preview(dataset: Dataset) -> list[Mapping[str, Any]]:
    """The first rows."""
    return list(islice(dataset.rows(), PREVIEW_ROWS))


def page_of(found: Sequence[Dataset], number: str) -> Any:
    """A page of the catalog; EmptyPage or PageNotAnInteger for a number that is none."""
    return Paginator(found, 20).page(number or 1)
