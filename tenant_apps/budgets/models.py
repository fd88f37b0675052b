"""Budgets, projects put to the vote, and ballots."""

import secrets
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import connection, models
from django.db.models import F, Q
from django.db.models.functions import MD5, Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tenant_apps.budgets.choices import Channel, ProjectState, VoteState, VotingRule
from tenant_apps.contributions.choices import ContributionState
from tenant_apps.contributions.models import Contribution
from tenant_apps.processes.choices import ProcessState
from tenant_apps.processes.models import Process

# No 0/O, 1/I/L: people copy receipts by hand. 16 of 31 symbols are 79 bits.
RECEIPT_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
RECEIPT_GROUPS, RECEIPT_GROUP = 4, 4


def new_receipt() -> str:
    """A code that nobody can guess, e.g. `K7QF-2M9X-WB4T-H6PD`."""
    groups = (
        "".join(secrets.choice(RECEIPT_ALPHABET) for _ in range(RECEIPT_GROUP))
        for _ in range(RECEIPT_GROUPS)
    )
    return "-".join(groups)


class BudgetQuerySet(models.QuerySet["Budget"]):
    """Reads of budgets."""

    def visible_to(self, user: Any) -> "BudgetQuerySet":
        """Staff see all; others those of published processes."""
        if getattr(user, "is_staff", False):
            return self.all()
        return self.filter(process__state__in=(ProcessState.PUBLISHED, ProcessState.ARCHIVED))

    def listed(self) -> "BudgetQuerySet":
        """Budgets that lists show to everyone."""
        return self.filter(process__in=Process.objects.listed())

    def with_process(self) -> "BudgetQuerySet":
        """With the process and its phases, in one more query."""
        return self.select_related("process").prefetch_related("process__phases")

    def with_results(self) -> "BudgetQuerySet":
        """Budgets whose results are public."""
        return self.filter(results_published_at__isnull=False)

    def locked_shared(self, budget: "Budget") -> "Budget":
        """The row as it is now (without its count), locked; others may lock it so as well.

        Ballots of different voters take this lock at the same time; closing takes the exclusive
        one and waits for them. The process and its phases are those that the caller has loaded.
        """
        statement = """
            SELECT title, amount, closed_at, counted_at, results_published_at
            FROM budgets_budget WHERE id = %s FOR SHARE
        """
        names = ("title", "amount", "closed_at", "counted_at", "results_published_at")
        with connection.cursor() as cursor:
            cursor.execute(statement, [budget.pk])
            values = cursor.fetchone()
        if values is None:
            raise Budget.DoesNotExist
        return Budget(pk=budget.pk, process=budget.process, **dict(zip(names, values, strict=True)))

    def locked(self, pk: int) -> "Budget":
        """The row, locked against ballots and other changes."""
        return self.select_for_update(of=("self",)).get(pk=pk)


