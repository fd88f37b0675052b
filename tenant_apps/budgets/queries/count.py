"""The count: which projects win, by a rule that anyone can repeat with the published numbers.

The rule, version 1: projects are taken in order of votes; with as many votes the cheaper one comes
first, then the lower number on the ballot. A project is chosen when it costs no more than what is
left; when it does not fit it is passed over and the next one is tried. A project without any vote
is never chosen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Count as CountRows
from django.db.models import Q

from tenant_apps.budgets.choices import Channel, Outcome
from tenant_apps.budgets.models import Ballot, BallotChoice, Budget, Project

RULE_VERSION = 1


@dataclass(frozen=True)
class Candidate:
    """A project as the count sees it; amounts are whole euros."""

    project: int
    code: int
    cost: int
    online: int = 0
    paper: int = 0

    @property
    def votes(self) -> int:
        """Ballots that hold it."""
        return self.online + self.paper


@dataclass(frozen=True)
class Step:
    """What the count did with one project; `left` is what was left before it."""

    rank: int
    project: int
    code: int
    cost: int
    votes: int
    online: int
    paper: int
    left: int
    outcome: str

    @property
    def is_taken(self) -> bool:
        """Whether the project is chosen."""
        return self.outcome == Outcome.TAKEN

    @property
    def missing(self) -> int:
        """Euros that were missing when it did not fit."""
        return max(self.cost - self.left, 0)


@dataclass(frozen=True)
class Count:
    """A whole count; `as_json` is what a budget stores."""

    amount: int
    online: int
    paper: int
    steps: tuple[Step, ...]
    rule: int = RULE_VERSION

    @property
    def ballots(self) -> int:
        """Ballots in the count."""
        return self.online + self.paper

    @property
    def winners(self) -> list[Step]:
        """Chosen projects, most votes first."""
        return [step for step in self.steps if step.is_taken]

    @property
    def spent(self) -> int:
        """What the chosen projects cost together."""
        return sum(step.cost for step in self.winners)

    @property
    def left(self) -> int:
        """What stays of the amount."""
        return self.amount - self.spent

    def as_json(self) -> dict[str, Any]:
        """The snapshot."""
        return asdict(self) | {"steps": [asdict(step) for step in self.steps]}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Count":
        """The count of a snapshot."""
        return cls(**{**stored, "steps": tuple(Step(**step) for step in stored["steps"])})


def greedy(amount: int, candidates: Iterable[Candidate]) -> tuple[Step, ...]:
    """The steps of the count; does not depend on the order of the candidates."""
    left = amount
    steps = []
    ordered = sorted(candidates, key=lambda one: (-one.votes, one.cost, one.code))
    for rank, one in enumerate(ordered, 1):
        if not one.votes:
            outcome = Outcome.NO_VOTES
        elif one.cost <= left:
            outcome = Outcome.TAKEN
        else:
            outcome = Outcome.TOO_EXPENSIVE
        steps.append(
            Step(
                rank=rank,
                project=one.project,
                code=one.code,
                cost=one.cost,
                votes=one.votes,
                online=one.online,
                paper=one.paper,
                left=left,
                outcome=outcome.value,
            )
        )
        left -= one.cost if outcome is Outcome.TAKEN else 0
    return tuple(steps)


def counted(budget: Budget) -> Count:
    """Count the ballots as they are now; three queries. Writes nothing."""
    ballots = Ballot.objects.filter(budget=budget).aggregate(
        online=CountRows("pk", filter=Q(channel=Channel.ONLINE)),
        paper=CountRows("pk", filter=Q(channel=Channel.PAPER)),
    )
    votes = votes_by_project(budget)
    candidates = [
        Candidate(pk, code or 0, cost or 0, *votes.get(pk, (0, 0)))
        for pk, code, cost in Project.objects.filter(budget=budget)
        .on_ballot()
        .order_by("code")
        .values_list("pk", "code", "cost")
    ]
    return Count(amount=budget.amount, steps=greedy(budget.amount, candidates), **ballots)


def votes_by_project(budget: Budget) -> dict[int, tuple[int, int]]:
    """Votes online and on paper of each project that has any."""
    rows = (
        BallotChoice.objects.filter(ballot__budget=budget)
        .order_by()
        .values("project")
        .annotate(
            online=CountRows("pk", filter=Q(ballot__channel=Channel.ONLINE)),
            paper=CountRows("pk", filter=Q(ballot__channel=Channel.PAPER)),
        )
    )
    return {row["project"]: (row["online"], row["paper"]) for row in rows}
