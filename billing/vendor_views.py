"""The vendor's public site: what Parvis is, what it costs, how to get a portal."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from billing import actions
from billing.forms import RequestPortalForm
from billing.prices import PLAN_CODE
from shared_apps.accounts.demo import PASSWORD
from shared_apps.onboarding.queries import find_territories
from shared_apps.ui.navigation import NavItem
from shared_apps.ui.paving import paving_data_url
from shared_apps.web.guards import public
from shared_apps.web.requests import Request
from tenants import registry
from tenants.models import City, Plan, Territory, Tier
from tenants.prices import Price, price_of, tier_label
from tenants.snapshot import origin_of

MOST_TOWNS = 5
MOST_PORTALS = 24


@dataclass(frozen=True)
class PriceRow:
    """A line of the public price list."""

    label: str
    tier: Tier


@dataclass(frozen=True)
class DemoPortal:
    """A portal of the demo, with the drawing of its paving."""

    city: City
    url: str
    host: str
    cover: str


@dataclass(frozen=True)
class TownPrice:
    """What one territory would pay: at least, for each module, and with all of them."""

    territory: Territory
    base: Price
    everything: Price
    module_amount: Decimal | None


@public
@require_safe
def home(request: Request) -> HttpResponse:
    """One page: what it is, prices, the calculator; in the demo the portals and accounts."""
    plan = Plan.objects.prefetch_related("tiers").filter(code=PLAN_CODE).first()
    town = request.GET.get("town", "").strip()
    context = {
        "vendor_nav": navigation(),
        "prices": list(price_rows(plan)) if plan else [],
        "modules": registry.modules(),
        "included": plan.modules if plan else [],
        "town": town,
        "towns": list(town_prices(plan, town)) if plan else [],
        "demo": demo_context() if settings.DEMO else None,
    }
    template = "billing/vendor_home.html" + ("#price" if request.htmx else "")
    return render(request, template, context)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def request_portal(request: Request) -> HttpResponse:
    """Ask for a portal; an operator answers."""
    territory = territory_of(request.POST.get("territory") or request.GET.get("territory", ""))
    first = {"territory_name": str(territory)} if territory else None
    form = RequestPortalForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        chosen = {name: form.cleaned_data[name] for name in RequestPortalForm.Meta.fields}
        is_same = territory is not None and chosen["territory_name"] == str(territory)
        actions.request_portal(territory=territory if is_same else None, **chosen)
        return redirect("vendor:portal_requested")
    context = {"form": form, "territory": territory, "vendor_nav": navigation()}
    return render(request, "billing/vendor_request.html", context)


@public
@require_safe
def portal_requested(request: Request) -> HttpResponse:
    """Thanks, and what happens next."""
    return render(request, "billing/vendor_thanks.html", {"vendor_nav": navigation()})


def navigation() -> list[NavItem]:
    """The site's menu."""
    home_url = reverse("vendor:home")
    return [
        NavItem(_("What it does"), f"{home_url}#uses"),
        NavItem(_("Prices"), f"{home_url}#prices"),
        NavItem(_("Request a portal"), reverse("vendor:request_portal")),
    ]


def price_rows(plan: Plan) -> Iterator[PriceRow]:
    """The price list, smallest towns first."""
    tiers = sorted(plan.tiers.all(), key=lambda tier: tier.position)
    for tier in tiers:
        yield PriceRow(tier_label(tiers, tier), tier)


def town_prices(plan: Plan, text: str) -> Iterator[TownPrice]:
    """Prices of the territories that somebody who types this may mean."""
    labels = [app.label for app in registry.modules()]
    for territory in find_territories(text)[:MOST_TOWNS]:
        base = price_of(plan, territory.population, ())
        everything = price_of(plan, territory.population, labels)
        yield TownPrice(territory, base, everything, base.tier.module_amount)


def territory_of(text: str) -> Territory | None:
    """The territory of `commune/47001`; None for anything else."""
    kind, _slash, code = text.partition("/")
    return Territory.objects.filter(kind=kind, code=code).first() if code else None


def demo_context() -> dict[str, Any]:
    """Portals and accounts of the demo."""
    cities = City.objects.served().order_by("slug")[:MOST_PORTALS]
    return {
        "password": PASSWORD,
        "console_url": origin_of(f"console.{settings.BASE_DOMAIN}"),
        "portals": [portal_of(city) for city in cities],
    }


def portal_of(city: City) -> DemoPortal:
    """A portal in its own colors; the page holds the drawing, as other hosts may not be asked."""
    host = f"{city.slug}.{settings.BASE_DOMAIN}"
    return DemoPortal(
        city, origin_of(host), host, cover_of(city.code, city.brand_color, city.accent_color)
    )


@lru_cache(maxsize=256)
def cover_of(seed: str, brand: str, accent: str) -> str:
    """A paving as a data address."""
    return paving_data_url(seed, brand, accent, width=420, height=128, radius=32)
