"""Budgets, their projects, and filing one."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shared_apps.accounts.models import User
from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError
from shared_apps.ui.navigation import Crumb
from shared_apps.web.guards import public, resident_required
from shared_apps.web.requests import CityRequest
from tenant_apps.budgets import actions
from tenant_apps.budgets.filters import ProjectFilter
from tenant_apps.budgets.forms import SubmitProjectForm
from tenant_apps.budgets.models import Ballot, Budget, Project
from tenant_apps.budgets.queries.projects import listed_projects, order_in_words
from tenant_apps.comments.queries import thread
from tenant_apps.engagement.queries import engagement
from tenant_apps.processes import queries as processes


def crumbs(*more: Crumb) -> list[Crumb]:
    """The way from the home page."""
    return [
        Crumb(_("Home"), "/"),
        Crumb(_("Participatory budgets"), reverse("budgets:budgets")),
        *more,
    ]


def budget_or_404(request: CityRequest, slug: str) -> Budget:
    """The budget of that process, if the person may see it; two queries."""
    found = Budget.objects.visible_to(request.user).with_process()
    return get_object_or_404(found, process__slug=slug)


@public
@require_safe
def budgets(request: CityRequest) -> HttpResponse:
    """Every budget of the town, the latest first."""
    found = Budget.objects.listed().with_process().order_by("-process__published_at", "-pk")
    page = Paginator(found, 20).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "cards": [(budget, processes.standing(budget.process)) for budget in page],
        "breadcrumbs": [*crumbs()[:-1], Crumb(_("Participatory budgets"))],
    }
    return render(request, "budgets/budgets.html", context)


@public
@require_safe
def budget(request: CityRequest, slug: str) -> HttpResponse:
    """What there is to spend, where it stands, what one can do, and the projects."""
    found = budget_or_404(request, slug)
    filtered = ProjectFilter(request.GET, budget=found)
    projects = filtered.apply(listed_projects(found, request.user))
    context = {
        "budget": found,
        "process": found.process,
        "standing": processes.standing(found.process),
        "steps": processes.steps(found.process),
        "filtered": filtered,
        "page": Paginator(projects, 20).get_page(request.GET.get("page")),
        "order": order_in_words(found, request.user),
        "breadcrumbs": crumbs(Crumb(found.title)),
        **what_to_do(request, found),
    }
    name = "#projects" if request.htmx else ""
    return render(request, f"budgets/budget.html{name}", context)


def what_to_do(request: CityRequest, budget: Budget) -> dict[str, Any]:
    """What the reader can do now; for signed-out readers what they could once signed in."""
    user: User | AnonymousUser = request.user
    process, now = budget.process, timezone.now()
    opens = {
        verb
        for phase in process.phases_at(now)
        for verb in (phase.kind_object.opens if phase.kind_object else ())
        if process.state == "published"
    }
    ballot = None
    if user.is_authenticated and not budget.is_published and budget.voting_started(now):
        ballot = Ballot.objects.filter(budget=budget, voter=user).first()
    return {
        "may_submit": "budgets.submit_project" in opens,
        "may_vote": "budgets.cast_ballot" in opens and budget.closed_at is None,
        "ballot": ballot,
    }


@public
@require_safe
def project(request: CityRequest, pk: int) -> HttpResponse:
    """A project with what the town says of it and its discussion; `pk` is the contribution's."""
    found = get_object_or_404(
        Project.objects.visible_to(request.user)
        .select_related("contribution__author", "budget__process", "district")
        .prefetch_related("budget__process__phases"),
        contribution=pk,
    )
    contribution = found.contribution
    contribution.process = found.budget.process
    context = {
        "project": found,
        "budget": found.budget,
        "contribution": contribution,
        "thread": thread(contribution, user=request.user, page=request.GET.get("page")),
        "engagement": engagement(request.user, contribution),
        "may_vote": what_to_do(request, found.budget)["may_vote"] and found.code is not None,
        "breadcrumbs": crumbs(
            Crumb(found.budget.title, found.budget.get_absolute_url()), Crumb(contribution.title)
        ),
    }
    return render(request, "budgets/project.html", context)


@resident_required
@require_http_methods(["GET", "HEAD", "POST"])
def submit_project(request: CityRequest, slug: str) -> HttpResponse:
    """The form of a new project; after the end of the phase it keeps what was written."""
    found = budget_or_404(request, slug)
    form = SubmitProjectForm(request.POST or None)
    refusal = rules.check("budgets.submit_project", request.user, found)
    if request.method == "POST" and form.is_valid():
        try:
            filed = actions.submit_project(budget=found, by=request.user, **form.cleaned_data)
            return redirect(filed)
        except DomainError as error:
            form.add_error(None, str(error))
    context = {
        "budget": found,
        "form": form,
        "refusal": refusal,
        "rule_sheet": rules.rule_sheet("budgets.submit_project", found),
        "breadcrumbs": crumbs(
            Crumb(found.title, found.get_absolute_url()), Crumb(_("File a project"))
        ),
    }
    status = 409 if refusal and request.method == "POST" else 200
    return render(request, "budgets/submit_project.html", context, status=status)
