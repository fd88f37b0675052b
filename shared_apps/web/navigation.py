"""Menus of a portal and of its back office, from what its apps declare."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils.functional import Promise, SimpleLazyObject

from shared_apps.permissions import rules
from shared_apps.ui.navigation import NavItem
from tenants import registry


@dataclass(frozen=True)
class MenuEntry:
    """A link of a menu."""

    title: str | Promise
    url: str
    icon: str
    is_current: bool


def entries(request: HttpRequest, attribute: str) -> list[MenuEntry]:
    """Entries of the city's active apps, in order of position."""
    city = getattr(request, "city", None)
    if city is None:
        return []
    current = request.path
    found = []
    for app in sorted(registry.active_apps(city.modules), key=lambda app: app.position):
        for title, name, *icons in getattr(app, attribute):
            url = reverse(name)
            verb = verb_of(url)
            if verb and not rules.allows(verb, request.user):
                continue
            is_current = current == url or (
                url not in ("/", "/manage/") and current.startswith(url)
            )
            found.append(MenuEntry(title, url, icons[0] if icons else app.icon, is_current))
    return found


@cache
def verb_of(url: str) -> str:
    """The verb that a page's guard asks for; "" where anyone may enter."""
    _side, _, verb = getattr(resolve(url).func, "guard", "").partition(":")
    return verb


def account_entries(request: HttpRequest) -> list[NavItem]:
    """Entries of the signed-in person's own menu, from the city's active apps."""
    city = getattr(request, "city", None)
    if city is None or not request.user.is_authenticated:
        return []
    return [
        NavItem(title, reverse(name), icon=app.icon, count=count)
        for app in sorted(registry.active_apps(city.modules), key=lambda app: app.position)
        for title, name, count in app.account_menu(request.user)
    ]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the menus, each made only where a template asks."""
    shared = {"csrf_token": request.token_hole} if hasattr(request, "token_hole") else {}
    return {
        **shared,
        "account_nav": SimpleLazyObject(lambda: account_entries(request)),
        "footer_nav": SimpleLazyObject(lambda: entries(request, "footer_menu")),
        "portal_nav": SimpleLazyObject(lambda: entries(request, "menu")),
        "staff_nav": SimpleLazyObject(lambda: entries(request, "staff_menu")),
    }
