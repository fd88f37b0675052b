"""Closing, counting, publishing; the greedy rule whatever the numbers."""

import random
from typing import Any

import pytest
from django.core import mail
from hypothesis import given, settings
from hypothesis import strategies as st

from shared_apps.permissions.errors import Refused
from tenant_apps.budgets import actions
from tenant_apps.budgets.choices import Outcome, VoteState
from tenant_apps.budgets.models import Ballot, Budget, Project
from tenant_apps.budgets.queries.count import Candidate, Count, counted, greedy
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.budgets import ProjectFactory, ballot_of, budget_in

candidates = st.lists(
    st.builds(
        Candidate,
        project=st.integers(1, 10_000),
        code=st.integers(1, 10_000),
        cost=st.integers(1, 500_000),
        online=st.integers(0, 40),
        paper=st.integers(0, 40),
    ),
    max_size=60,
    unique_by=lambda one: one.code,
)


@settings(max_examples=300, deadline=None)
@given(amount=st.integers(1, 2_000_000), found=candidates, seed=st.integers())
def test_greedy_never_exceeds_and_does_not_depend_on_order(
    amount: int, found: list[Candidate], seed: int
) -> None:
    steps = greedy(amount, found)

    shuffled = list(found)
    random.Random(seed).shuffle(shuffled)
    assert greedy(amount, shuffled) == steps
    assert sum(step.cost for step in steps if step.is_taken) <= amount
    assert sorted(step.code for step in steps) == sorted(one.code for one in found)
    votes = [step.votes for step in steps]
    assert votes == sorted(votes, reverse=True)


@settings(max_examples=200, deadline=None)
@given(amount=st.integers(1, 2_000_000), found=candidates)
def test_greedy_leaves_out_only_what_does_not_fit(amount: int, found: list[Candidate]) -> None:
    left = amount
    for step in greedy(amount, found):
        assert step.left == left
        if step.is_taken:
            left -= step.cost
        elif step.outcome == Outcome.TOO_EXPENSIVE:
            assert step.missing == step.cost - left > 0
        else:
            assert step.votes == 0
    assert left >= 0


def test_greedy_ties_go_to_the_cheaper_then_the_lower_number() -> None:
    found = [Candidate(1, 3, 50, 5), Candidate(2, 2, 40, 5), Candidate(3, 1, 40, 5)]
    assert [step.code for step in greedy(1000, found)] == [1, 2, 3]


def test_greedy_passes_over_and_goes_on() -> None:
    found = [Candidate(1, 1, 60, 9), Candidate(2, 2, 50, 8), Candidate(3, 3, 40, 7, 1)]
    outcomes = {step.code: step.outcome for step in greedy(100, found)}
    assert outcomes == {1: "taken", 2: "too_expensive", 3: "taken"}


@given(found=candidates)
def test_snapshot_comes_back_as_it_was(found: list[Candidate]) -> None:
    count = Count(amount=1_000, online=3, paper=2, steps=greedy(1_000, found))
    assert Count.from_json(count.as_json()) == count


def manager() -> Any:
    return UserFactory.create(roles=["administrator"])


def voted() -> Budget:
    """Two online ballots and one on paper: 2 votes for A, 1 for B, 1 for C, none for D."""
    budget = budget_in("voting", amount=20_000)
    a, b, _c, _d = (
        ProjectFactory.create(budget=budget, code=code, contribution__title=title)
        for code, title in enumerate("ABCD", 1)
    )
    ballot_of(budget, [a, b], UserFactory.create())
    ballot_of(budget, [a], UserFactory.create())
    actions.record_paper_ballots(budget=budget, place="Hall", ballots=[[3]], by=manager())
    return budget


@pytest.mark.django_db
def test_counted_adds_both_channels(city: CitySnapshot, django_assert_num_queries: Any) -> None:
    budget = voted()
    with django_assert_num_queries(3):
        count = counted(budget)
    assert (count.online, count.paper, count.spent, count.left) == (2, 1, 20_000, 0)
    assert [(step.code, step.online, step.paper) for step in count.steps] == [
        (1, 2, 0),
        (2, 1, 0),
        (3, 0, 1),
        (4, 0, 0),
    ]
    assert [step.code for step in count.winners] == [1, 2]


@pytest.mark.django_db
def test_a_vote_is_closed_then_counted_then_published(city: CitySnapshot) -> None:
    budget, by = voted(), manager()
    with pytest.raises(Refused):
        actions.count_vote(budget=budget, by=by)
    with pytest.raises(Refused):
        actions.publish_results(budget=budget, by=by)

    assert actions.close_vote(budget=budget, by=by).vote_state == VoteState.CLOSED
    actions.count_vote(budget=budget, by=by)
    assert not Project.objects.filter(vote_count__isnull=False).exists()
    published = actions.publish_results(budget=budget, by=by)

    assert published.vote_state == VoteState.PUBLISHED
    assert list(
        Project.objects.order_by("code").values_list("code", "vote_count", "rank", "is_winner")
    ) == [(1, 2, 1, True), (2, 1, 2, True), (3, 1, 3, False), (4, 0, 4, False)]
    for again in (actions.close_vote, actions.count_vote, actions.publish_results):
        with pytest.raises(Refused):
            again(budget=budget, by=by)


@pytest.mark.django_db
def test_paper_after_the_count_makes_it_count_again(city: CitySnapshot) -> None:
    budget, by = voted(), manager()
    actions.close_vote(budget=budget, by=by)
    actions.count_vote(budget=budget, by=by)

    actions.record_paper_ballots(budget=budget, place="Late box", ballots=[[3], [3]], by=by)

    budget.refresh_from_db()
    assert budget.vote_state == VoteState.CLOSED
    with pytest.raises(Refused):
        actions.publish_results(budget=budget, by=by)
    assert [step.code for step in actions.count_vote(budget=budget, by=by).winners] == [3, 1]


@pytest.mark.django_db
def test_publish_results_counts_again_first(city: CitySnapshot) -> None:
    budget, by = voted(), manager()
    actions.close_vote(budget=budget, by=by)
    actions.count_vote(budget=budget, by=by)
    Ballot.objects.filter(channel="online").first().delete()  # type: ignore[union-attr]

    with pytest.raises(actions.CountOutdated):
        actions.publish_results(budget=budget, by=by)

    assert not Budget.objects.with_results().exists()


@pytest.mark.django_db
def test_publish_results_tells_the_authors(
    city: CitySnapshot, django_capture_on_commit_callbacks: Any
) -> None:
    budget, by = voted(), manager()
    actions.close_vote(budget=budget, by=by)
    actions.count_vote(budget=budget, by=by)
    with django_capture_on_commit_callbacks(execute=True):
        actions.publish_results(budget=budget, by=by)
    subjects = sorted(message.subject.replace("\u00a0", " ") for message in mail.outbox)
    assert len(subjects) == 4
    assert sum(subject.endswith("est choisi") for subject in subjects) == 2
    assert sum(subject.endswith("n’est pas choisi") for subject in subjects) == 2
