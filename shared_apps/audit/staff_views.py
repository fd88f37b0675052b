"""The audit log in a town's back office."""

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from shared_apps.audit import exports, queries
from shared_apps.audit.filters import AuditFilter
from shared_apps.web.guards import staff_required
from shared_apps.web.requests import CityRequest


@staff_required("audit.read")
@require_safe
def events(request: CityRequest) -> HttpResponse:
    """Who did what, newest first; by action and by day."""
    form = AuditFilter(request.GET, verbs=queries.verbs())
    chosen = form.chosen()
    page = Paginator(queries.events(**chosen), 50).get_page(request.GET.get("page"))
    count = sum(bool(value) for value in chosen.values())
    return render(request, "audit/events.html", {"form": form, "page": page, "count": count})


@staff_required("audit.read")
@require_safe
def export_events(request: CityRequest) -> StreamingHttpResponse:
    """The filtered log as CSV, streamed."""
    form = AuditFilter(request.GET, verbs=queries.verbs())
    rows = exports.csv_rows(queries.events(**form.chosen()))
    name = f"{request.city.slug}-audit-{timezone.localdate():%Y-%m-%d}.csv"
    response = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
