"""What actions put off: messages to voters and authors."""

from tenant_apps.budgets import notifications
from tenant_apps.budgets.choices import ProjectState
from tenant_apps.budgets.models import Ballot, Budget, Project
from tenants.tasks import background


@background()
def send_ballot_receipt(ballot_id: str) -> None:
    """Mail the receipt to the voter; does nothing once the voter is off the ballot."""
    ballot = (
        Ballot.objects.select_related("budget__process", "voter")
        .filter(pk=ballot_id, voter__isnull=False)
        .first()
    )
    if ballot is not None:
        notifications.ballot_receipt(ballot, project_count=ballot.choices.count())


@background()
def tell_author(project_id: int) -> None:
    """Tell the author where the project stands now."""
    project = (
        Project.objects.select_related("contribution__author", "budget__process")
        .filter(pk=project_id, contribution__author__isnull=False)
        .first()
    )
    if project is not None:
        notifications.project_reviewed(project)


@background(lane="bulk")
def tell_authors_of_results(budget_id: int) -> None:
    """Tell the authors of projects that were put to the vote what became of them."""
    budget = Budget.objects.select_related("process").get(pk=budget_id)
    projects = (
        Project.objects.filter(
            budget=budget, state=ProjectState.FEASIBLE, contribution__author__isnull=False
        )
        .select_related("contribution__author")
        .order_by("rank")
    )
    for project in projects.iterator():
        notifications.results_published(budget, project)
