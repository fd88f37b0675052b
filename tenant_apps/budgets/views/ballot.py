"""The ballot: composing it, checking it, casting it, its receipt.

The list being composed is kept in the session until it is cast, so that it survives leaving the
page, and works without script.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError
from shared_apps.ui import formats
from shared_apps.ui.navigation import Crumb
from shared_apps.web.guards import public, resident_required
from shared_apps.web.requests import CityRequest
from tenant_apps.budgets import actions
from tenant_apps.budgets.filters import ProjectFilter
from tenant_apps.budgets.forms import CheckReceiptForm
from tenant_apps.budgets.models import Ballot, Budget, Project
from tenant_apps.budgets.queries.projects import ballot_projects
from tenant_apps.budgets.views.budgets import budget_or_404, crumbs

SESSION_KEY = "budgets_ballots"
PROJECTS_PER_PAGE = 24


@dataclass
class Draft:
    """The list that a voter is composing, and the ballot that was cast before."""

    budget: Budget
    ballot: Ballot | None
    projects: list[Project]
    is_changed: bool

    @property
    def ids(self) -> set[int]:
        """Keys of the projects on the list."""
        return {project.pk for project in self.projects}

    @property
    def spent(self) -> int:
        """What the list costs."""
        return sum(project.cost or 0 for project in self.projects)

    @property
    def left(self) -> int:
        """What stays of the amount."""
        return self.budget.amount - self.spent


@dataclass(frozen=True)
class Row:
    """A project as the ballot shows it; `missing` is what it costs above what is left."""

    project: Project
    is_chosen: bool
    missing: int

    @property
    def button_id(self) -> str:
        """Stays the same after a swap, so that the focus stays too."""
        return f"choose-{self.project.pk}"


def draft_of(request: CityRequest, budget: Budget) -> Draft:
    """What the session holds, else what was cast; projects taken off the ballot drop out."""
    ballot = Ballot.objects.filter(budget=budget, voter=request.user).first()
    kept = request.session.get(SESSION_KEY, {}).get(str(budget.pk))
    projects = Project.objects.filter(budget=budget).on_ballot().select_related("contribution")
    if kept is not None:
        found = projects.filter(pk__in=kept)
    elif ballot is not None:
        found = projects.filter(pk__in=ballot.choices.values("project"))
    else:
        found = projects.none()
    return Draft(budget, ballot, list(found.order_by("code")), kept is not None)


def keep_draft(request: CityRequest, budget: Budget, ids: Iterable[int] | None) -> None:
    """Remember the list, or forget it with None."""
    drafts = dict(request.session.get(SESSION_KEY, {}))
    drafts.pop(str(budget.pk), None)
    if ids is not None:
        drafts[str(budget.pk)] = sorted(ids)
    request.session[SESSION_KEY] = drafts


@resident_required
@require_safe
def ballot(request: CityRequest, slug: str) -> HttpResponse:
    """Every project on the ballot, and the list that the voter composes."""
    found = budget_or_404(request, slug)
    if found.is_published:
        return redirect("budgets:results", slug=slug)
    return render(request, "budgets/ballot.html", ballot_context(request, found))


def ballot_context(request: CityRequest, budget: Budget, notice: str = "") -> dict[str, Any]:
    """What the ballot's page and its fragment show."""
    draft = draft_of(request, budget)
    filtered = ProjectFilter(request.GET, budget=budget, states=False)
    page = Paginator(
        filtered.apply(ballot_projects(budget, request.user)), PROJECTS_PER_PAGE
    ).get_page(request.GET.get("page"))
    return {
        "budget": budget,
        "draft": draft,
        "filtered": filtered,
        "page": page,
        "rows": [
            Row(project, project.pk in draft.ids, max((project.cost or 0) - draft.left, 0))
            for project in page
        ],
        "refusal": rules.check("budgets.cast_ballot", request.user, budget),
        "phase": voting_phase(budget),
        "notice": notice,
        "breadcrumbs": crumbs(
            Crumb(budget.title, budget.get_absolute_url()), Crumb(_("My ballot"))
        ),
    }


def voting_phase(budget: Budget) -> Any:
    """The voting phase, for its dates."""
    phases = [row for row in budget.process.ordered_phases if row.kind == "budgets.voting"]
    return phases[-1] if phases else None


@resident_required
@require_POST
def change_list(request: CityRequest, slug: str) -> HttpResponse:
    """Put a project on the list (`add`) or take one off (`remove`); by htmx the fragment."""
    found = budget_or_404(request, slug)
    draft = draft_of(request, found)
    notice, ids = changed(found, draft, request.POST.get("add", ""), request.POST.get("remove", ""))
    keep_draft(request, found, ids)
    if request.htmx:
        return render(request, "budgets/ballot.html#list", ballot_context(request, found, notice))
    messages.info(request, notice)
    if request.POST.get("back") == "review":
        return redirect("budgets:review_ballot", slug=slug)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(f"{reverse('budgets:ballot', args=[slug])}{query}#list")


