"""What budgets publish as open data: no votes before publication, no voters ever."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from tenant_apps.budgets.choices import Outcome
from tenant_apps.budgets.exports import ballots_with_codes
from tenant_apps.budgets.models import Ballot, Budget, Project, ProjectQuerySet
from tenants.registry import Column, Dataset

Rows = Iterator[Mapping[str, Any]]


def projects() -> ProjectQuerySet:
    """Published projects of listed budgets, those on a ballot in the order of their numbers."""
    return (
        Project.objects.published()
        .filter(budget__in=Budget.objects.listed())
        .select_related("contribution", "district", "budget__process")
        .defer("contribution__body", "contribution__search", "budget__count")
        .order_by("budget", "code", "pk")
    )


def project_rows() -> Rows:
    """One row a project."""
    for project in projects().iterator(chunk_size=1000):
        is_public = project.budget.is_published
        yield {
            "budget": project.budget.process.slug,
            "number": project.code,
            "title": project.contribution.title,
            "district": project.district.name if project.district else "",
            "place": project.contribution.place,
            "filed_at": project.contribution.published_at,
            "state": project.state,
            "reason": project.reason,
            "cost": project.cost,
            "votes": project.vote_count if is_public else None,
            "rank": project.rank if is_public else None,
            "is_winner": project.is_winner if is_public else None,
        }


def budget_rows() -> Rows:
    """One row a budget; totals once its results are published."""
    for budget in Budget.objects.listed().select_related("process").order_by("pk"):
        count = budget.count if budget.is_published and budget.count else None
        winners = [
            step for step in (count["steps"] if count else ()) if step["outcome"] == Outcome.TAKEN
        ]
        yield {
            "budget": budget.process.slug,
            "title": budget.title,
            "amount": budget.amount,
            "ballots_online": count["online"] if count else None,
            "ballots_paper": count["paper"] if count else None,
            "winners": len(winners) if count else None,
            "spent": sum(step["cost"] for step in winners) if count else None,
            "results_published_at": budget.results_published_at,
        }


def ballot_rows() -> Rows:
    """One row a ballot of published results: its number in a random order, and what it holds."""
    for budget in Budget.objects.listed().with_results().select_related("process").order_by("pk"):
        slug = budget.process.slug
        for number, (channel, codes) in enumerate(ballots_with_codes(budget), 1):
            yield {
                "budget": slug,
                "ballot": number,
                "channel": channel,
                "projects": ",".join(map(str, codes)),
            }


def ballot_count() -> int:
    """How many ballots are public."""
    return Ballot.objects.filter(budget__in=Budget.objects.listed().with_results()).count()


def budgets_updated_at() -> Any:
    """When results were last published, or a budget was made."""
    found = Budget.objects.listed().aggregate(
        published=Max("results_published_at"), created=Max("created_at")
    )
    return max((value for value in found.values() if value), default=None)


def projects_updated_at() -> Any:
    """When a project was last filed or results published."""
    filed = projects().order_by().aggregate(at=Max("contribution__published_at"))["at"]
    return max((value for value in (filed, budgets_updated_at()) if value), default=None)


def ballots_updated_at() -> Any:
    """When results were last published."""
    found = Budget.objects.listed().filter(~Q(results_published_at=None))
    return found.aggregate(at=Max("results_published_at"))["at"]


DATASETS = (
    Dataset(
        slug="budgets",
        title=_("Participatory budgets"),
        description=_("Amounts, participation and what the chosen projects cost."),
        columns=(
            Column("budget", _("Budget")),
            Column("title", _("Title")),
            Column("amount", _("Amount in euros"), "integer"),
            Column("ballots_online", _("Ballots online"), "integer"),
            Column("ballots_paper", _("Ballots on paper"), "integer"),
            Column("winners", _("Chosen projects"), "integer"),
            Column("spent", _("Cost of the chosen projects"), "integer"),
            Column("results_published_at", _("Results published"), "datetime"),
        ),
        rows=budget_rows,
        count=lambda: Budget.objects.listed().count(),
        updated_at=budgets_updated_at,
    ),
    Dataset(
        slug="budget-projects",
        title=_("Projects of participatory budgets"),
        description=_("What became of every project; votes once the results are published."),
        columns=(
            Column("budget", _("Budget")),
            Column("number", _("Number on the ballot"), "integer"),
            Column("title", _("Title")),
            Column("district", _("District")),
            Column("place", _("Place")),
            Column("filed_at", _("Filed"), "datetime"),
            Column("state", _("State")),
            Column("reason", _("Reason")),
            Column("cost", _("Cost in euros"), "integer"),
            Column("votes", _("Votes"), "integer"),
            Column("rank", _("Rank"), "integer"),
            Column("is_winner", _("Chosen"), "boolean"),
        ),
        rows=project_rows,
        count=lambda: projects().count(),
        updated_at=projects_updated_at,
    ),
    Dataset(
        slug="budget-ballots",
        title=_("Ballots of participatory budgets"),
        description=_(
            "Every counted ballot without its voter, in random order, as the Pabulib library "
            "of participatory budgets publishes them."
        ),
        columns=(
            Column("budget", _("Budget")),
            Column("ballot", _("Ballot"), "integer"),
            Column("channel", _("Channel")),
            Column("projects", _("Numbers of the projects")),
        ),
        rows=ballot_rows,
        count=ballot_count,
        updated_at=ballots_updated_at,
    ),
)
