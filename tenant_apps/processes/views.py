"""Pages of residents: the processes of the town and one process."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shared_apps.ui.navigation import Crumb
from shared_apps.web.guards import public
from shared_apps.web.requests import CityRequest
from tenant_apps.processes import filters, queries
from tenant_apps.processes.models import Process
from tenants import registry


@public
@require_safe
def processes(request: CityRequest) -> HttpResponse:
    """Every listed process: open, upcoming, finished."""
    filtered = filters.for_residents(request.GET)
    page = Paginator(filtered.rows.with_phases(), 20).get_page(request.GET.get("page"))
    groups: dict[str, list[dict[str, Any]]] = {}
    for process in page:
        standing = queries.standing(process)
        groups.setdefault(standing.code, []).append({"process": process, "standing": standing})
    context = {
        "page": page,
        "groups": [(queries.TITLES[code], code, cards) for code, cards in groups.items()],
        "filtered": filtered,
        "breadcrumbs": [Crumb(_("Home"), "/"), Crumb(_("Processes"))],
    }
    return render(request, "processes/processes.html", context)


@public
@require_safe
def process(request: CityRequest, slug: str) -> HttpResponse:
    """What is decided, where it stands, what one can do now."""
    found = get_object_or_404(Process.objects.visible_to(request.user).with_phases(), slug=slug)
    standing = queries.standing(found)
    phase = standing.phase
    context = {
        "process": found,
        "standing": standing,
        "steps": queries.steps(found),
        "rule_sheet": queries.rule_sheet(phase) if phase and not standing.is_over else [],
        "outcomes": [row for row in found.ordered_phases if row.outcome and row.status == "closed"],
        "blocks": blocks(request, found),
        "is_draft": found.state == "draft",
        "breadcrumbs": [
            Crumb(_("Home"), "/"),
            Crumb(_("Processes"), reverse("processes:processes")),
            Crumb(found.title),
        ],
    }
    return render(request, "processes/process.html", context)


def blocks(request: CityRequest, process: Process) -> list[SafeString]:
    """What each active app shows on the process's page."""
    apps = sorted(registry.active_apps(request.city.modules), key=lambda app: app.position)
    found = (app.process_block(request, process) for app in apps)
    return [
        SafeString(get_template(block[0]).render(dict(block[1]), request))
        for block in found
        if block is not None
    ]
