"""The console's menu: its own pages and the panels of other apps, each by its rule."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from shared_apps.permissions import rules
from shared_apps.ui.navigation import NavItem
from tenants import registry

OWN = (
    (_("Cities"), "building", "console:cities", "console.read_cities"),
    (_("New city"), "plus", "onboarding:find_territory", "onboarding.provision_city"),
)
LAST = ((_("Audit log"), "clock", "console:audit", "console.read_audit"),)


def console_navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `console_nav`, on the console only."""
    if getattr(request, "urlconf", None) != settings.CONSOLE_URLCONF:
        return {}
    return {"console_nav": SimpleLazyObject(lambda: entries(request))}


def entries(request: HttpRequest) -> list[NavItem]:
    """Pages that the operator may open; the longest address that holds the page is current."""
    panels = tuple(
        (panel.title, panel.icon, panel.url_name, panel.verb) for panel in registry.console_panels()
    )
    allowed = [
        (title, icon, reverse(name))
        for title, icon, name, verb in (*OWN, *panels, *LAST)
        if rules.allows(verb, request.user)
    ]
    current = max((url for *_rest, url in allowed if holds(url, request.path)), key=len, default="")
    return [NavItem(title, url, icon, is_current=url == current) for title, icon, url in allowed]


def holds(url: str, path: str) -> bool:
    """Whether a page belongs to a menu entry; the list of cities holds the pages of cities."""
    if url == "/":
        return path == "/" or path.startswith("/cities/")
    return path.startswith(url)
