"""The projects of a budget in the order that its readers see."""

from typing import Any

from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from tenant_apps.budgets.choices import ProjectState
from tenant_apps.budgets.models import Budget, Project, ProjectQuerySet


def seed_of(budget: Budget, user: Any) -> str:
    """Each person has an order of their own; signed-out readers share one a day."""
    reader = user.pk if getattr(user, "is_authenticated", False) else timezone.localdate()
    return f"{budget.pk}-{reader}"


def listed_projects(budget: Budget, user: Any) -> ProjectQuerySet:
    """Projects that the person may see.

    With results: chosen ones first, by votes, then the others. Once the vote has started: those on
    the ballot first, in a random order that stays the same for the person. Before: latest first.
    """
    projects = (
        Project.objects.visible_to(user)
        .filter(budget=budget)
        .select_related("contribution", "district")
        .defer("contribution__body", "contribution__search")
    )
    if budget.is_published:
        return projects.order_by("-is_winner", F("rank").asc(nulls_last=True), "pk")
    if budget.voting_started(timezone.now()):
        return projects.shuffled(seed_of(budget, user))
    return projects.order_by("-contribution__published_at", "-pk")


def order_in_words(budget: Budget, user: Any) -> str:
    """How `listed_projects` sorts, for the reader."""
    if budget.is_published:
        return _("Chosen projects first, then by number of votes.")
    if budget.voting_started(timezone.now()):
        if getattr(user, "is_authenticated", False):
            return _("In random order, so that no project has an advantage. Yours stays the same.")
        return _("In random order, so that no project has an advantage. It changes every day.")
    return _("The latest first.")


def ballot_projects(budget: Budget, user: Any) -> ProjectQuerySet:
    """Projects on the ballot, in the voter's own order."""
    return (
        Project.objects.filter(budget=budget)
        .on_ballot()
        .select_related("contribution", "district")
        .defer("contribution__body", "contribution__search")
        .shuffled(seed_of(budget, user))
    )


def titles_of(budget: Budget) -> dict[int, str]:
    """Titles of the projects that were put to the vote; one query."""
    rows = Project.objects.filter(budget=budget, code__isnull=False)
    return dict(rows.order_by("pk").values_list("pk", "contribution__title"))


def filed_counts(budget: Budget) -> dict[str, int]:
    """How many projects were filed and put to the vote; one query."""
    return (
        Project.objects.published()
        .filter(budget=budget)
        .aggregate(filed=Count("pk"), on_ballot=Count("pk", filter=Q(state=ProjectState.FEASIBLE)))
    )


def state_counts(budget: Budget) -> list[tuple[ProjectState, int]]:
    """How many projects stand at each state; one query."""
    rows = (
        Project.objects.filter(budget=budget)
        .order_by("state")
        .values_list("state")
        .annotate(count=Count("pk"))
    )
    found = dict(rows)
    return [(state, found.get(state, 0)) for state in ProjectState]