class Budget(models.Model):
    """The money of one process, the vote on it and the count.

    `amount` is whole euros, the most that the winners and each ballot may cost. `count` is the
    snapshot of the last count (see `queries.count`).
    """

    process = models.OneToOneField(Process, models.PROTECT, related_name="budget")
    title = models.CharField(_("title"), max_length=140)
    amount = models.PositiveIntegerField(_("amount in euros"))
    voting_rule = models.CharField(
        _("voting rule"), max_length=12, choices=VotingRule.choices, default=VotingRule.KNAPSACK
    )
    closed_at = models.DateTimeField(_("vote closed"), null=True, blank=True)
    counted_at = models.DateTimeField(_("ballots counted"), null=True, blank=True)
    results_published_at = models.DateTimeField(_("results published"), null=True, blank=True)
    count = models.JSONField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = BudgetQuerySet.as_manager()

    class Meta:
        verbose_name = _("participatory budget")
        verbose_name_plural = _("participatory budgets")
        constraints = (
            models.CheckConstraint(condition=Q(amount__gt=0), name="budget_amount_positive"),
            models.CheckConstraint(
                condition=Q(counted_at__isnull=True)
                | Q(closed_at__isnull=False, count__isnull=False),
                name="budget_counted_after_closing",
            ),
            models.CheckConstraint(
                condition=Q(results_published_at__isnull=True) | Q(counted_at__isnull=False),
                name="budget_published_after_counting",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Address of its page; needs the process loaded."""
        return reverse("budgets:budget", args=[self.process.slug])

    @property
    def vote_state(self) -> VoteState:
        """Where the vote stands."""
        if self.results_published_at:
            return VoteState.PUBLISHED
        if self.counted_at:
            return VoteState.COUNTED
        return VoteState.CLOSED if self.closed_at else VoteState.OPEN

    @property
    def is_published(self) -> bool:
        """Whether everyone may see the results."""
        return self.results_published_at is not None

    def voting_started(self, at: datetime) -> bool:
        """Whether a voting phase has begun: what is on the ballot stays as it is from then on."""
        return any(
            phase.kind == "budgets.voting" and phase.starts_at <= at
            for phase in self.process.ordered_phases
        )


class District(models.Model):
    """A part of the town that projects belong to."""

    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        constraints = (models.UniqueConstraint(fields=("name",), name="district_name_key"),)

    def __str__(self) -> str:
        return self.name


SHOWN = Q(
    contribution__state=ContributionState.PUBLISHED,
    budget__process__state__in=(ProcessState.PUBLISHED, ProcessState.ARCHIVED),
)


class ProjectQuerySet(models.QuerySet["Project"]):
    """Reads of projects."""

    def visible_to(self, user: Any) -> "ProjectQuerySet":
        """Staff see all but drafts; authors their own; others published ones of open processes."""
        if getattr(user, "is_staff", False):
            return self.exclude(contribution__state=ContributionState.DRAFT)
        if getattr(user, "is_authenticated", False):
            return self.filter(SHOWN | Q(contribution__author_id=user.pk))
        return self.published()

    def published(self) -> "ProjectQuerySet":
        """Projects that everyone sees."""
        return self.filter(SHOWN)

    def on_ballot(self) -> "ProjectQuerySet":
        """Projects that can be voted for; moderation or the author may still take one off."""
        return self.filter(
            state=ProjectState.FEASIBLE, contribution__state=ContributionState.PUBLISHED
        )

    def shuffled(self, seed: str) -> "ProjectQuerySet":
        """Those on the ballot first, in an order that looks random and stays for the same seed."""
        mixed = MD5(Concat(models.Value(f"{seed}-"), Cast("pk", models.CharField())))
        is_off = models.Case(models.When(state=ProjectState.FEASIBLE, then=0), default=1)
        return self.order_by(is_off, mixed, "pk")


class Project(models.Model):
    """A resident's project in a budget.

    `cost` is whole euros, set by the review. `code` is its number on the ballot. `vote_count`,
    `rank` and `is_winner` are written by the count and shown once results are published.
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="projects")
    contribution = models.OneToOneField(Contribution, models.PROTECT, related_name="project")
    district = models.ForeignKey(
        District, models.SET_NULL, null=True, blank=True, related_name="projects"
    )
    state = models.CharField(
        _("state"), max_length=12, choices=ProjectState.choices, default=ProjectState.SUBMITTED
    )
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    cost = models.PositiveIntegerField(_("cost in euros"), null=True, blank=True)
    code = models.PositiveIntegerField(_("number on the ballot"), null=True, blank=True)
    vote_count = models.PositiveIntegerField(_("votes"), null=True, blank=True)
    rank = models.PositiveIntegerField(_("rank"), null=True, blank=True)
    is_winner = models.BooleanField(_("chosen"), default=False)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = (
            models.UniqueConstraint(fields=("budget", "code"), name="project_budget_code_key"),
            models.CheckConstraint(
                # A comparison with NULL is not false, so it would pass: say that there is a value.
                condition=~Q(state="feasible")
                | Q(cost__isnull=False, cost__gt=0, code__isnull=False),
                name="project_on_ballot_has_cost",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_retained") | ~Q(reason=""),
                name="project_not_retained_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(is_winner=False)
                | Q(state="feasible", vote_count__isnull=False, vote_count__gt=0),
                name="project_winner_has_votes",
            ),
        )
        indexes = (models.Index(fields=("budget", "state"), name="project_budget_state_idx"),)

    def __str__(self) -> str:
        return self.contribution.title

    @property
    def process(self) -> Process:
        """The process that its phases belong to."""
        return self.budget.process

    def get_absolute_url(self) -> str:
        """Address of its page, which is that of its contribution."""
        return reverse("budgets:project", args=[self.contribution_id])


class PaperBatch(models.Model):
    """Paper ballots of one ballot box, entered together by one agent."""

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="paper_batches")
    place = models.CharField(_("ballot box"), max_length=120)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    entered_at = models.DateTimeField(_("entered"), auto_now_add=True)
    ballot_count = models.PositiveIntegerField(_("ballots"))

    class Meta:
        verbose_name = _("batch of paper ballots")
        verbose_name_plural = _("batches of paper ballots")

    def __str__(self) -> str:
        return self.place


