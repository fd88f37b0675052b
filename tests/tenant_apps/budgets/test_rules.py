"""Who may do what with a budget: role by role, phase by phase, state by state."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from shared_apps.accounts.choices import StaffRole
from shared_apps.permissions import rules
from tenant_apps.budgets.choices import VOTE_TRANSITIONS, VoteState
from tenant_apps.budgets.models import Budget
from tenant_apps.processes.choices import ProcessState
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.budgets import PHASES, budget_in

pytestmark = pytest.mark.django_db

MANAGERS = {"administrator", "process_administrator"}
READERS = {*MANAGERS, "evaluator", "counter_agent", "reader"}
EVERYONE = {"resident", *StaffRole.values}
BEFORE_VOTE = {"submission", "review"}
FROM_VOTE_ON = {"voting", "results", "works"}
# verb: (who may, in which phases), for a vote that nobody has closed
MATRIX: dict[str, tuple[set[str], set[str]]] = {
    "budgets.submit_project": (EVERYONE, {"submission"}),
    "budgets.cast_ballot": (EVERYONE, {"voting"}),
    "budgets.read": (READERS, set(PHASES)),
    "budgets.edit_budget": (MANAGERS, BEFORE_VOTE),
    "budgets.review_project": ({*MANAGERS, "evaluator"}, BEFORE_VOTE),
    "budgets.record_paper_ballots": ({*MANAGERS, "counter_agent"}, FROM_VOTE_ON),
    "budgets.withdraw_paper_batch": ({*MANAGERS, "counter_agent"}, set(PHASES)),
    "budgets.close_vote": (MANAGERS, FROM_VOTE_ON),
    "budgets.count_vote": (MANAGERS, set()),
    "budgets.publish_results": (MANAGERS, set()),
}
# verb: states of the vote in which it is open, in the voting phase
STATES: dict[str, set[VoteState]] = {
    "budgets.cast_ballot": {VoteState.OPEN},
    "budgets.record_paper_ballots": {VoteState.OPEN, VoteState.CLOSED, VoteState.COUNTED},
    "budgets.withdraw_paper_batch": {VoteState.OPEN, VoteState.CLOSED, VoteState.COUNTED},
    "budgets.close_vote": {VoteState.OPEN},
    "budgets.count_vote": {VoteState.CLOSED, VoteState.COUNTED},
    "budgets.publish_results": {VoteState.COUNTED},
}


def people() -> dict[str, Any]:
    found = {role: UserFactory.create(roles=[role]) for role in StaffRole.values}
    return {"nobody": AnonymousUser(), "resident": UserFactory.create(), **found}


def at_state(budget: Budget, state: VoteState) -> Budget:
    order = list(VoteState)
    fields = ("closed_at", "counted_at", "results_published_at")
    for field in fields[: order.index(state)]:
        setattr(budget, field, timezone.now())
    return budget


def test_matrix_names_every_rule() -> None:
    declared = {verb for verb in rules.all_rules() if verb.startswith("budgets.")}
    assert declared == set(MATRIX)


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("verb", MATRIX)
def test_role_and_phase(city: CitySnapshot, verb: str, phase: str) -> None:
    budget = budget_in(phase)
    roles, phases = MATRIX[verb]

    allowed = {name for name, user in people().items() if rules.allows(verb, user, budget)}

    assert allowed == (roles if phase in phases else set())


@pytest.mark.parametrize("state", VoteState)
@pytest.mark.parametrize("verb", STATES)
def test_state_of_the_vote(city: CitySnapshot, verb: str, state: VoteState) -> None:
    budget = at_state(budget_in("voting"), state)
    administrator = UserFactory.create(roles=["administrator"])

    assert budget.vote_state == state
    assert rules.allows(verb, administrator, budget) == (state in STATES[verb])


def test_vote_transitions_follow_the_order_of_dates() -> None:
    order = list(VoteState)
    for state, followers in VOTE_TRANSITIONS.items():
        ahead = {follower for follower in followers if order.index(follower) > order.index(state)}
        assert ahead <= {order[order.index(state) + 1] if state != order[-1] else state}


@pytest.mark.parametrize(
    ("phase", "code"),
    [("submission", "phase_upcoming"), ("voting", ""), ("results", "phase_closed")],
)
def test_cast_ballot_says_why_not(city: CitySnapshot, phase: str, code: str) -> None:
    budget = budget_in(phase)

    refusal = rules.check("budgets.cast_ballot", UserFactory.create(), budget)

    assert (refusal.code if refusal else "") == code
    if refusal:
        assert refusal.remedy == budget.process.get_absolute_url()


def test_closed_early_says_that_the_vote_is_closed(city: CitySnapshot) -> None:
    budget = at_state(budget_in("voting"), VoteState.CLOSED)

    refusal = rules.check("budgets.cast_ballot", UserFactory.create(), budget)

    assert refusal is not None
    assert refusal.code == "voting_closed"


@pytest.mark.parametrize("state", [ProcessState.DRAFT, ProcessState.ARCHIVED])
def test_nothing_is_open_in_a_process_that_is_not_published(
    city: CitySnapshot, state: ProcessState
) -> None:
    for phase, verb in (("voting", "cast_ballot"), ("submission", "submit_project")):
        budget = budget_in(phase, process__state=state)
        assert not rules.allows(f"budgets.{verb}", UserFactory.create(), budget)


def test_rule_sheet_is_in_words(city: CitySnapshot) -> None:
    sheet = [str(line) for line in rules.rule_sheet("budgets.cast_ballot", budget_in("voting"))]
    assert len(sheet) == 4
    assert all(line.endswith(".") for line in sheet)
