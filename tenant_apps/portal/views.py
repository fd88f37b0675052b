"""Residents' pages of the portal: home, search, pages of the footer, sitemap."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shared_apps.ui.navigation import Crumb
from shared_apps.web.guards import public
from shared_apps.web.navigation import entries
from shared_apps.web.requests import CityRequest
from shared_apps.web.shared_pages import shared_page
from tenant_apps.portal import queries
from tenant_apps.portal.models import Page
from tenant_apps.processes.models import Process
from tenants import registry

CURRENT_CARDS, FINISHED_CARDS = 3, 3


@public
@require_safe
@shared_page()
def home(request: CityRequest) -> HttpResponse:
    """What is going on, what one can do, what became of it."""
    now = timezone.now()
    cards = queries.cards(now)
    current = [card for card in cards if card.standing.code != "finished"]
    finished = [card for card in cards if card.standing.code == "finished"]
    leading = current[0] if current and current[0].standing.code == "open" else None
    context = {
        "leading": leading,
        "current": current[1:][:CURRENT_CARDS] if leading else current[: 2 * CURRENT_CARDS],
        "finished": finished[:FINISHED_CARDS],
        "figures": queries.figures(),
        "events": queries.agenda(cards, now),
        "blocks": blocks(request),
    }
    return render(request, "portal/home.html", context)


def blocks(request: CityRequest) -> list[SafeString]:
    """What each active app shows on the home page."""
    apps = sorted(registry.active_apps(request.city.modules), key=lambda app: app.position)
    found = ((app.home_template, app.home_block(request)) for app in apps if app.home_template)
    return [
        SafeString(get_template(name).render(dict(context), request))
        for name, context in found
        if context is not None
    ]


@public
@require_safe
def search(request: CityRequest) -> HttpResponse:
    """Processes and contributions that hold the words."""
    text = request.GET.get("q", "").strip()[:200]
    page = processes = None
    if text:
        found = queries.matching_contributions(text)
        page = Paginator(found, 20).get_page(request.GET.get("page"))
        processes = queries.matching_processes(text) if page.number == 1 else []
    context = {
        "text": text,
        "page": page,
        "processes": processes,
        "breadcrumbs": [Crumb(_("Home"), "/"), Crumb(_("Search"))],
    }
    return render(request, "portal/search.html", context)


@public
@require_safe
def page(request: CityRequest, slug: str) -> HttpResponse:
    """A page of the footer."""
    found = get_object_or_404(Page, slug=slug)
    crumbs = [Crumb(_("Home"), "/"), Crumb(found.title)]
    return render(request, "portal/page.html", {"page": found, "breadcrumbs": crumbs})


@public
@require_safe
def sitemap(request: CityRequest) -> HttpResponse:
    """Addresses for search engines."""
    paths = ["/", *(entry.url for entry in entries(request, "menu"))]
    listed = Process.objects.listed().order_by("-published_at", "pk")[:2000]
    paths += [
        reverse("processes:process", args=[slug]) for slug in listed.values_list("slug", flat=True)
    ]
    paths += [entry.url for entry in entries(request, "footer_menu")]
    context = {"addresses": [f"{request.city.origin}{path}" for path in dict.fromkeys(paths)]}
    return render(request, "portal/sitemap.xml", context, content_type="application/xml")
