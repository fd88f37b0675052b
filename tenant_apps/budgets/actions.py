"""Every write on budgets: projects are filed and reviewed, ballots cast, counted and published.

Locks are always taken on the budget first, then on what belongs to it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import LiteralString

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared_apps.accounts.models import User
from shared_apps.audit import actions as audit
from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError
from tenant_apps.budgets import tasks
from tenant_apps.budgets.choices import PROJECT_TRANSITIONS, Channel, ProjectState
from tenant_apps.budgets.models import (
    Ballot,
    BallotChoice,
    Budget,
    District,
    PaperBatch,
    Project,
)
from tenant_apps.budgets.queries.count import Count, counted
from tenant_apps.contributions import actions as contributions
from tenant_apps.processes.models import Process


class EmptyBallot(DomainError):
    """A ballot without any project says nothing."""

    code = "empty_ballot"


class BallotOverBudget(DomainError):
    """The chosen projects cost more than there is."""

    code = "ballot_over_budget"


class ProjectNotOnBallot(DomainError):
    """A chosen project is of another budget, or was taken off the ballot."""

    code = "project_not_on_ballot"


class PaperBallotInvalid(DomainError):
    """A paper ballot holds an unknown number, or costs too much."""

    code = "paper_ballot_invalid"


class WrongProjectState(DomainError):
    """A project cannot go from where it stands to where it should."""

    code = "wrong_project_state"


class ProjectIncomplete(DomainError):
    """A reason or a cost is missing."""

    code = "project_incomplete"


class CountOutdated(DomainError):
    """The ballots are no longer those of the count."""

    code = "count_outdated"


@transaction.atomic
def create_budget(*, process: Process, title: str, amount: int, by: User) -> Budget:
    """Give a process its budget; called when a process is made from a template."""
    budget = Budget.objects.create(process=process, title=title, amount=amount)
    audit.record("budgets.create_budget", by=by, subject=budget, amount=amount)
    return budget


@transaction.atomic
def edit_budget(*, budget: Budget, title: str, amount: int, by: User) -> Budget:
    """Change its title and amount, until the vote starts."""
    budget = Budget.objects.locked(budget.pk)
    rules.require("budgets.edit_budget", by, budget)
    before = budget.amount
    budget.title, budget.amount = title, amount
    budget.save(update_fields=["title", "amount"])
    audit.record("budgets.edit_budget", by=by, subject=budget, amount=amount, before=before)
    return budget


@transaction.atomic
def submit_project(
    *,
    budget: Budget,
    title: str,
    body: str,
    by: User,
    district: District | None = None,
    place: str = "",
) -> Project:
    """File a resident's project; it is public at once and waits for its review."""
    budget = Budget.objects.locked_shared(budget)
    rules.require("budgets.submit_project", by, budget)
    contribution = contributions.publish_contribution(
        kind="budgets.project", title=title, body=body, place=place, by=by, process=budget.process
    )
    project = Project.objects.create(budget=budget, contribution=contribution, district=district)
    audit.record("budgets.submit_project", by=by, subject=project)
    return project


@transaction.atomic
def review_project(
    *,
    project: Project,
    state: ProjectState,
    by: User,
    reason: str = "",
    cost: int | None = None,
    district: District | None = None,
) -> Project:
    """Say what becomes of a project; `cost` and `district` are kept where they are not given.

    A project put to the vote gets the next free number and keeps it. The author is told when the
    state changes.
    """
    budget = Budget.objects.locked(project.budget_id)
    rules.require("budgets.review_project", by, budget)
    project = Project.objects.select_related("contribution").get(pk=project.pk)
    before = ProjectState(project.state)
    if state != before and state not in PROJECT_TRANSITIONS[before]:
        raise WrongProjectState(
            _("“%(title)s” cannot go from “%(before)s” to “%(after)s”.")
            % {"title": project, "before": before.label, "after": state.label}
        )
    project.state, project.reason = state, reason
    project.cost = cost or project.cost
    project.district = district or project.district
    _check_complete(project)
    if state == ProjectState.FEASIBLE and project.code is None:
        highest = budget.projects.aggregate(highest=Max("code"))["highest"]
        project.code = (highest or 0) + 1
    project.save(update_fields=["state", "reason", "cost", "district", "code"])
    audit.record(
        "budgets.review_project", by=by, subject=project, before=before, after=state, cost=cost
    )
    if state != before:
        tasks.tell_author.delay(project_id=project.pk)
    return project


def _check_complete(project: Project) -> None:
    if project.state == ProjectState.NOT_RETAINED and not project.reason.strip():
        raise ProjectIncomplete(
            _("Write why “%(title)s” is not retained: its author will read it.")
            % {"title": project}
        )
    if project.state == ProjectState.FEASIBLE and not project.cost:
        raise ProjectIncomplete(
            _("Give “%(title)s” a cost before it is put to the vote.") % {"title": project}
        )


