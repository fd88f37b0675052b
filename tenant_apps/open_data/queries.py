"""Which data sets a city publishes, and pieces of their rows."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any

from django.core.cache import cache
from django.core.paginator import Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from redis import RedisError

from shared_apps.web import page_cache
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


def facts(city: CitySnapshot, shown: Sequence[Dataset]) -> list[tuple[Dataset, int, Any]]:
    """Each data set with its number of rows and its last change.

    Remembered until something is written on the portal, and for a minute at most, because phases
    end by themselves: the catalog would else count the rows of every table at each visit.
    """
    known: dict[str, tuple[int, Any]] = {}
    version = page_cache.content_version(city)
    keys = {dataset.slug: f"open_data:{version}:{dataset.slug}" for dataset in shown}
    with suppress(RedisError):
        known = cache.get_many(list(keys.values()))
    fresh = {
        keys[dataset.slug]: (dataset.count(), dataset.updated_at())
        for dataset in shown
        if keys[dataset.slug] not in known
    }
    if fresh and version:
        with suppress(RedisError):
            cache.set_many(fresh, FACTS_SECONDS)
    return [(dataset, *(known | fresh)[keys[dataset.slug]]) for dataset in shown]


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
