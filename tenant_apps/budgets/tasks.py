"""What actions put off: messages to voters and authors."""

from django.core.cache import cache
from django.db import transaction
from django.db.models import Count

from tenant_apps.budgets import notifications
from tenant_apps.budgets.choices import ProjectState
from tenant_apps.budgets.models import Ballot, BallotChoice, Budget, Project
from tenants.tasks import background

WOKEN = "budgets:receipts"
WOKEN_SECONDS = 10
RECEIPTS_AT_ONCE = 100


def wake_receipts() -> None:
    """See that receipts leave soon: one task for all ballots of a burst, not one a ballot."""
    if cache.add(WOKEN, 1, timeout=WOKEN_SECONDS):
        send_ballot_receipts.delay()


@background()
def send_ballot_receipts() -> None:
    """Mail the receipts that are due; runs as a job too, for those that a failure left behind."""
    cache.delete(WOKEN)
    while send_some_receipts():
        pass


@transaction.atomic
def send_some_receipts() -> int:
    """Hand up to a hundred mails over; how many. Others that run at the same time take others."""
    due = list(
        Ballot.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(is_receipt_due=True)
        .select_related("budget__process", "voter")
        .order_by("cast_at")[:RECEIPTS_AT_ONCE]
    )
    choices = BallotChoice.objects.filter(ballot__in=due).order_by()
    counts = dict(choices.values_list("ballot").annotate(count=Count("pk")))
    for ballot in due:
        notifications.ballot_receipt(ballot, project_count=counts.get(ballot.pk, 0))
    Ballot.objects.filter(pk__in=[ballot.pk for ballot in due]).update(is_receipt_due=False)
    return len(due)


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
