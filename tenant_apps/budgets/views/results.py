"""What came out of the vote: winners, the count step by step, files to count again."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shared_apps.ui.navigation import Bar, Crumb
from shared_apps.web.guards import public
from shared_apps.web.requests import CityRequest
from tenant_apps.budgets import exports
from tenant_apps.budgets.choices import Outcome
from tenant_apps.budgets.models import Budget, Project
from tenant_apps.budgets.queries.count import Count
from tenant_apps.budgets.queries.projects import filed_counts, titles_of
from tenant_apps.budgets.views.budgets import budget_or_404, crumbs

SHOWN_LOSERS = 8


def published_or_404(request: CityRequest, slug: str) -> tuple[Budget, Count]:
    """A budget with public results, and its count; staff see no more than others here."""
    found = budget_or_404(request, slug)
    if not found.is_published or found.count is None:
        raise Http404
    return found, Count.from_json(found.count)


@public
@require_safe
def results(request: CityRequest, slug: str) -> HttpResponse:
    """Who won, by how many votes, what it costs, and why the next ones did not fit."""
    budget, count = published_or_404(request, slug)
    losers = [step for step in count.steps if step.outcome == Outcome.TOO_EXPENSIVE]
    projects = (
        Project.objects.filter(budget=budget)
        .select_related("contribution", "district")
        .in_bulk([step.project for step in (*count.winners, *losers[:SHOWN_LOSERS])])
    )
    context = {
        "budget": budget,
        "count": count,
        "counts": filed_counts(budget),
        "winners": [(step, projects.get(step.project)) for step in count.winners],
        "losers": [(step, projects.get(step.project)) for step in losers[:SHOWN_LOSERS]],
        "channels": [Bar(_("online"), count.online), Bar(_("on paper"), count.paper)],
        "breadcrumbs": crumbs(Crumb(budget.title, budget.get_absolute_url()), Crumb(_("Results"))),
    }
    return render(request, "budgets/results.html", context)


@public
@require_safe
def count(request: CityRequest, slug: str) -> HttpResponse:
    """The rule and every step of the count, so that anyone can repeat it."""
    budget, counted = published_or_404(request, slug)
    titles = titles_of(budget)
    context = {
        "budget": budget,
        "count": counted,
        "steps": [(step, titles.get(step.project, "")) for step in counted.steps],
        "breadcrumbs": crumbs(
            Crumb(budget.title, budget.get_absolute_url()),
            Crumb(_("Results"), reverse("budgets:results", args=[slug])),
            Crumb(_("The count")),
        ),
    }
    return render(request, "budgets/count.html", context)


@public
@require_safe
def results_csv(request: CityRequest, slug: str) -> HttpResponse:
    """The steps of the count as a table."""
    budget, counted = published_or_404(request, slug)
    body = exports.as_csv(exports.count_sheet(counted, titles_of(budget)))
    response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}.csv"'
    return response


@public
@require_safe
def results_pabulib(request: CityRequest, slug: str) -> StreamingHttpResponse:
    """Every ballot without its voter, in the format in which budgets are compared."""
    budget, counted = published_or_404(request, slug)
    lines = exports.pabulib(budget, counted, country="France", unit=request.city.name)
    response = StreamingHttpResponse(lines, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}.pb"'
    return response
