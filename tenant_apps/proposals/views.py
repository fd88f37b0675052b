"""Ideas for residents: list, page, submitting, changing, withdrawing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError
from shared_apps.ui.navigation import Crumb
from shared_apps.web.guards import public, resident_required
from shared_apps.web.requests import CityRequest
from shared_apps.web.shared_pages import shared_page
from tenant_apps.comments.forms import with_form
from tenant_apps.comments.queries import thread
from tenant_apps.engagement.queries import engagement
from tenant_apps.processes.models import Process
from tenant_apps.proposals import actions, queries
from tenant_apps.proposals.choices import IdeaOrder, ProposalStatus
from tenant_apps.proposals.filters import idea_filter
from tenant_apps.proposals.forms import EditIdeaForm, SubmitIdeaForm
from tenant_apps.proposals.models import Proposal

GET_OR_POST = ["GET", "HEAD", "POST"]


@public
@require_safe
@shared_page()
def ideas(request: CityRequest) -> HttpResponse:
    """The town's ideas, with search, filters and orders."""
    processes = list(queries.processes_with_ideas())
    wanted = idea_filter(request.GET, processes, request.user)
    page, counts = queries.page_of_ideas(wanted, request.GET.get("page"))
    context = {
        "page": page,
        "wanted": wanted,
        "processes": processes,
        "statuses": [(row.value, row.label, counts.get(row, 0)) for row in ProposalStatus],
        "total": sum(counts.values()),
        "is_open": queries.takes_ideas(wanted.process),
        "filter_count": sum(map(bool, (wanted.text, wanted.status, wanted.process, wanted.author))),
        "orders": orders(wanted),
        "explanation": ORDER_EXPLANATIONS[wanted.order](),
    }
    return render(request, "proposals/ideas.html", context)


ORDER_EXPLANATIONS: dict[str, Callable[[], str]] = {
    IdeaOrder.RECENT: lambda: _("The latest ideas come first."),
    IdeaOrder.SUPPORTED: lambda: _(
        "Ideas with the most supports come first; among equals, the latest."
    ),
    IdeaOrder.RELEVANCE: lambda: _(
        "Ideas whose title holds your words come first, then those whose text does."
    ),
}


def orders(wanted: queries.IdeaFilter) -> list[tuple[str, str]]:
    """Orders that make sense: the best match only with a search."""
    offered = [row for row in IdeaOrder if row != IdeaOrder.RELEVANCE or wanted.text]
    return [(row.value, str(row.label)) for row in offered]


def idea_variant(request: CityRequest, pk: int) -> str | None:
    """Whether the reader supports and follows; None for who wrote it or takes part in its talk."""
    return queries.reader_variant(request.user, pk)


@public
@require_safe
@shared_page(idea_variant)
def idea(request: CityRequest, pk: int) -> HttpResponse:
    """One idea: its text, the town's answer, supports, history, discussion."""
    found = get_object_or_404(queries.for_page(request.user), pk=pk)
    discussion = thread(
        found.contribution,
        user=request.user,
        page=request.GET.get("page"),
        order=request.GET.get("order", ""),
    )
    context = {
        "idea": found,
        "contribution": found.contribution,
        "author": queries.author_name(found),
        "answered_by": queries.answerer_name(found),
        "engagement": engagement(request.user, found.contribution),
        "thread": with_form(discussion),
        "history": queries.history(found),
        "breadcrumbs": [
            Crumb(_("Home"), "/"),
            Crumb(_("Ideas"), reverse("proposals:ideas")),
            Crumb(str(found)),
        ],
        "address": f"{request.city.origin}{found.get_absolute_url()}",
        "may_edit": rules.allows("proposals.edit_idea", request.user, found),
        "may_withdraw": rules.allows("proposals.withdraw_idea", request.user, found),
        "may_answer": rules.allows("proposals.change_status", request.user, found),
        "may_hide": rules.allows("moderation.hide_contribution", request.user),
    }
    return render(request, "proposals/idea.html", context)


@resident_required
@require_http_methods(GET_OR_POST)
def submit_idea(request: CityRequest) -> HttpResponse:
    """The form of a new idea, with a preview; `?process=` submits to a process.

    A phase that closed meanwhile is said kindly and the text stays in the form.
    """
    process = process_asked(request)
    form = SubmitIdeaForm(request.POST or None)
    refusal = rules.check("proposals.submit_idea", request.user, process)
    error, status = str(refusal.message) if refusal else "", 200
    step = request.POST.get("step", "publish") if form.is_bound and form.is_valid() else ""
    if step == "publish":
        try:
            made = actions.submit_idea(process=process, by=request.user, **form.cleaned_data)
            messages.success(request, _("Your idea is published. Share its address."))
            return redirect(made)
        except DomainError as refused:
            error, status = str(refused), 409
    is_preview = step == "preview" and not error
    context: dict[str, Any] = {"form": form, "process": process, "error": error}
    ideas_url = reverse("proposals:ideas")
    context["breadcrumbs"] = [
        Crumb(_("Home"), "/"),
        Crumb(_("Ideas"), ideas_url),
        Crumb(_("Post my idea")),
    ]
    context["is_preview"] = is_preview
    context["similar"] = queries.similar(form.cleaned_data["title"]) if is_preview else []
    return render(request, "proposals/submit_idea.html", context, status=status)


@public
@require_safe
def similar_ideas(request: CityRequest) -> HttpResponse:
    """Ideas that resemble the title being typed; a fragment."""
    title = request.GET.get("title", "")[:140]
    return render(request, "proposals/_similar.html", {"similar": queries.similar(title)})


@resident_required
@require_http_methods(GET_OR_POST)
def edit_idea(request: CityRequest, pk: int) -> HttpResponse:
    """Change one's idea while the town has not begun to look at it."""
    found = own_idea(request, pk)
    form = EditIdeaForm(request.POST or None, instance=None, initial=texts(found))
    refusal = rules.check("proposals.edit_idea", request.user, found)
    error = str(refusal.message) if refusal else ""
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_idea(idea=found, by=request.user, **form.cleaned_data)
            messages.success(request, _("Your idea is changed."))
            return redirect(found)
        except DomainError as refused:
            error, status = str(refused), 409
    context = {"form": form, "idea": found, "error": error}
    return render(request, "proposals/edit_idea.html", context, status=status)


@resident_required
@require_http_methods(GET_OR_POST)
def withdraw_idea(request: CityRequest, pk: int) -> HttpResponse:
    """Ask first, then take the idea back."""
    found = own_idea(request, pk)
    if request.method == "POST":
        actions.withdraw_idea(idea=found, by=request.user)
        messages.success(request, _("Your idea is withdrawn. Only you and the town can see it."))
        return redirect(found)
    return render(request, "proposals/withdraw_idea.html", {"idea": found})


def process_asked(request: CityRequest) -> Process | None:
    """The process of `?process=`; 404 for one that the person may not see."""
    slug = request.GET.get("process", "")
    if not slug:
        return None
    visible = Process.objects.visible_to(request.user).with_phases()
    return get_object_or_404(visible, slug=slug)


def own_idea(request: CityRequest, pk: int) -> Proposal:
    """An idea that the person wrote; somebody else's is a 404."""
    return get_object_or_404(
        queries.for_page(request.user).filter(contribution__author=request.user), pk=pk
    )


def texts(found: Proposal) -> dict[str, str]:
    """What the form of an idea begins with."""
    contribution = found.contribution
    return {"title": contribution.title, "body": contribution.body, "place": contribution.place}
