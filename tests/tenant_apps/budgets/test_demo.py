"""The demo: Rennes' totals, and that its count really gives its winners."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from tenant_apps.budgets import demo
from tenant_apps.budgets.choices import Channel
from tenant_apps.budgets.demo import editions, election
from tenant_apps.budgets.models import Ballot, Budget, Project
from tenant_apps.budgets.queries.count import Count, counted
from tenant_apps.budgets.queries.home import is_voting
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory


def residents(count: int = 20) -> None:
    for number in range(count):
        UserFactory.create(email=f"resident-{number:03}@agen.test")


def test_election_is_the_same_for_the_same_town() -> None:
    def hold() -> election.Election:
        return election.hold(
            Random("x"), districts=[0, 1] * 40, voters=500, amount=3_500_000, winners=20
        )

    assert hold() == hold()


@pytest.mark.django_db
def test_rennes_keeps_its_totals(city: CitySnapshot) -> None:
    residents()
    editions.finished_in_rennes(replace(city, slug="rennes"), Random("rennes"))

    budget = Budget.objects.get()
    ballots = Ballot.objects.filter(budget=budget)
    assert budget.projects.count() == 525
    assert Project.objects.filter(budget=budget).on_ballot().count() == 234
    assert ballots.count() == 16_370
    assert ballots.filter(channel=Channel.ONLINE).count() == 13_048
    assert ballots.filter(channel=Channel.PAPER).count() == 3_322
    assert not ballots.filter(voter__isnull=False).exists()
    assert budget.projects.filter(is_winner=True).count() == 28
    count = counted(budget)
    assert count == Count.from_json(budget.count or {})
    assert len(count.winners) == 28
    assert count.spent <= budget.amount == 3_500_000
    titles = budget.projects.values_list("contribution__title", flat=True)
    assert len(set(titles)) == 525
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT max(total) FROM (SELECT sum(cost) AS total FROM budgets_ballotchoice c "
            "JOIN budgets_project p ON p.id = c.project_id GROUP BY ballot_id) AS ballots"
        )
        assert cursor.fetchone()[0] <= budget.amount
    batches = sum(batch.ballot_count for batch in budget.paper_batches.all())
    assert batches == 3_322


@pytest.mark.django_db
def test_the_vote_of_today_is_open_and_within_its_amount(city: CitySnapshot) -> None:
    residents(40)
    UserFactory.create(email="resident@agen.test")
    editions.open_in_rennes(replace(city, slug="rennes"), Random("rennes"))

    budget = Budget.objects.with_process().get()
    assert is_voting(budget)
    assert Project.objects.filter(budget=budget).on_ballot().count() == 40
    ballots = Ballot.objects.filter(budget=budget).prefetch_related("choices__project")
    assert ballots.count() == 40 + 46
    for ballot in ballots:
        costs = [choice.project.cost or 0 for choice in ballot.choices.all()]
        assert 0 < sum(costs) <= budget.amount
        assert ballot.cast_at <= timezone.now()
    assert not ballots.filter(voter__email="resident@agen.test").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["nanterre", "buxerolles", "cahors"])
def test_other_towns_have_right_counters(city: CitySnapshot, slug: str) -> None:
    residents()
    demo.seed(replace(city, slug=slug, population=10_200 if slug == "buxerolles" else 99_000))

    projects: Any = Project.objects.select_related("contribution")
    assert projects.count() == {"nanterre": 62, "buxerolles": 17, "cahors": 0}[slug]
    for project in projects:
        contribution = project.contribution
        assert contribution.support_count == contribution.supports.count()
        assert contribution.comment_count == contribution.comments.count()
        assert contribution.search
