"""Casting ballots, online and on paper."""

from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared_apps.audit.models import AuditEvent
from shared_apps.permissions.errors import DomainError, Refused
from tenant_apps.budgets import actions, tasks
from tenant_apps.budgets.choices import Channel, ProjectState
from tenant_apps.budgets.forms import RecordPaperBallotsForm
from tenant_apps.budgets.models import Ballot, BallotChoice, PaperBatch, new_receipt
from tenant_apps.contributions.choices import CharterRule, ContributionState
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.budgets import ProjectFactory, ballot_of, budget_in

pytestmark = pytest.mark.django_db


def counter() -> Any:
    return UserFactory.create(roles=["counter_agent"])


def chosen(ballot: Ballot) -> set[int]:
    return set(ballot.choices.values_list("project", flat=True))


def test_cast_ballot_records_the_choices(city: CitySnapshot) -> None:
    budget, voter = budget_in("voting"), UserFactory.create()
    projects = ProjectFactory.create_batch(3, budget=budget)

    ballot = actions.cast_ballot(budget=budget, projects=projects[:2], by=voter)

    assert chosen(ballot) == {project.pk for project in projects[:2]}
    assert (ballot.voter, ballot.channel, ballot.changed_at) == (voter, Channel.ONLINE, None)


def test_cast_ballot_again_replaces_and_keeps_the_receipt(city: CitySnapshot) -> None:
    budget, voter = budget_in("voting"), UserFactory.create()
    first, second = ProjectFactory.create_batch(2, budget=budget)
    before = actions.cast_ballot(budget=budget, projects=[first], by=voter)

    after = actions.cast_ballot(budget=budget, projects=[second], by=voter)

    assert Ballot.objects.count() == 1
    assert (after.pk, after.receipt) == (before.pk, before.receipt)
    assert after.changed_at is not None
    assert chosen(after) == {second.pk}


def test_cast_ballot_takes_a_project_once(city: CitySnapshot) -> None:
    budget = budget_in("voting", amount=10_000)
    project = ProjectFactory.create(budget=budget)
    ballot = actions.cast_ballot(budget=budget, projects=[project] * 3, by=UserFactory.create())
    assert chosen(ballot) == {project.pk}


def test_cast_ballot_over_the_amount_is_refused(city: CitySnapshot) -> None:
    budget = budget_in("voting", amount=19_999)
    projects = ProjectFactory.create_batch(2, budget=budget)
    with pytest.raises(actions.BallotOverBudget):
        actions.cast_ballot(budget=budget, projects=projects, by=UserFactory.create())
    assert not Ballot.objects.exists()


def test_cast_ballot_reads_costs_and_not_what_is_sent(city: CitySnapshot) -> None:
    budget = budget_in("voting", amount=5_000)
    project = ProjectFactory.create(budget=budget)
    project.cost = 1
    with pytest.raises(actions.BallotOverBudget):
        actions.cast_ballot(budget=budget, projects=[project], by=UserFactory.create())


def test_cast_ballot_for_nothing_is_refused(city: CitySnapshot) -> None:
    with pytest.raises(actions.EmptyBallot):
        actions.cast_ballot(budget=budget_in("voting"), projects=[], by=UserFactory.create())


@pytest.mark.parametrize("why", ["other budget", "not retained", "hidden", "withdrawn"])
def test_cast_ballot_only_for_projects_on_the_ballot(city: CitySnapshot, why: str) -> None:
    budget = budget_in("voting")
    off: dict[str, dict[str, Any]] = {
        "other budget": {"budget": budget_in("voting")},
        "not retained": {"state": ProjectState.NOT_RETAINED, "reason": "No."},
        "hidden": {
            "contribution__state": ContributionState.HIDDEN,
            "contribution__hidden_rule": CharterRule.values[0],
        },
        "withdrawn": {"contribution__state": ContributionState.WITHDRAWN},
    }
    forged = ProjectFactory.create(**{"budget": budget, **off[why]})
    with pytest.raises(actions.ProjectNotOnBallot):
        actions.cast_ballot(
            budget=budget,
            projects=[ProjectFactory.create(budget=budget), forged],
            by=UserFactory.create(),
        )
    assert not Ballot.objects.exists()


@pytest.mark.parametrize("phase", ["submission", "review", "results", "works"])
def test_cast_ballot_outside_the_phase_is_refused(city: CitySnapshot, phase: str) -> None:
    budget = budget_in(phase)
    with pytest.raises(Refused):
        actions.cast_ballot(
            budget=budget,
            projects=[ProjectFactory.create(budget=budget)],
            by=UserFactory.create(),
        )


def test_cast_ballot_mails_the_receipt(
    city: CitySnapshot, django_capture_on_commit_callbacks: Any
) -> None:
    budget, voter = budget_in("voting"), UserFactory.create()
    project = ProjectFactory.create(budget=budget, contribution__title="Secret garden")

    with django_capture_on_commit_callbacks(execute=True):
        ballot = actions.cast_ballot(budget=budget, projects=[project], by=voter)

    assert [message.to for message in mail.outbox] == [[voter.email]]
    assert ballot.receipt in mail.outbox[0].body
    assert "Secret garden" not in mail.outbox[0].body


def test_receipts_of_a_burst_leave_once_each(
    city: CitySnapshot, django_capture_on_commit_callbacks: Any
) -> None:
    budget = budget_in("voting")
    project = ProjectFactory.create(budget=budget)
    voters = UserFactory.create_batch(3)
    for voter in voters:  # the broker is away: nothing is sent on commit
        actions.cast_ballot(budget=budget, projects=[project], by=voter)

    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            tasks.send_some_receipts()

    assert sorted(message.to[0] for message in mail.outbox) == sorted(v.email for v in voters)
    assert not Ballot.objects.filter(is_receipt_due=True).exists()


