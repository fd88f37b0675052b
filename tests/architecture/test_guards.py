"""Every address says who may enter."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from rest_framework.permissions import BasePermission

from shared_apps.permissions import rules

URLCONFS = ("infra.urls_city", "infra.urls_console", "infra.urls_vendor")


def walk(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of a URL configuration, with its view."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, route)
        else:
            yield route, pattern


def addresses(urlconf: str) -> list[tuple[str, URLPattern]]:
    """Addresses of one side of the house."""
    return list(walk(get_resolver(urlconf).url_patterns))


def guard_of(view: Any) -> str:
    """Who may enter: `public`, `resident`, `staff:<verb>`, `operator:<verb>`, `api` or ""."""
    if guard := getattr(view, "guard", ""):
        return str(guard)
    api_view = getattr(view, "cls", None) or getattr(view, "view_class", None)
    if api_view is not None:
        own = list(getattr(api_view, "permission_classes", []))
        if own and all(issubclass(permission, BasePermission) for permission in own):
            return "api"
    return ""


@pytest.mark.parametrize("urlconf", URLCONFS)
def test_every_view_has_a_guard(urlconf: str) -> None:
    found = addresses(urlconf)
    open_doors = [route for route, pattern in found if not guard_of(pattern.callback)]

    assert len(found) > 5
    assert open_doors == []


@pytest.mark.parametrize("urlconf", URLCONFS)
def test_guards_name_verbs_that_have_rules(urlconf: str) -> None:
    verbs = rules.all_rules()

    for route, pattern in addresses(urlconf):
        _, _, verb = guard_of(pattern.callback).partition(":")
        assert not verb or verb in verbs, (route, verb)


def test_back_office_is_for_staff() -> None:
    for route, pattern in addresses("infra.urls_city"):
        if route.startswith("manage/"):
            assert guard_of(pattern.callback).startswith("staff:"), route


def test_console_is_for_operators() -> None:
    public = {"accounts/", "language/", "files/", "robots.txt", "theme.", "paving/", "dev/"}
    for route, pattern in addresses("infra.urls_console"):
        if not route.startswith(tuple(public)):
            assert guard_of(pattern.callback).startswith("operator:"), route