@transaction.atomic
def review_projects(
    *, projects: Sequence[Project], state: ProjectState, by: User, reason: str = ""
) -> list[Project]:
    """The same decision on several projects, all of them or none."""
    return [
        review_project(project=project, state=state, reason=reason, by=by) for project in projects
    ]


@transaction.atomic
def cast_ballot(*, budget: Budget, projects: Sequence[Project], by: User) -> Ballot:
    """Record the voter's ballot, replacing an earlier one while the vote is open.

    Ballots share a lock on the budget and closing takes it alone, so the closing of the vote and
    the last ballot cannot cross, and voters do not wait for each other. The audit log keeps who
    voted and when, not what and not on which ballot.
    """
    budget = Budget.objects.locked_shared(budget)
    rules.require("budgets.cast_ballot", by, budget)
    wanted = {project.pk for project in projects}
    if not wanted:
        raise EmptyBallot(_("Add at least one project to your list."))
    ballot, is_new = Ballot.objects.cast(budget_id=budget.pk, voter_id=by.pk, at=timezone.now())
    if not is_new:
        ballot.choices.all().delete()
    # Written first and checked with what the database knows; an error takes all of it back.
    count, cost = Ballot.objects.choose(ballot, wanted)
    _check_choices(budget, missing=len(wanted) - count, cost=cost)
    audit.record("budgets.cast_ballot", by=by, subject=budget, is_change=not is_new)
    transaction.on_commit(tasks.wake_receipts)
    return ballot


def _check_choices(budget: Budget, *, missing: int, cost: int) -> None:
    if missing:
        raise ProjectNotOnBallot(
            _("A project of your list is not on the ballot of this budget. Check your list again.")
        )
    if cost > budget.amount:
        raise BallotOverBudget(
            _("These projects cost more than the budget. Remove one to cast your ballot.")
        )


@transaction.atomic
def record_paper_ballots(
    *, budget: Budget, place: str, ballots: Sequence[Sequence[int]], by: User
) -> PaperBatch:
    """Enter the paper ballots of one ballot box, each as the numbers of its projects.

    A count made before is no longer valid and has to be made again.
    """
    budget = Budget.objects.locked(budget.pk)
    rules.require("budgets.record_paper_ballots", by, budget)
    on_ballot = {
        project.code: project for project in Project.objects.filter(budget=budget).on_ballot()
    }
    for number, codes in enumerate(ballots, 1):
        if problem := paper_problem(codes, on_ballot, budget.amount):
            raise PaperBallotInvalid(
                _("Ballot %(number)s: %(problem)s") % {"number": number, "problem": problem}
            )
    batch = PaperBatch.objects.create(
        budget=budget, place=place, entered_by=by, ballot_count=len(ballots)
    )
    now = timezone.now()
    rows = [
        Ballot(budget=budget, batch=batch, channel=Channel.PAPER, cast_at=now) for _codes in ballots
    ]
    Ballot.objects.bulk_create(rows, batch_size=2000)
    BallotChoice.objects.bulk_create(
        (
            BallotChoice(ballot=ballot, project=on_ballot[code])
            for ballot, codes in zip(rows, ballots, strict=True)
            for code in sorted(set(codes))
        ),
        batch_size=2000,
    )
    _forget_count(budget)
    audit.record("budgets.record_paper_ballots", by=by, subject=budget, ballots=len(ballots))
    return batch


def paper_problem(codes: Sequence[int], on_ballot: dict[int | None, Project], amount: int) -> str:
    """What is wrong with a paper ballot, or ""."""
    if not codes:
        return str(_("no project."))
    for code in codes:
        if code not in on_ballot:
            return str(_("there is no project with the number %(code)s.") % {"code": code})
    if sum(on_ballot[code].cost or 0 for code in set(codes)) > amount:
        return str(_("its projects cost more than the budget; it does not count."))
    return ""


@transaction.atomic
def withdraw_paper_batch(*, batch: PaperBatch, by: User) -> None:
    """Take back a batch that was entered wrongly, with its ballots."""
    budget = Budget.objects.locked(batch.budget_id)
    rules.require("budgets.withdraw_paper_batch", by, budget)
    batch = PaperBatch.objects.get(pk=batch.pk)
    audit.record(
        "budgets.withdraw_paper_batch",
        by=by,
        subject=budget,
        place=batch.place,
        ballots=batch.ballot_count,
    )
    batch.delete()
    _forget_count(budget)


def _forget_count(budget: Budget) -> None:
    if budget.counted_at is not None:
        budget.counted_at = budget.count = None
        budget.save(update_fields=["counted_at", "count"])