def test_no_receipt_after_publication(city: CitySnapshot) -> None:
    budget = budget_in("voting")
    project = ProjectFactory.create(budget=budget)
    actions.cast_ballot(budget=budget, projects=[project], by=UserFactory.create())
    actions.detach_voters(budget)
    assert tasks.send_some_receipts() == 0
    assert mail.outbox == []


def test_cast_ballot_queries(city: CitySnapshot, django_assert_num_queries: Any) -> None:
    budget, voter = budget_in("voting"), UserFactory.create()
    projects = ProjectFactory.create_batch(5, budget=budget)
    # savepoint, budget, phases (which a view has loaded), ballot, choices, audit, release
    with django_assert_num_queries(7):
        actions.cast_ballot(budget=budget, projects=projects, by=voter)


def test_receipts_are_hard_to_guess() -> None:
    receipts = {new_receipt() for _ in range(1000)}
    assert len(receipts) == 1000
    assert all(len(receipt) == 19 for receipt in receipts)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    costs=st.lists(st.integers(1, 60_000), min_size=1, max_size=8),
    amount=st.integers(1, 120_000),
)
def test_no_ballot_ever_costs_more_than_the_budget(
    city: CitySnapshot, costs: list[int], amount: int
) -> None:
    with transaction.atomic():
        budget = budget_in("voting", amount=amount)
        projects = [ProjectFactory.create(budget=budget, cost=cost) for cost in costs]
        try:
            ballot = actions.cast_ballot(budget=budget, projects=projects, by=UserFactory.create())
        except actions.BallotOverBudget:
            assert sum(costs) > amount
        else:
            total = sum(choice.project.cost or 0 for choice in ballot.choices.all())
            assert total == sum(costs) <= amount
        transaction.set_rollback(True)


def test_record_paper_ballots_are_ballots(city: CitySnapshot) -> None:
    budget = budget_in("voting")
    first, second = (ProjectFactory.create(budget=budget, code=code) for code in (4, 17))

    batch = actions.record_paper_ballots(
        budget=budget, place="Town hall", ballots=[[4, 17], [17], [4]], by=counter()
    )

    ballots = list(batch.ballots.all())
    assert batch.ballot_count == len(ballots) == 3
    assert {ballot.channel for ballot in ballots} == {Channel.PAPER}
    assert all(ballot.voter is None for ballot in ballots)
    assert BallotChoice.objects.filter(project=first).count() == 2
    assert BallotChoice.objects.filter(project=second).count() == 2


@pytest.mark.parametrize("ballots", [[[99]], [[4], []], [[4, 17]]])
def test_record_paper_ballots_that_cannot_be_are_refused(
    city: CitySnapshot, ballots: list[list[int]]
) -> None:
    budget = budget_in("voting", amount=15_000)
    for code in (4, 17):
        ProjectFactory.create(budget=budget, code=code)
    with pytest.raises(actions.PaperBallotInvalid):
        actions.record_paper_ballots(budget=budget, place="Hall", ballots=ballots, by=counter())
    assert not PaperBatch.objects.exists()


def test_paper_form_names_every_wrong_line_and_keeps_the_text(city: CitySnapshot) -> None:
    budget = budget_in("voting", amount=15_000)
    for code in (4, 17):
        ProjectFactory.create(budget=budget, code=code)
    text = "4\n\n 17, \n99\nfour\n4 17\n4 4"

    form = RecordPaperBallotsForm({"place": "Hall", "ballots": text}, budget=budget)

    assert not form.is_valid()
    named = [str(error).partition(":")[0].strip() for error in form.errors["ballots"]]
    assert named == ["Ligne 4", "Ligne 5", "Ligne 6", "Ligne 7"]
    assert form["ballots"].value() == text
    good = RecordPaperBallotsForm({"place": "Hall", "ballots": "4\n\n 17, \n"}, budget=budget)
    assert good.is_valid()
    assert good.cleaned_data["ballots"] == [[4], [17]]


def test_withdraw_paper_batch_takes_its_ballots(city: CitySnapshot) -> None:
    budget = budget_in("voting")
    project = ProjectFactory.create(budget=budget, code=4)
    online = ballot_of(budget, [project], UserFactory.create())
    batch = actions.record_paper_ballots(budget=budget, place="Hall", ballots=[[4]], by=counter())

    actions.withdraw_paper_batch(batch=batch, by=counter())

    assert list(Ballot.objects.all()) == [online]
    event = AuditEvent.objects.get(verb="budgets.withdraw_paper_batch")
    assert event.data == {"place": "Hall", "ballots": 1}


@pytest.mark.parametrize(
    "fields",
    [
        {"channel": "paper"},
        {"channel": "online", "changed_at": timezone.now().replace(year=2000)},
    ],
)
def test_database_refuses_impossible_ballots(city: CitySnapshot, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.create(budget=budget_in("voting"), cast_at=timezone.now(), **fields)


def test_database_keeps_one_ballot_per_person(city: CitySnapshot) -> None:
    budget, voter = budget_in("voting"), UserFactory.create()
    ballot_of(budget, [], voter)
    with pytest.raises(IntegrityError), transaction.atomic():
        ballot_of(budget, [], voter)


def test_domain_errors_have_codes_of_their_own() -> None:
    found = [
        error
        for error in vars(actions).values()
        if isinstance(error, type) and issubclass(error, DomainError) and error is not DomainError
    ]
    assert len({error.code for error in found}) == len(found) >= 7
