"""The wizard: find a territory, choose what its portal is, open it."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shared_apps.onboarding import actions, queries
from shared_apps.onboarding.actions import PortalNotOpened
from shared_apps.onboarding.forms import ProvisionCityForm
from shared_apps.theming.tokens import ACCENT, BRAND, HEX, Theme
from shared_apps.ui.navigation import Crumb
from shared_apps.ui.paving import paving_data_url
from shared_apps.web.guards import operator_required
from shared_apps.web.requests import Request
from tenants.models import City, Plan, Territory
from tenants.prices import price_of
from tenants.register.names import proposed_slug
from tenants.schemas.provision import Brand
from tenants.snapshot import origin_of

MOST_RESULTS = 12


@operator_required("onboarding.provision_city")
@require_safe
def find_territory(request: Request) -> HttpResponse:
    """Search as you type in the official register; a fragment of the page for htmx."""
    return search_page(request)


def search_page(request: Request, unknown_code: str = "") -> HttpResponse:
    """The search, perhaps after a code that the register does not know."""
    text = request.GET.get("q", "").strip()
    found = list(queries.find_territories(text)[: MOST_RESULTS + 1])
    context = {
        "q": text,
        "territories": found[:MOST_RESULTS],
        "has_more": len(found) > MOST_RESULTS,
        "unknown_code": unknown_code,
        "breadcrumbs": [Crumb(_("Cities"), reverse("console:cities")), Crumb(_("New city"))],
    }
    template = "onboarding/find_territory.html" + ("#results" if request.htmx else "")
    return render(request, template, context, status=404 if unknown_code else 200)


@operator_required("onboarding.provision_city")
@require_http_methods(["GET", "HEAD", "POST"])
def provision_city(request: Request, kind: str, code: str) -> HttpResponse:
    """The form of a new portal; on success the portal answers before the page does."""
    territory = Territory.objects.filter(kind=kind, code=code).first()
    if territory is None:
        return search_page(request, unknown_code=code)
    plan = chosen_plan(request.POST.get("plan", ""))
    tier = price_of(plan, territory.population, ()).tier
    form = ProvisionCityForm(
        request.POST or None, plan=plan, tier=tier, initial=first_values(territory, plan)
    )
    if request.method == "POST" and form.is_valid():
        try:
            city = open_portal(territory, form.cleaned_data, request)
        except PortalNotOpened as error:
            form.add_error(error.field, str(error))
        else:
            return redirect("onboarding:city_opened", city.slug)
    context = {"form": form, **preview_context(territory, plan, form_values(form))}
    context["breadcrumbs"] = [
        Crumb(_("Cities"), reverse("console:cities")),
        Crumb(_("New city"), reverse("onboarding:find_territory")),
        Crumb(str(territory)),
    ]
    return render(request, "onboarding/provision_city.html", context)


def open_portal(territory: Territory, chosen: dict[str, Any], request: Request) -> City:
    """One action from the form's values."""
    return actions.provision_city(
        territory=territory,
        slug=chosen["slug"],
        plan=chosen["plan"],
        modules=chosen["modules"],
        brand=Brand(chosen["brand_color"], chosen["accent_color"], chosen["tagline"]),
        administrator_email=chosen["administrator_email"],
        administrator_name=chosen["administrator_name"],
        by=request.user,
    )


@operator_required("onboarding.provision_city")
@require_safe
def preview(request: Request, kind: str, code: str) -> HttpResponse:
    """What the form's values would give: address, price, colors; replaces parts of the page."""
    territory = get_object_or_404(Territory, kind=kind, code=code)
    plan = chosen_plan(request.GET.get("plan", ""))
    values = {name: request.GET.get(name, "") for name in ("slug", "brand_color", "accent_color")}
    context = preview_context(
        territory, plan, {**values, "modules": request.GET.getlist("modules")}
    )
    return render(request, "onboarding/provision_city.html#preview", {**context, "is_swap": True})


@operator_required("onboarding.provision_city")
@require_safe
def city_opened(request: Request, slug: str) -> HttpResponse:
    """The portal is open: where it is, what comes next."""
    city = get_object_or_404(City.objects.served(), slug=slug)
    host = city.domains.filter(is_primary=True).values_list("host", flat=True).first()
    context = {"city": city, "portal_url": origin_of(host or f"{slug}.{settings.BASE_DOMAIN}")}
    return render(request, "onboarding/city_opened.html", context)


def chosen_plan(key: str) -> Plan:
    """The plan of that key, else the first one; 404 where the price book is not loaded."""
    plans = list(Plan.objects.prefetch_related("tiers").order_by("name", "pk"))
    if not plans:
        raise Http404("There is no plan.")
    return next((plan for plan in plans if str(plan.pk) == key), plans[0])


def first_values(territory: Territory, plan: Plan) -> dict[str, Any]:
    """What the form proposes."""
    return {
        "slug": proposed_slug(territory.name),
        "plan": plan.pk,
        "modules": plan.modules,
        "brand_color": BRAND,
        "accent_color": ACCENT,
    }


def form_values(form: ProvisionCityForm) -> dict[str, Any]:
    """What the form holds, sent or proposed."""
    return {
        name: form[name].value() or ""
        for name in ("slug", "modules", "brand_color", "accent_color")
    }


def preview_context(territory: Territory, plan: Plan, values: dict[str, Any]) -> dict[str, Any]:
    """Verdicts on an address and on colors, and the price of the modules."""
    price = price_of(plan, territory.population, values["modules"] or ())
    module_amount = (price.tier.module_amount or 0) * len(price.paid_modules)
    brand, accent = (
        color.lower() if HEX.fullmatch(color.lower()) else default
        for color, default in ((values["brand_color"], BRAND), (values["accent_color"], ACCENT))
    )
    theme = Theme(brand, accent)
    return {
        "territory": territory,
        "plan": plan,
        "price": price,
        "module_amount": module_amount,
        "theme": theme,
        "proposal": theme.proposal(),
        "paving": paving_data_url(territory.code, brand, accent, width=640, height=200),
        "base_domain": settings.BASE_DOMAIN,
        "slug": values["slug"],
        "slug_error": problem_of(actions.check_address, values["slug"]),
        "territory_error": problem_of(actions.check_free, territory),
    }


def problem_of(check: Any, value: Any) -> str:
    """What a check has against a value, in words; "" for nothing."""
    try:
        check(value)
    except PortalNotOpened as error:
        return str(error)
    return ""
