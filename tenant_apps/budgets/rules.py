"""Who may do what with a budget, its projects and its vote."""

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shared_apps.accounts.choices import StaffRole
from shared_apps.permissions.refusal import Refusal
from shared_apps.permissions.requirements import Attempt, HasRole, Requirement, SignedIn
from shared_apps.permissions.rules import Rules
from tenant_apps.budgets.choices import VoteState
from tenant_apps.budgets.models import Budget
from tenant_apps.processes.requirements import PhaseOpens


def budget_of(subject: Any) -> Budget | None:
    """The budget that a subject is or belongs to."""
    return subject if isinstance(subject, Budget) else getattr(subject, "budget", None)


class VoteIs(Requirement):
    """The vote stands at one of these states."""

    code = "vote_state"

    def __init__(self, *states: VoteState) -> None:
        self.states = frozenset(states)

    def check(self, attempt: Attempt) -> Refusal | None:
        """Say where the vote stands."""
        budget = budget_of(attempt.subject)
        if budget is None or budget.vote_state in self.states:
            return None
        return Refusal(f"vote_{budget.vote_state}", self.messages[budget.vote_state])

    def sentence(self, subject: Any) -> str | Promise:
        """Staff rules are not printed for residents."""
        return ""

    messages: ClassVar[dict[VoteState, str | Promise]] = {
        VoteState.OPEN: _("The vote is not closed yet."),
        VoteState.CLOSED: _("The vote is closed."),
        VoteState.COUNTED: _("The vote is closed and counted."),
        VoteState.PUBLISHED: _("The results are published."),
    }


class VoteNotClosed(VoteIs):
    """The town has not closed the vote, which it may do before the last minute of the phase."""

    def __init__(self) -> None:
        super().__init__(VoteState.OPEN)

    def check(self, attempt: Attempt) -> Refusal | None:
        """Lead to what became of the vote."""
        refusal = super().check(attempt)
        budget = budget_of(attempt.subject)
        if refusal is None or budget is None:
            return None
        return Refusal(
            "voting_closed",
            _("The vote is closed. Ballots cast before stay valid."),
            budget.get_absolute_url(),
            _("See what comes next"),
        )

    def sentence(self, subject: Any) -> str | Promise:
        """What a voter may do until then."""
        return _("One ballot per person, which can be changed until the vote closes.")


class WithinAmount(Requirement):
    """A sentence of the rule sheet; `cast_ballot` itself adds up the costs."""

    code = "within_amount"

    def check(self, attempt: Attempt) -> Refusal | None:
        """The projects are not known here."""
        return None

    def sentence(self, subject: Any) -> str | Promise:
        """How a ballot is filled."""
        return _("As many projects as fit within the amount of the budget.")


class VotingStarted(Requirement):
    """A voting phase has begun."""

    code = "voting_not_started"

    def check(self, attempt: Attempt) -> Refusal | None:
        """There is nothing to close or to count before."""
        budget = budget_of(attempt.subject)
        if budget is None or budget.voting_started(attempt.at):
            return None
        return Refusal(self.code, _("The vote has not started yet."))

    def sentence(self, subject: Any) -> str | Promise:
        """Staff rules are not printed for residents."""
        return ""


class BallotNotFixed(Requirement):
    """No voting phase has begun: the list of projects and the amount may still change."""

    code = "ballot_fixed"

    def check(self, attempt: Attempt) -> Refusal | None:
        """Votes must mean the same thing from the first to the last one."""
        budget = budget_of(attempt.subject)
        if budget is None or not budget.voting_started(attempt.at):
            return None
        return Refusal(
            self.code,
            _("The vote has started: the projects, their costs and the amount stay as they are."),
        )

    def sentence(self, subject: Any) -> str | Promise:
        """Staff rules are not printed for residents."""
        return ""


MANAGERS = (StaffRole.ADMINISTRATOR, StaffRole.PROCESS_ADMINISTRATOR)
REVIEWERS = (*MANAGERS, StaffRole.EVALUATOR)
COUNTERS = (*MANAGERS, StaffRole.COUNTER_AGENT)
READERS = (*REVIEWERS, StaffRole.COUNTER_AGENT, StaffRole.READER)

RULES: Rules = {
    "budgets.submit_project": [SignedIn(), PhaseOpens()],
    # The phase comes last: a vote that the town closed early has closed, whatever the timetable.
    "budgets.cast_ballot": [SignedIn(), VoteNotClosed(), WithinAmount(), PhaseOpens()],
    "budgets.read": [SignedIn(), HasRole(*READERS)],
    "budgets.edit_budget": [SignedIn(), HasRole(*MANAGERS), BallotNotFixed()],
    "budgets.review_project": [SignedIn(), HasRole(*REVIEWERS), BallotNotFixed()],
    "budgets.record_paper_ballots": [
        SignedIn(),
        HasRole(*COUNTERS),
        VotingStarted(),
        VoteIs(VoteState.OPEN, VoteState.CLOSED, VoteState.COUNTED),
    ],
    "budgets.withdraw_paper_batch": [
        SignedIn(),
        HasRole(*COUNTERS),
        VoteIs(VoteState.OPEN, VoteState.CLOSED, VoteState.COUNTED),
    ],
    "budgets.close_vote": [
        SignedIn(),
        HasRole(*MANAGERS),
        VotingStarted(),
        VoteIs(VoteState.OPEN),
    ],
    "budgets.count_vote": [
        SignedIn(),
        HasRole(*MANAGERS),
        VoteIs(VoteState.CLOSED, VoteState.COUNTED),
    ],
    "budgets.publish_results": [SignedIn(), HasRole(*MANAGERS), VoteIs(VoteState.COUNTED)],
}
