"""The vote: participation, paper ballots, closing, counting, publishing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError
from shared_apps.ui import formats
from shared_apps.ui.navigation import Crumb, Stack
from shared_apps.web.guards import staff_required
from shared_apps.web.requests import CityRequest
from tenant_apps.budgets import actions
from tenant_apps.budgets.choices import VoteState
from tenant_apps.budgets.forms import ConfirmForm, RecordPaperBallotsForm
from tenant_apps.budgets.models import PaperBatch
from tenant_apps.budgets.queries.count import Count, counted
from tenant_apps.budgets.queries.participation import by_day, participation
from tenant_apps.budgets.queries.projects import titles_of
from tenant_apps.budgets.staff_views.budgets import (
    budget_or_404,
    budget_url,
    crumbs,
    form_view,
    tabs,
)


@staff_required("budgets.read")
@require_safe
def follow_vote(request: CityRequest, pk: int) -> HttpResponse:
    """How many people vote, day by day; what they choose stays unknown until the count."""
    found = budget_or_404(pk)
    days = by_day(found)
    context = {
        "budget": found,
        "tabs": tabs(request, found, "follow_vote"),
        "participation": participation(found),
        "days": days,
        "columns": [
            Stack(formats.date_words(day.day, "day"), (day.online, day.paper)) for day in days
        ],
        "series": [_("online"), _("on paper")],
        "breadcrumbs": crumbs(Crumb(found.title, budget_url(pk)), Crumb(_("Participation"))),
    }
    return render(request, "budgets/staff/follow_vote.html", context)


@staff_required("budgets.record_paper_ballots")
@form_view
def record_paper_ballots(request: CityRequest, pk: int) -> HttpResponse:
    """Enter the ballots of a box; batches entered before, which can be taken back."""
    found = budget_or_404(pk)
    form = RecordPaperBallotsForm(request.POST or None, budget=found)
    refusal = rules.check("budgets.record_paper_ballots", request.user, found)
    if request.method == "POST" and form.is_valid():
        try:
            batch = actions.record_paper_ballots(budget=found, by=request.user, **form.cleaned_data)
            text = ngettext(
                "%(count)s ballot entered.", "%(count)s ballots entered.", batch.ballot_count
            )
            messages.success(request, text % {"count": formats.number(batch.ballot_count)})
            return redirect("budgets_staff:record_paper_ballots", pk=pk)
        except DomainError as error:
            form.add_error(None, str(error))
    batches = found.paper_batches.select_related("entered_by").order_by("-entered_at", "-pk")
    context = {
        "budget": found,
        "tabs": tabs(request, found, "record_paper_ballots"),
        "form": form,
        "refusal": refusal,
        "page": Paginator(batches, 20).get_page(request.GET.get("page")),
        "breadcrumbs": crumbs(Crumb(found.title, budget_url(pk)), Crumb(_("Paper ballots"))),
    }
    return render(request, "budgets/staff/record_paper_ballots.html", context)


@staff_required("budgets.withdraw_paper_batch")
@form_view
def withdraw_paper_batch(request: CityRequest, pk: int) -> HttpResponse:
    """Ask, then take a batch back."""
    batch = get_object_or_404(PaperBatch.objects.select_related("budget"), pk=pk)
    url = reverse("budgets_staff:record_paper_ballots", args=[batch.budget_id])
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw_paper_batch(batch=batch, by=request.user)
        messages.success(request, _("The batch and its ballots are taken back."))
        return redirect(url)
    context = {
        "batch": batch,
        "form": form,
        "back": url,
        "refusal": rules.check("budgets.withdraw_paper_batch", request.user, batch),
        "breadcrumbs": crumbs(
            Crumb(batch.budget.title, budget_url(batch.budget_id)),
            Crumb(_("Paper ballots"), url),
            Crumb(_("Take back")),
        ),
    }
    return render(request, "budgets/staff/withdraw_paper_batch.html", context)


@staff_required("budgets.close_vote")
@form_view
def close_vote(request: CityRequest, pk: int) -> HttpResponse:
    """Say what closing means, then close."""
    found = budget_or_404(pk)
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.close_vote(budget=found, by=request.user)
        messages.success(request, _("The vote is closed. You can now count the ballots."))
        return redirect("budgets_staff:count_vote", pk=pk)
    context = {
        "budget": found,
        "form": form,
        "refusal": rules.check("budgets.close_vote", request.user, found),
        "participation": participation(found),
        "is_early": any(
            phase.kind == "budgets.voting" and phase.status == "open"
            for phase in found.process.ordered_phases
        ),
        "breadcrumbs": crumbs(Crumb(found.title, budget_url(pk)), Crumb(_("Close the vote"))),
    }
    return render(request, "budgets/staff/close_vote.html", context)


@staff_required("budgets.count_vote")
@form_view
def count_vote(request: CityRequest, pk: int) -> HttpResponse:
    """Before closing: what has to be done. Then a preview of the count, and keeping it."""
    found = budget_or_404(pk)
    if request.method == "POST":
        actions.count_vote(budget=found, by=request.user)
        messages.success(request, _("The count is kept. Check it, then publish the results."))
        return redirect("budgets_staff:count_vote", pk=pk)
    count = None
    if found.count is not None:
        count = Count.from_json(found.count)
    elif found.vote_state == VoteState.CLOSED:
        count = counted(found)
    titles = titles_of(found) if count else {}
    context = {
        "budget": found,
        "tabs": tabs(request, found, "count_vote"),
        "count": count,
        "steps": [(step, titles.get(step.project, "")) for step in count.steps] if count else [],
        "may_close": rules.allows("budgets.close_vote", request.user, found),
        "may_count": rules.allows("budgets.count_vote", request.user, found),
        "may_publish": rules.allows("budgets.publish_results", request.user, found),
        "breadcrumbs": crumbs(Crumb(found.title, budget_url(pk)), Crumb(_("Count and results"))),
    }
    return render(request, "budgets/staff/count_vote.html", context)


@staff_required("budgets.publish_results")
@form_view
def publish_results(request: CityRequest, pk: int) -> HttpResponse:
    """Say what publishing means, then publish."""
    found = budget_or_404(pk)
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.publish_results(budget=found, by=request.user)
        except actions.CountOutdated as error:
            messages.error(request, str(error))
            return redirect("budgets_staff:count_vote", pk=pk)
        messages.success(request, _("The results are public. Authors are being told."))
        return redirect("budgets:results", slug=found.process.slug)
    context = {
        "budget": found,
        "form": form,
        "count": Count.from_json(found.count) if found.count else None,
        "refusal": rules.check("budgets.publish_results", request.user, found),
        "breadcrumbs": crumbs(Crumb(found.title, budget_url(pk)), Crumb(_("Publish the results"))),
    }
    return render(request, "budgets/staff/publish_results.html", context)