@transaction.atomic
def close_vote(*, budget: Budget, by: User) -> Budget:
    """End the vote now and for good; waits for ballots that are being cast."""
    budget = Budget.objects.locked(budget.pk)
    rules.require("budgets.close_vote", by, budget)
    budget.closed_at = timezone.now()
    budget.save(update_fields=["closed_at"])
    audit.record("budgets.close_vote", by=by, subject=budget)
    return budget


@transaction.atomic
def count_vote(*, budget: Budget, by: User) -> Count:
    """Count the ballots and keep the count; nobody but staff sees it before publication."""
    budget = Budget.objects.locked(budget.pk)
    rules.require("budgets.count_vote", by, budget)
    count = counted(budget)
    budget.counted_at = timezone.now()
    budget.count = count.as_json()
    budget.save(update_fields=["counted_at", "count"])
    audit.record("budgets.count_vote", by=by, subject=budget, ballots=count.ballots)
    return count


@transaction.atomic
def publish_results(*, budget: Budget, by: User) -> Budget:
    """Show the winners to everyone and take the voters off their ballots, for good.

    The count is made again first: it must give what was previewed.
    """
    budget = Budget.objects.locked(budget.pk)
    rules.require("budgets.publish_results", by, budget)
    count = counted(budget)
    if count.as_json() != budget.count:
        raise CountOutdated(_("The ballots have changed since the count. Count again."))
    Project.objects.bulk_update(
        [
            Project(pk=step.project, vote_count=step.votes, rank=step.rank, is_winner=step.is_taken)
            for step in count.steps
        ],
        ["vote_count", "rank", "is_winner"],
        batch_size=500,
    )
    detach_voters(budget)
    budget.results_published_at = timezone.now()
    budget.save(update_fields=["results_published_at"])
    audit.record(
        "budgets.publish_results",
        by=by,
        subject=budget,
        winners=len(count.winners),
        ballots=count.ballots,
    )
    tasks.tell_authors_of_results.delay(budget_id=budget.pk)
    return budget


FEWEST_A_DAY = 5  # ballots; a quieter day would name its voters
# Rows keep the number of the transaction that wrote them and their order on disk, and the audit log
# has both too. Written anew in the order of their random keys, they say nothing of who voted when.
DETACH: tuple[LiteralString, ...] = (
    """UPDATE budgets_ballot SET voter_id = NULL, changed_at = NULL, is_receipt_due = false,
         cast_at = date_trunc('day', cast_at, %(zone)s) WHERE budget_id = %(budget)s""",
    """UPDATE budgets_ballot SET cast_at = date_trunc('day', %(closed_at)s, %(zone)s)
       WHERE budget_id = %(budget)s AND cast_at IN (SELECT cast_at FROM budgets_ballot
         WHERE budget_id = %(budget)s GROUP BY cast_at HAVING count(*) < %(fewest)s)""",
    """CREATE TEMP TABLE written_anew ON COMMIT DROP AS SELECT ballot_id, project_id
       FROM budgets_ballotchoice JOIN budgets_ballot ON budgets_ballot.id = ballot_id
       WHERE budget_id = %(budget)s""",
    """DELETE FROM budgets_ballotchoice USING budgets_ballot
       WHERE budgets_ballot.id = ballot_id AND budget_id = %(budget)s""",
    """WITH gone AS (DELETE FROM budgets_ballot WHERE budget_id = %(budget)s RETURNING *)
       INSERT INTO budgets_ballot SELECT * FROM gone ORDER BY id""",
    """INSERT INTO budgets_ballotchoice (id, ballot_id, project_id)
       SELECT gen_random_uuid(), ballot_id, project_id FROM written_anew
       ORDER BY ballot_id, project_id""",
    "DROP TABLE written_anew",
)


def detach_voters(budget: Budget) -> None:
    """Remove who cast each ballot, at what time of the day, and every trace of it in the rows.

    Whoever reads the database or a backup later cannot join ballots to the audit log.
    """
    values: dict[str, int | str | datetime] = {
        "budget": budget.pk,
        "closed_at": budget.closed_at or timezone.now(),
        "zone": timezone.get_current_timezone_name(),
        "fewest": FEWEST_A_DAY,
    }
    with connection.cursor() as cursor:
        for statement in DETACH:
            cursor.execute(statement, values)


@transaction.atomic
def erase_voter(*, user: User) -> None:
    """Take the person off their ballots.

    While a vote is open the ballot goes with the person, who could vote again under a new
    account; afterwards it stays in the count, without the name.
    """
    ballots = Ballot.objects.filter(voter=user)
    withdrawn, _models = ballots.filter(budget__closed_at__isnull=True).delete()
    detached = ballots.update(voter=None)
    if withdrawn or detached:
        audit.record("budgets.erase_voter")
