"""Ballots at the same instant, with real commits in real threads."""

import threading
import time
from typing import Any

import pytest
from django.db import connection, transaction

from shared_apps.permissions.errors import Refused
from tenant_apps.budgets import actions
from tenant_apps.budgets.models import Ballot, Budget
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.budgets import ProjectFactory, budget_in
from tests.threads import run_together


def test_cast_ballot_twice_at_once_gives_one_ballot(
    committed_database: None, city: CitySnapshot
) -> None:
    budget, voter = budget_in("voting"), UserFactory.create()
    lists = [[project] for project in ProjectFactory.create_batch(4, budget=budget)]

    results = run_together(
        *(
            lambda projects=projects: actions.cast_ballot(
                budget=budget, projects=projects, by=voter
            )
            for projects in lists
        )
    )

    assert all(isinstance(result, Ballot) for result in results), results
    ballot = Ballot.objects.get()
    assert ballot.choices.count() == 1


def test_ballots_of_different_voters_do_not_wait_for_each_other(
    committed_database: None, city: CitySnapshot
) -> None:
    budget = budget_in("voting")
    project = ProjectFactory.create(budget=budget)
    first, second = UserFactory.create_batch(2)

    with transaction.atomic():
        actions.cast_ballot(budget=budget, projects=[project], by=first)
        # The first one is not committed; a lock between voters would block the second here.
        (result,) = run_together(
            lambda: actions.cast_ballot(budget=budget, projects=[project], by=second)
        )
        assert isinstance(result, Ballot), result

    assert Ballot.objects.count() == 2


def test_closing_waits_for_a_ballot_that_is_being_cast(
    committed_database: None, city: CitySnapshot
) -> None:
    budget = budget_in("voting")
    project = ProjectFactory.create(budget=budget)
    voter, manager = UserFactory.create(), UserFactory.create(roles=["administrator"])
    is_cast, may_commit, is_closed = threading.Event(), threading.Event(), threading.Event()

    def vote() -> None:
        with transaction.atomic():
            actions.cast_ballot(budget=budget, projects=[project], by=voter)
            is_cast.set()
            may_commit.wait(10)

    def close() -> None:
        is_cast.wait(10)
        actions.close_vote(budget=budget, by=manager)
        is_closed.set()

    def watch() -> bool:
        is_cast.wait(10)
        time.sleep(0.3)
        closed_before_commit = is_closed.is_set()
        may_commit.set()
        return closed_before_commit

    results = run_together(vote, close, watch)

    assert results == [None, None, False]
    assert Budget.objects.get().closed_at > Ballot.objects.get().cast_at  # type: ignore[operator]


def test_ballot_waits_for_the_closing_and_is_refused(
    committed_database: None, city: CitySnapshot
) -> None:
    budget = budget_in("voting")
    project = ProjectFactory.create(budget=budget)
    voter, manager = UserFactory.create(), UserFactory.create(roles=["administrator"])
    is_closed = threading.Event()

    def close() -> None:
        with transaction.atomic():
            actions.close_vote(budget=budget, by=manager)
            is_closed.set()
            time.sleep(0.3)

    def vote() -> None:
        is_closed.wait(10)
        actions.cast_ballot(budget=budget, projects=[project], by=voter)

    _none, refused = run_together(close, vote)

    assert isinstance(refused, Refused), refused
    assert refused.code == "voting_closed"
    assert not Ballot.objects.exists()


def test_no_ballot_is_counted_after_closing_or_lost_before(
    committed_database: None, city: CitySnapshot
) -> None:
    budget = budget_in("voting")
    project = ProjectFactory.create(budget=budget)
    voters = UserFactory.create_batch(12)
    manager = UserFactory.create(roles=["administrator"])

    def vote(voter: Any) -> bool:
        try:
            actions.cast_ballot(budget=budget, projects=[project], by=voter)
        except Refused:
            return False
        return True

    def close_and_count() -> int:
        actions.close_vote(budget=budget, by=manager)
        return actions.count_vote(budget=budget, by=manager).ballots

    *cast, counted = run_together(
        *(lambda voter=voter: vote(voter) for voter in voters), close_and_count
    )

    assert counted == sum(cast) == Ballot.objects.count()


@pytest.fixture(autouse=True)
def no_connection_left() -> Any:
    yield
    connection.close()
