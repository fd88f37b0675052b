"""Operators' pages: all cities, one city, what was done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from shared_apps.audit.models import AuditEvent
from shared_apps.console import actions, queries
from shared_apps.console.choices import DETAILS, EVENTS, STATE_CHIPS
from shared_apps.console.filters import CityFilter
from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError
from shared_apps.ui.navigation import Crumb
from shared_apps.web.guards import operator_required
from shared_apps.web.requests import Request
from tenants import registry
from tenants.choices import CityState
from tenants.models import City, Tier
from tenants.prices import paid_modules, price_of, tier_label
from tenants.snapshot import origin_of

PAGE_SIZE = 50
RECENT_EVENTS = 10


@dataclass(frozen=True)
class Row:
    """A line of the list of cities, in words."""

    city: City
    tier: str
    modules: tuple[str | Promise, ...]
    url: str
    chip: str


@dataclass(frozen=True)
class ModuleState:
    """A module on a city's page."""

    app: registry.ModuleConfig
    is_allowed: bool
    is_enabled: bool
    is_paid: bool


@dataclass(frozen=True)
class EventLine:
    """An event in words; `is_known` is false where its own name has to do."""

    event: AuditEvent
    words: str | Promise
    is_known: bool
    slug: str
    name: str
    details: str


@operator_required("console.read_cities")
@require_safe
def cities(request: Request) -> HttpResponse:
    """Every city; at most 6 queries, whatever their number."""
    chosen = CityFilter.of(request.GET)
    found = chosen.apply(queries.listed_cities())
    sums = queries.figures(found)
    paginator = Paginator(found.order_by(*chosen.order), PAGE_SIZE)
    paginator.count = sums.found  # known from the figures: one query less
    tiers = tier_labels()
    page = paginator.get_page(request.GET.get("page"))
    rows = [row_of(city, tiers) for city in page.object_list]
    context = {"page": page, "rows": rows, "figures": sums, "chosen": chosen}
    context |= filter_choices(tiers)
    context["may_open"] = rules.allows("onboarding.provision_city", request.user)
    template = "console/cities.html#results" if request.htmx else "console/cities.html"
    return render(request, template, context)


def filter_choices(tiers: Mapping[int, str]) -> dict[str, Any]:
    """What the filters offer."""
    return {
        "states": [choice for choice in CityState.choices if choice[0] != CityState.ERASED],
        "tiers": [(str(key), label) for key, label in tiers.items()],
        "modules": [(app.label, app.title) for app in registry.modules()],
    }


def tier_labels() -> dict[int, str]:
    """Every plan's tiers in words, by key, in order."""
    tiers = list(Tier.objects.order_by("plan_id", "position"))
    return {
        tier.pk: tier_label([other for other in tiers if other.plan_id == tier.plan_id], tier)
        for tier in tiers
    }


def row_of(city: Any, tiers: Mapping[int, str]) -> Row:
    """A listed city in words."""
    titles = {app.label: app.title for app in registry.modules()}
    return Row(
        city=city,
        tier=tiers.get(city.tier_id, ""),
        modules=tuple(titles[label] for label in city.module_labels if label in titles),
        url=origin_of(city.host) if city.host else "",
        chip=STATE_CHIPS.get(city.state, "closed"),
    )


@operator_required("console.read_cities")
@require_safe
def city(request: Request, slug: str) -> HttpResponse:
    """One city as one scroll: facts, modules, other apps' panels, recent events."""
    shown = city_or_404(slug)
    domains = list(shown.domains.order_by("-is_primary", "host"))
    allowed = {row.module: row for row in shown.modules.all()}
    price = price_of(
        shown.plan, shown.population, [row.module for row in allowed.values() if row.is_allowed]
    )
    context = {
        "city": shown,
        "chip": STATE_CHIPS.get(CityState(shown.state), "closed"),
        "domains": [(domain, origin_of(domain.host)) for domain in domains],
        "price": price,
        "modules": list(module_states(shown)),
        "panels": list(panels_of(request, shown)),
        "events": [line_of(event) for event in queries.events_of(shown)[:RECENT_EVENTS]],
        "may_allow": rules.allows("console.allow_module", request.user),
        "may_set": rules.allows("console.set_module", request.user),
        "may_read_audit": rules.allows("console.read_audit", request.user),
        "breadcrumbs": [Crumb(_("Cities"), reverse("console:cities")), Crumb(shown.name)],
    }
    return render(request, "console/city.html", context)


def module_states(city: City) -> Iterator[ModuleState]:
    """Every module that exists, as this city has it."""
    rows = {row.module: row for row in city.modules.all()}
    paid = paid_modules(city.plan, [app.label for app in registry.modules()])
    for app in registry.modules():
        row = rows.get(app.label)
        is_allowed, is_enabled = (row.is_allowed, row.is_enabled) if row else (False, False)
        yield ModuleState(app, is_allowed, is_enabled, app.label in paid)


def panels_of(request: Request, city: City) -> Iterator[SafeString]:
    """What other apps show of the city to this operator."""
    for panel in registry.console_panels():
        if panel.city_template and panel.city_context and rules.allows(panel.verb, request.user):
            yield render_to_string(panel.city_template, {**panel.city_context(city)}, request)


@operator_required("console.allow_module")
@require_POST
def allow_module(request: Request, slug: str) -> HttpResponse:
    """Put a module into the contract, or take it out."""
    shown = city_or_404(slug)
    is_on = request.POST.get("is_on") == "1"
    try:
        actions.allow_module(
            city=shown, module=request.POST.get("module", ""), is_allowed=is_on, by=request.user
        )
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The contract is changed; the portal follows within seconds."))
    return redirect(reverse("console:city", args=[slug]) + "#modules")


@operator_required("console.set_module")
@require_POST
def set_module(request: Request, slug: str) -> HttpResponse:
    """Switch a module on or off for the city."""
    shown = city_or_404(slug)
    is_on = request.POST.get("is_on") == "1"
    try:
        actions.set_module(
            city=shown, module=request.POST.get("module", ""), is_enabled=is_on, by=request.user
        )
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The module is switched; the portal follows within seconds."))
    return redirect(reverse("console:city", args=[slug]) + "#modules")


@operator_required("console.read_audit")
@require_safe
def audit(request: Request) -> HttpResponse:
    """What operators did, the latest first."""
    found = queries.events()
    verb = request.GET.get("verb", "")
    if verb:
        found = found.filter(verb=verb)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    lines = [line_of(event) for event in page.object_list]
    context = {"page": page, "lines": lines, "verb": verb, "verbs": sorted(EVENTS.items())}
    return render(request, "console/audit.html", context)


def line_of(event: AuditEvent) -> EventLine:
    """An event in words."""
    details = " · ".join(
        _("%(detail)s: %(value)s") % {"detail": DETAILS.get(key, key), "value": _words(value)}
        for key, value in event.data.items()
        if key not in ("name", "slug")
    )
    slug = str(event.data.get("slug", ""))
    name = str(event.data.get("name", slug))
    words = EVENTS.get(event.verb, event.verb)
    return EventLine(event, words, event.verb in EVENTS, slug, name, details)


def _words(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(_words, value)) or "–"
    titles = {app.label: str(app.title) for app in registry.modules()}
    return titles.get(str(value), str(value))


def city_or_404(slug: str) -> City:
    """A city that has not been erased, with its plan, tiers and modules."""
    found = City.objects.existing().select_related("plan")
    return get_object_or_404(found.prefetch_related("modules", "plan__tiers"), slug=slug)
