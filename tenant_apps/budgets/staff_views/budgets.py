"""Budgets of the town, their amounts, and the review of projects."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError
from shared_apps.ui.navigation import Crumb, NavItem
from shared_apps.web.guards import staff_required
from shared_apps.web.requests import CityRequest
from tenant_apps.budgets import actions, exports
from tenant_apps.budgets.filters import ProjectFilter
from tenant_apps.budgets.forms import EditBudgetForm, ReviewProjectForm, ReviewProjectsForm
from tenant_apps.budgets.models import Budget, Project
from tenant_apps.budgets.queries.participation import participation
from tenant_apps.budgets.queries.projects import state_counts
from tenant_apps.processes import queries as processes

form_view = require_http_methods(["GET", "HEAD", "POST"])
FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def crumbs(*more: Crumb) -> list[Crumb]:
    """The way from the list of budgets."""
    return [Crumb(_("Participatory budgets"), reverse("budgets_staff:budgets")), *more]


def budget_url(pk: int) -> str:
    """The staff page of a budget."""
    return reverse("budgets_staff:budget", args=[pk])


def budget_or_404(pk: int) -> Budget:
    """A budget with its process and phases; two queries."""
    return get_object_or_404(Budget.objects.with_process(), pk=pk)


def tabs(request: CityRequest, budget: Budget, current: str) -> list[NavItem]:
    """The parts of a budget's back office that the person's role opens."""
    pages = (
        ("budget", _("Overview"), "budgets.read"),
        ("projects", _("Projects"), "budgets.read"),
        ("follow_vote", _("Participation"), "budgets.read"),
        ("record_paper_ballots", _("Paper ballots"), "budgets.record_paper_ballots"),
        ("count_vote", _("Count and results"), "budgets.count_vote"),
    )
    return [
        NavItem(
            title, reverse(f"budgets_staff:{name}", args=[budget.pk]), is_current=name == current
        )
        for name, title, verb in pages
        if rules.allows(verb, request.user)
    ]


@staff_required("budgets.read")
@require_safe
def budgets(request: CityRequest) -> HttpResponse:
    """Every budget, the latest first."""
    page = Paginator(Budget.objects.with_process().order_by("-pk"), 20).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "rows": [(budget, processes.standing(budget.process)) for budget in page],
        "may_create": rules.allows("processes.create_process", request.user),
    }
    return render(request, "budgets/staff/budgets.html", context)


@staff_required("budgets.read")
@require_safe
def budget(request: CityRequest, pk: int) -> HttpResponse:
    """Where a budget stands, and what can be done next."""
    found = budget_or_404(pk)
    user = request.user
    context = {
        "budget": found,
        "tabs": tabs(request, found, "budget"),
        "standing": processes.standing(found.process),
        "steps": processes.steps(found.process),
        "counts": state_counts(found),
        "participation": participation(found),
        "may_edit": rules.allows("budgets.edit_budget", user, found),
        "may_close": rules.allows("budgets.close_vote", user, found),
        "may_count": rules.allows("budgets.count_vote", user, found),
        "may_publish": rules.allows("budgets.publish_results", user, found),
        "breadcrumbs": crumbs(Crumb(found.title)),
    }
    return render(request, "budgets/staff/budget.html", context)


@staff_required("budgets.edit_budget")
@form_view
def edit_budget(request: CityRequest, pk: int) -> HttpResponse:
    """Title and amount, until the vote starts."""
    found = budget_or_404(pk)
    form = EditBudgetForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        actions.edit_budget(budget=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("The budget is saved."))
        return redirect(budget_url(pk))
    context = {
        "budget": found,
        "form": form,
        "refusal": rules.check("budgets.edit_budget", request.user, found),
        "breadcrumbs": crumbs(Crumb(found.process.title, budget_url(pk)), Crumb(_("Set-up"))),
    }
    return render(request, "budgets/staff/edit_budget.html", context)


@staff_required("budgets.read")
@require_safe
def projects(request: CityRequest, pk: int) -> HttpResponse:
    """Projects of a budget: filter, open, decide on several."""
    found = budget_or_404(pk)
    filtered = ProjectFilter(request.GET, budget=found)
    rows = (
        Project.objects.visible_to(request.user)
        .filter(budget=found)
        .select_related("contribution", "district")
        .defer("contribution__body", "contribution__search")
        .order_by("code", "-pk")
    )
    context = {
        "budget": found,
        "tabs": tabs(request, found, "projects"),
        "filtered": filtered,
        "page": Paginator(filtered.apply(rows), 20).get_page(request.GET.get("page")),
        "form": ReviewProjectsForm(budget=found),
        "refusal": rules.check("budgets.review_project", request.user, found),
        "breadcrumbs": crumbs(Crumb(found.title, budget_url(pk)), Crumb(_("Projects"))),
    }
    return render(request, "budgets/staff/projects.html", context)


@staff_required("budgets.review_project")
@form_view
def review_project(request: CityRequest, pk: int) -> HttpResponse:
    """One project: its text, and the town's decision."""
    project = get_object_or_404(
        Project.objects.visible_to(request.user)
        .select_related("contribution__author", "district", "budget__process")
        .prefetch_related("budget__process__phases"),
        pk=pk,
    )
    budget = project.budget
    url = reverse("budgets_staff:projects", args=[budget.pk])
    form = ReviewProjectForm(request.POST or None, project=project)
    if request.method == "POST" and form.is_valid():
        try:
            actions.review_project(project=project, by=request.user, **form.cleaned_data)
            messages.success(request, _("The decision is saved."))
            return redirect(url)
        except DomainError as error:
            form.add_error(None, str(error))
    context = {
        "project": project,
        "form": form,
        "refusal": rules.check("budgets.review_project", request.user, budget),
        "breadcrumbs": crumbs(
            Crumb(budget.title, budget_url(budget.pk)),
            Crumb(_("Projects"), url),
            Crumb(str(project)),
        ),
    }
    return render(request, "budgets/staff/review_project.html", context)


@staff_required("budgets.review_project")
@require_POST
def review_projects(request: CityRequest, pk: int) -> HttpResponse:
    """The same decision on the checked projects, all or none."""
    found = budget_or_404(pk)
    form = ReviewProjectsForm(request.POST, budget=found)
    if form.is_valid():
        try:
            done = actions.review_projects(by=request.user, **form.cleaned_data)
            text = ngettext("%(count)s project decided.", "%(count)s projects decided.", len(done))
            messages.success(request, text % {"count": len(done)})
        except DomainError as error:
            messages.error(request, str(error))
    else:
        messages.error(
            request, " ".join(str(error) for row in form.errors.values() for error in row)
        )
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(f"{reverse('budgets_staff:projects', args=[pk])}{query}")


@staff_required("budgets.read")
@require_safe
def export_projects(request: CityRequest, pk: int, suffix: str) -> HttpResponse:
    """Every project with its state and, once public, its votes."""
    if suffix not in FORMATS:
        raise Http404
    found = budget_or_404(pk)
    sheet = exports.projects_sheet(found)
    body = exports.as_csv(sheet) if suffix == "csv" else exports.as_xlsx(sheet, _("Projects"))
    response = HttpResponse(body, content_type=FORMATS[suffix])
    name = f"{found.process.slug}.{suffix}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