def changed(budget: Budget, draft: Draft, add: str, remove: str) -> tuple[str, set[int]]:
    """The list after a change, and what to tell the voter; what does not fit is not added."""
    ids = draft.ids
    if remove.isdecimal() and int(remove) in ids:
        gone = next(project for project in draft.projects if project.pk == int(remove))
        left = formats.money(draft.left + (gone.cost or 0))
        return _("Removed. You have %(left)s left.") % {"left": left}, ids - {gone.pk}
    wanted = None
    if add.isdecimal():
        wanted = Project.objects.filter(budget=budget, pk=int(add)).on_ballot().first()
    if wanted is None or wanted.pk in ids:
        return _("Your list has not changed."), ids
    missing = (wanted.cost or 0) - draft.left
    if missing > 0:
        amount = formats.money(missing)
        return _("You lack %(amount)s: remove a project to add this one.") % {"amount": amount}, ids
    left = formats.money(-missing)
    return _("Added. You have %(left)s left.") % {"left": left}, ids | {wanted.pk}


@resident_required
@require_safe
def review_ballot(request: CityRequest, slug: str) -> HttpResponse:
    """The list once more before it is cast."""
    found = budget_or_404(request, slug)
    return render(request, "budgets/review_ballot.html", review_context(request, found))


def review_context(request: CityRequest, budget: Budget) -> dict[str, Any]:
    """What the review page shows."""
    return {
        "budget": budget,
        "draft": draft_of(request, budget),
        "refusal": rules.check("budgets.cast_ballot", request.user, budget),
        "phase": voting_phase(budget),
        "breadcrumbs": crumbs(
            Crumb(budget.title, budget.get_absolute_url()),
            Crumb(_("My ballot"), reverse("budgets:ballot", args=[budget.process.slug])),
            Crumb(_("Check")),
        ),
    }


@resident_required
@require_http_methods(["GET", "HEAD", "POST"])
def cast_ballot(request: CityRequest, slug: str) -> HttpResponse:
    """Cast the list; where this fails, say why above the list, which stays."""
    found = budget_or_404(request, slug)
    if request.method != "POST":
        return redirect("budgets:review_ballot", slug=slug)
    draft = draft_of(request, found)
    try:
        actions.cast_ballot(budget=found, projects=draft.projects, by=request.user)
    except DomainError as error:
        found = budget_or_404(request, slug)
        context = review_context(request, found) | {"error": str(error)}
        return render(request, "budgets/review_ballot.html", context, status=error.status)
    keep_draft(request, found, None)
    return redirect("budgets:receipt", slug=slug)


@resident_required
@require_safe
def receipt(request: CityRequest, slug: str) -> HttpResponse:
    """The receipt of the ballot cast; once voters are off the ballots, it takes the code."""
    found = budget_or_404(request, slug)
    cast = Ballot.objects.filter(budget=found, voter=request.user).first()
    if cast is None:
        return redirect("budgets:check_receipt", slug=slug)
    projects = (
        Project.objects.filter(pk__in=cast.choices.values("project"))
        .select_related("contribution")
        .order_by("code")
    )
    context = {
        "budget": found,
        "ballot": cast,
        "projects": projects,
        "spent": sum(project.cost or 0 for project in projects),
        "may_change": rules.allows("budgets.cast_ballot", request.user, found),
        "phase": voting_phase(found),
        "breadcrumbs": crumbs(Crumb(found.title, found.get_absolute_url()), Crumb(_("Receipt"))),
    }
    return render(request, "budgets/receipt.html", context)


@public
@require_safe
def check_receipt(request: CityRequest, slug: str) -> HttpResponse:
    """Whether a ballot is in the count; never what it holds, so that no vote can be proved."""
    found = budget_or_404(request, slug)
    form = CheckReceiptForm(request.GET or None)
    cast = None
    if form.is_valid():
        cast = Ballot.objects.filter(budget=found, receipt=form.cleaned_data["code"]).first()
    context = {
        "budget": found,
        "form": form,
        "ballot": cast,
        "is_asked": form.is_bound and form.is_valid(),
        "breadcrumbs": crumbs(
            Crumb(found.title, found.get_absolute_url()), Crumb(_("Check a receipt"))
        ),
    }
    response = render(request, "budgets/check_receipt.html", context)
    response["Cache-Control"] = "private, no-store"
    return response
