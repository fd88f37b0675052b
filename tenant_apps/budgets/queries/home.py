"""What other pages show of budgets: the portal's home, a process's page, staff's to-do list."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared_apps.permissions import rules
from tenant_apps.budgets.choices import ProjectState
from tenant_apps.budgets.models import Budget, Project
from tenant_apps.budgets.queries import count
from tenant_apps.budgets.queries.projects import filed_counts
from tenants import registry

SHOWN_WINNERS = 6


def is_voting(budget: Budget) -> bool:
    """Whether ballots are taken now; no query where the phases are loaded."""
    process, now = budget.process, timezone.now()
    return (
        budget.closed_at is None
        and process.state == "published"
        and any(phase.kind == "budgets.voting" for phase in process.phases_at(now))
    )


def home(user: Any) -> Mapping[str, Any] | None:
    """The last published results with their first winners; two queries."""
    budget = (
        Budget.objects.listed()
        .with_results()
        .select_related("process")
        .order_by("-results_published_at", "-pk")
        .first()
    )
    if budget is None:
        return None
    winners = Project.objects.published().filter(budget=budget, is_winner=True)
    return {
        "budget": budget,
        "result": result_of(budget),
        "winners": winners.select_related("contribution", "district")
        .defer("contribution__body", "contribution__search")
        .order_by("rank")[:SHOWN_WINNERS],
    }


def result_of(budget: Budget | None) -> count.Count | None:
    """The published count; None before."""
    if budget is None or not budget.is_published or budget.count is None:
        return None
    return count.Count.from_json(budget.count)


def block_of(process: Any, user: Any) -> Mapping[str, Any] | None:
    """The budget of a process, if it has one; two queries."""
    budget = Budget.objects.filter(process_id=process.pk).first()
    if budget is None:
        return None
    budget.process = process
    return {
        "budget": budget,
        "counts": filed_counts(budget),
        "result": result_of(budget),
        "is_voting": is_voting(budget),
    }


def to_do(user: Any) -> Sequence[tuple[registry.Text, int, str]]:
    """What waits for staff, for those whose role lets them do it."""
    entries: list[tuple[registry.Text, int, str]] = []
    if rules.allows("budgets.review_project", user):
        entries += projects_to_review()
    if rules.allows("budgets.close_vote", user):
        entries += votes_to_finish()
    return entries


def projects_to_review() -> list[tuple[registry.Text, int, str]]:
    """Projects that wait for a decision, in budgets whose ballot is not fixed yet."""
    waiting = Q(projects__state=ProjectState.SUBMITTED)
    found = Budget.objects.with_process().annotate(waiting=Count("projects", filter=waiting))
    open_ones = [
        budget
        for budget in found.filter(waiting__gt=0).order_by("pk")
        if not budget.voting_started(timezone.now())
    ]
    total = sum(budget.waiting for budget in open_ones)  # type: ignore[attr-defined]
    if not open_ones:
        return []
    url = reverse("budgets_staff:projects", args=[open_ones[0].pk])
    return [(_("projects to study"), total, f"{url}?state=submitted")]


def votes_to_finish() -> list[tuple[registry.Text, int, str]]:
    """Votes whose last day is over, that are not closed, counted or published yet."""
    now = timezone.now()
    found = [
        budget
        for budget in Budget.objects.filter(results_published_at=None).with_process().order_by("pk")
        if budget.closed_at or voting_is_over(budget, now)
    ]
    if not found:
        return []
    url = reverse("budgets_staff:count_vote", args=[found[0].pk])
    return [(_("votes to close, count or publish"), len(found), url)]


def voting_is_over(budget: Budget, now: Any) -> bool:
    """Whether every voting phase has ended; False without one."""
    phases = [row for row in budget.process.ordered_phases if row.kind == "budgets.voting"]
    return bool(phases) and all(phase.ends_at <= now for phase in phases)