class BallotManager(models.Manager["Ballot"]):
    """Writes ballots."""

    def cast(self, *, budget_id: int, voter_id: int, at: datetime) -> tuple["Ballot", bool]:
        """The voter's ballot, made or locked for a change in one statement; whether it is new.

        The database decides which of two posts at the same instant comes first.
        """
        statement = """
            INSERT INTO budgets_ballot
                (id, budget_id, voter_id, channel, receipt, cast_at, is_receipt_due)
            VALUES (%s, %s, %s, %s, %s, %s, true)
            ON CONFLICT (budget_id, voter_id) DO UPDATE
            SET changed_at = greatest(budgets_ballot.cast_at, excluded.cast_at),
                is_receipt_due = true
            RETURNING id, receipt, cast_at, changed_at
        """
        values = (uuid4(), budget_id, voter_id, Channel.ONLINE.value, new_receipt(), at)
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            key, receipt, cast_at, changed_at = cursor.fetchone()
        ballot = Ballot(
            id=key,
            budget_id=budget_id,
            voter_id=voter_id,
            receipt=receipt,
            cast_at=cast_at,
            changed_at=changed_at,
            is_receipt_due=True,
        )
        return ballot, changed_at is None

    def choose(self, ballot: "Ballot", projects: Collection[int]) -> tuple[int, int]:
        """Put on it those of the projects that its budget votes on: how many, what they cost.

        One statement, as everything that a voter waits for; the condition is that of `on_ballot`.
        """
        statement = """
            WITH chosen AS (
                SELECT project.id, project.cost
                FROM budgets_project AS project
                JOIN contributions_contribution AS contribution
                    ON contribution.id = project.contribution_id
                WHERE project.id = ANY(%s) AND project.budget_id = %s
                    AND project.state = %s AND contribution.state = %s
            ), added AS (
                INSERT INTO budgets_ballotchoice (id, ballot_id, project_id)
                SELECT gen_random_uuid(), %s, id FROM chosen
            )
            SELECT count(*), coalesce(sum(cost), 0) FROM chosen
        """
        states = (ProjectState.FEASIBLE.value, ContributionState.PUBLISHED.value)
        values = (list(projects), ballot.budget_id, *states, ballot.pk)
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            count, cost = cursor.fetchone()
        return count, int(cost)


class Ballot(models.Model):
    """One voter's choices.

    `voter` is known while the vote may be changed and removed when results are published; the
    times are then cut to the day. The key is random, so that the order of ballots tells nothing.
    `is_receipt_due`: the receipt has still to be mailed.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    budget = models.ForeignKey(Budget, models.PROTECT, related_name="ballots", db_index=False)
    voter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    batch = models.ForeignKey(
        PaperBatch, models.CASCADE, null=True, blank=True, related_name="ballots"
    )
    channel = models.CharField(max_length=6, choices=Channel.choices, default=Channel.ONLINE)
    receipt = models.CharField(_("receipt"), max_length=24, default=new_receipt, editable=False)
    cast_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    is_receipt_due = models.BooleanField(default=False, db_default=False)

    objects = BallotManager()

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        constraints = (
            models.UniqueConstraint(fields=("budget", "voter"), name="ballot_once_key"),
            models.UniqueConstraint(fields=("budget", "receipt"), name="ballot_receipt_key"),
            models.CheckConstraint(
                condition=Q(channel="online", batch__isnull=True)
                | Q(channel="paper", batch__isnull=False, voter__isnull=True),
                name="ballot_paper_has_batch",
            ),
            models.CheckConstraint(
                condition=Q(changed_at__isnull=True) | Q(changed_at__gte=F("cast_at")),
                name="ballot_changed_after_cast",
            ),
        )
        indexes = (
            models.Index(
                fields=("cast_at",),
                condition=Q(is_receipt_due=True),
                name="ballot_receipt_due_idx",
            ),
        )

    def __str__(self) -> str:
        return self.receipt


class BallotChoice(models.Model):
    """A project on a ballot; the key is random for the same reason as the ballot's."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="choices", db_index=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("choice")
        verbose_name_plural = _("choices")
        constraints = (
            models.UniqueConstraint(fields=("ballot", "project"), name="ballotchoice_once_key"),
        )

    def __str__(self) -> str:
        return str(self.project_id)
