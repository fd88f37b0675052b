"""Every address of a portal, filled with the ids and slugs that exist in one city."""

import re
from collections.abc import Iterator
from itertools import islice, product
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

PARAMETER = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>")
MOST_VALUES = 3  # values tried for each parameter


def city_models() -> list[type[models.Model]]:
    """Models whose tables live in a city's schema."""
    return [
        model
        for app in apps.get_app_configs()
        if app.name in settings.TENANT_APPS
        for model in app.get_models(include_auto_created=True)
    ]


def known_values() -> dict[str, list[Any]]:
    """Values of the current city for parameters, by converter and by name."""
    values: dict[str, list[Any]] = {"int": [], "slug": [], "str": [], "uuid": [], "path": []}
    for model in city_models():
        keys = model._default_manager.order_by("pk").values_list("pk", flat=True)
        values["int"] += [key for key in keys[:2] if isinstance(key, int)]
        for field in model._meta.local_fields:
            column = model._default_manager.order_by("pk").values_list(field.name, flat=True)
            if isinstance(field, models.UUIDField):
                values["uuid"] += list(column[:1])
            elif isinstance(field, models.CharField) and field.name in (
                "slug",
                "code",
                "receipt",
                "receipt_code",
                "number",
                "token",
            ):
                values.setdefault(field.name, []).extend(column[:MOST_VALUES])
                values["str"] += column[:1]
                values["slug"] += column[:1]
    values["int"] = [*sorted(set(values["int"]))[:MOST_VALUES], 10**9]
    return {name: list(dict.fromkeys(v for v in found if v)) for name, found in values.items()}


def walk(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Routes and their patterns."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, route)
        else:
            yield route, pattern


def fill(route: str, values: dict[str, list[Any]]) -> Iterator[str]:
    """The route with up to nine combinations of known values."""
    found = list(PARAMETER.finditer(route))
    choices = [
        (values.get(match["name"]) or values.get(match["converter"] or "str") or ["x"])[
            :MOST_VALUES
        ]
        for match in found
    ]
    for combination in islice(product(*choices), 9):
        path = route
        for match, value in zip(found, combination, strict=True):
            path = path.replace(match[0], str(value), 1)
        yield "/" + path.replace("^", "").replace("$", "").replace("\\.", ".").replace("\\Z", "")


def paths(values: dict[str, list[Any]]) -> list[tuple[str, URLPattern]]:
    """Concrete paths of the portal, the back office and the API, with their patterns."""
    found = []
    for route, pattern in walk(get_resolver("infra.urls_city").url_patterns):
        if "(?P" not in route:
            found += [(path, pattern) for path in fill(route, values)]
    return found
