"""Public pages: the catalog, one data set, its files."""

from collections.abc import Iterator

from django.core.paginator import InvalidPage
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shared_apps.ui.navigation import Crumb
from shared_apps.web.guards import public
from shared_apps.web.requests import CityRequest
from tenant_apps.open_data import exports, queries
from tenants.registry import Dataset

# Files may be kept by browsers and proxies for five minutes.
FILE_SECONDS = 300


def found_or_404(request: CityRequest, slug: str) -> Dataset:
    """The data set of that name."""
    dataset = queries.dataset(request.city, slug)
    if dataset is None:
        raise Http404
    return dataset


@public
@require_safe
def datasets(request: CityRequest) -> HttpResponse:
    """Everything that the town publishes."""
    found = queries.datasets(request.city)
    try:
        page = queries.page_of(found, request.GET.get("page", ""))
    except InvalidPage as error:
        raise Http404 from error
    facts = queries.facts(request.city, page.object_list)
    context = {
        "page": page,
        "filled": [fact for fact in facts if fact[1]],
        "waiting": [fact for fact in facts if not fact[1]],
        "api_url": request.city.origin + reverse("open_data_api:datasets"),
        "breadcrumbs": [Crumb(_("Home"), "/"), Crumb(_("Open data"))],
    }
    return render(request, "open_data/datasets.html", context)


@public
@require_safe
def dataset(request: CityRequest, slug: str) -> HttpResponse:
    """What it holds, its first rows, its files, its address for programs."""
    found = found_or_404(request, slug)
    ((_found, count, updated_at),) = queries.facts(request.city, [found])
    rows = [exports.as_row(found, row) for row in queries.preview(found)]
    api_url = request.city.origin + reverse("open_data_api:rows", args=[slug])
    context = {
        "dataset": found,
        "columns": [(column, queries.KINDS[column.kind]) for column in found.columns],
        "count": count,
        "updated_at": updated_at,
        "rows": [list(row.values()) for row in rows],
        "api_url": api_url,
        "example": f"{api_url}?page=1&page_size=50",
        "breadcrumbs": [
            Crumb(_("Home"), "/"),
            Crumb(_("Open data"), reverse("open_data:datasets")),
            Crumb(found.title),
        ],
    }
    return render(request, "open_data/dataset.html", context)


@public
@require_safe
def dataset_csv(request: CityRequest, slug: str) -> StreamingHttpResponse:
    """All rows as CSV."""
    found = found_or_404(request, slug)
    return streamed(exports.as_csv(found), "text/csv; charset=utf-8; header=present", f"{slug}.csv")


@public
@require_safe
def dataset_json(request: CityRequest, slug: str) -> StreamingHttpResponse:
    """All rows as JSON."""
    found = found_or_404(request, slug)
    return streamed(exports.as_json(found), "application/json; charset=utf-8", f"{slug}.json")


def streamed(lines: Iterator[str], kind: str, name: str) -> StreamingHttpResponse:
    """A file that is made while it is sent; any site may read it."""
    response = StreamingHttpResponse(lines, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=FILE_SECONDS)
    return response
