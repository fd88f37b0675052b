"""One tap to support or follow: a fragment for htmx, the page again without script.

A visitor who had to sign in first comes back here with GET and is sent on to the contribution.
"""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from shared_apps.permissions.errors import DomainError
from shared_apps.web.guards import resident_required
from shared_apps.web.requests import CityRequest
from tenant_apps.contributions.models import Contribution
from tenant_apps.contributions.queries import reachable
from tenant_apps.engagement import actions, queries

GET_OR_POST = ["GET", "HEAD", "POST"]


@resident_required
@require_http_methods(GET_OR_POST)
def support(request: CityRequest, pk: int) -> HttpResponse:
    """Support a contribution."""
    return answer(request, pk, actions.support, "engagement/_support.html")


@resident_required
@require_http_methods(GET_OR_POST)
def withdraw_support(request: CityRequest, pk: int) -> HttpResponse:
    """Take the support back."""
    return answer(request, pk, actions.withdraw_support, "engagement/_support.html")


@resident_required
@require_http_methods(GET_OR_POST)
def follow(request: CityRequest, pk: int) -> HttpResponse:
    """Follow a contribution."""
    return answer(request, pk, actions.follow, "engagement/_follow.html")


@resident_required
@require_http_methods(GET_OR_POST)
def unfollow(request: CityRequest, pk: int) -> HttpResponse:
    """Follow it no more."""
    return answer(request, pk, actions.unfollow, "engagement/_follow.html")


def answer(
    request: CityRequest, pk: int, action: Callable[..., Contribution], fragment: str
) -> HttpResponse:
    """Do it, then show the control again; by htmx a refusal is shown in the control itself."""
    contribution = get_object_or_404(reachable(request.user, request.city.modules), pk=pk)
    if request.method == "POST":
        try:
            contribution = action(contribution=contribution, by=request.user)
        except DomainError:
            if not request.htmx:
                raise
    if not request.htmx:
        return redirect(contribution)
    context = {
        "contribution": contribution,
        "engagement": queries.engagement(request.user, contribution),
    }
    return render(request, fragment, context)
