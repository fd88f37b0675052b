"""The secret of the vote: what is known of voters, when, and by whom."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from shared_apps.accounts.models import User
from shared_apps.audit.models import AuditEvent
from tenant_apps.budgets import actions, datasets
from tenant_apps.budgets.apps import BudgetsConfig
from tenant_apps.budgets.models import Ballot, Budget
from tenant_apps.notifications.models import Notification
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.budgets import ProjectFactory, budget_in


def module() -> BudgetsConfig:
    config = apps.get_app_config("budgets")
    assert isinstance(config, BudgetsConfig)
    return config


def cast(voter: User, **fields: Any) -> tuple[Budget, Ballot]:
    budget = budget_in("voting", **fields)
    projects = ProjectFactory.create_batch(2, budget=budget)
    return budget, actions.cast_ballot(budget=budget, projects=projects, by=voter)


def publish(budget: Budget) -> None:
    by = UserFactory.create(roles=["administrator"])
    actions.close_vote(budget=budget, by=by)
    actions.count_vote(budget=budget, by=by)
    actions.publish_results(budget=budget, by=by)


def test_audit_knows_that_somebody_voted_and_not_what(city: CitySnapshot) -> None:
    voter = UserFactory.create()
    budget, ballot = cast(voter)

    event = AuditEvent.objects.get(verb="budgets.cast_ballot")

    assert event.actor == voter
    assert (event.subject_type, event.subject_id) == ("budgets.budget", str(budget.pk))
    assert event.data == {"is_change": False}
    everything = json.dumps(list(AuditEvent.objects.values("data", "subject_id", "subject_type")))
    assert ballot.receipt not in everything
    assert str(ballot.pk) not in everything


def test_publication_removes_the_voters_and_their_minutes(
    city: CitySnapshot, django_capture_on_commit_callbacks: Any
) -> None:
    voter = UserFactory.create()
    with django_capture_on_commit_callbacks(execute=True):
        budget, ballot = cast(voter)
        actions.cast_ballot(budget=budget, projects=list(budget.projects.all()), by=voter)
        publish(budget)

    ballot.refresh_from_db()
    assert ballot.voter is None
    assert ballot.changed_at is None
    local = timezone.localtime(ballot.cast_at)
    assert (local.hour, local.minute, local.second) == (0, 0, 0)
    assert local.date() == timezone.localdate()
    assert ballot.choices.count() == 2
    assert not Notification.objects.filter(body__contains=ballot.receipt).exists()


LINKS = """
SELECT actor_id, project_id FROM audit_auditevent AS event
JOIN budgets_ballotchoice AS choice ON choice.xmin = event.xmin
WHERE event.verb = 'budgets.cast_ballot'
"""


def asked(statement: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def test_published_ballots_cannot_be_joined_to_the_audit_log(
    committed_database: None, city: CitySnapshot
) -> None:
    budget = budget_in("voting")
    projects = ProjectFactory.create_batch(3, budget=budget)
    for project in projects:
        actions.cast_ballot(budget=budget, projects=[project], by=UserFactory.create())
    before = set(Ballot.objects.values_list("pk", "receipt", "choices__project"))
    assert len(asked(LINKS)) == 3  # the rows of a vote do tell, as long as it may be changed

    publish(budget)

    assert asked(LINKS) == []
    on_disk = [key for (key,) in asked("SELECT id FROM budgets_ballot ORDER BY ctid")]
    assert on_disk == sorted(on_disk)
    assert set(Ballot.objects.values_list("pk", "receipt", "choices__project")) == before


def test_day_on_which_few_voted_is_not_kept(city: CitySnapshot) -> None:
    voter = UserFactory.create()
    budget, ballot = cast(voter)
    Ballot.objects.filter(pk=ballot.pk).update(cast_at=timezone.now() - timedelta(days=3))

    publish(budget)

    ballot.refresh_from_db()
    assert timezone.localdate(ballot.cast_at) == timezone.localdate()


def test_keys_of_ballots_do_not_tell_their_order(city: CitySnapshot) -> None:
    budget = budget_in("voting")
    project = ProjectFactory.create(budget=budget)
    keys = [
        actions.cast_ballot(budget=budget, projects=[project], by=UserFactory.create()).pk
        for _ in range(8)
    ]
    assert keys != sorted(keys)


def test_person_data_holds_the_ballot_until_publication(city: CitySnapshot) -> None:
    voter = UserFactory.create()
    budget, ballot = cast(voter)

    (found,) = module().person_data(voter)["ballots"]
    assert found["receipt"] == ballot.receipt
    assert found["projects"] == list(
        budget.projects.order_by("code").values_list("code", flat=True)
    )
    assert module().person_data(UserFactory.create()) == {"ballots": []}
    publish(budget)
    assert module().person_data(voter) == {"ballots": []}


def test_erase_person_withdraws_from_open_votes_and_leaves_closed_ones(city: CitySnapshot) -> None:
    voter = UserFactory.create()
    _open, withdrawn = cast(voter)
    closed, kept = cast(voter)
    actions.close_vote(budget=closed, by=UserFactory.create(roles=["administrator"]))

    module().erase_person(voter)

    assert [(ballot.pk, ballot.voter) for ballot in Ballot.objects.all()] == [(kept.pk, None)]
    assert kept.choices.count() == 2
    assert not Ballot.objects.filter(pk=withdrawn.pk).exists()


def rows(slug: str) -> list[dict[str, Any]]:
    (dataset,) = (dataset for dataset in datasets.DATASETS if dataset.slug == slug)
    found = [dict(row) for row in dataset.rows()]
    assert len(found) == dataset.count()
    assert all(set(row) == {column.code for column in dataset.columns} for row in found)
    dataset.updated_at()
    return found


def test_datasets_hold_no_votes_before_publication(city: CitySnapshot) -> None:
    budget, _ballot = cast(UserFactory.create())
    by = UserFactory.create(roles=["administrator"])
    actions.close_vote(budget=budget, by=by)
    actions.count_vote(budget=budget, by=by)

    assert rows("budget-ballots") == []
    assert {row["votes"] for row in rows("budget-projects")} == {None}
    assert {row["is_winner"] for row in rows("budget-projects")} == {None}
    assert [row["ballots_online"] for row in rows("budgets")] == [None]


def test_datasets_after_publication(city: CitySnapshot) -> None:
    budget, ballot = cast(UserFactory.create())
    publish(budget)

    codes = ",".join(map(str, budget.projects.order_by("code").values_list("code", flat=True)))
    assert rows("budget-ballots") == [
        {"budget": budget.process.slug, "ballot": 1, "channel": "online", "projects": codes}
    ]
    assert {row["votes"] for row in rows("budget-projects")} == {1}
    (row,) = rows("budgets")
    assert (row["ballots_online"], row["winners"], row["spent"]) == (1, 2, 20_000)
    assert ballot.receipt not in json.dumps(rows("budget-ballots"))


def test_unlisted_processes_stay_out_of_the_datasets(city: CitySnapshot) -> None:
    budget, _ballot = cast(UserFactory.create(), process__visibility="unlisted")
    publish(budget)
    for slug in ("budgets", "budget-projects", "budget-ballots"):
        assert rows(slug) == []


def test_api_shows_totals_only_after_publication(
    city: CitySnapshot, client_of: Any, django_capture_on_commit_callbacks: Any
) -> None:
    budget, _ballot = cast(UserFactory.create())
    slug, client = budget.process.slug, client_of(city)
    by = UserFactory.create(roles=["administrator"])
    actions.close_vote(budget=budget, by=by)
    actions.count_vote(budget=budget, by=by)

    found = client.get(f"/api/v1/budgets/{slug}/").json()
    assert (found["vote_state"], found["results"]) == ("closed", None)
    projects = client.get(f"/api/v1/budgets/{slug}/projects/").json()["results"]
    assert {(row["vote_count"], row["is_winner"]) for row in projects} == {(None, None)}

    with django_capture_on_commit_callbacks(execute=True):
        actions.publish_results(budget=budget, by=by)
    found = client.get(f"/api/v1/budgets/{slug}/").json()
    assert found["results"] == {"online": 1, "paper": 0, "winners": 2, "spent": 20_000}
    projects = client.get(f"/api/v1/budgets/{slug}/projects/").json()["results"]
    assert {(row["vote_count"], row["is_winner"]) for row in projects} == {(1, True)}
    assert client.post(f"/api/v1/budgets/{slug}/projects/").status_code in (403, 405)


@pytest.mark.parametrize("count", [1, 3])
def test_api_queries(
    city: CitySnapshot, client_of: Any, django_assert_num_queries: Any, count: int
) -> None:
    budget = budget_in("voting")
    ProjectFactory.create_batch(count, budget=budget)
    client = client_of(city)
    client.get("/api/v1/budgets/")
    with django_assert_num_queries(2):
        client.get("/api/v1/budgets/?page=1")
    with django_assert_num_queries(3):
        client.get(f"/api/v1/budgets/{budget.process.slug}/projects/")


def test_nobody_sees_choices_on_the_follow_up(city: CitySnapshot, client_of: Any) -> None:
    budget, _ballot = cast(UserFactory.create())
    Ballot.objects.update(cast_at=timezone.now() - timedelta(days=1))
    staff = client_of(city, UserFactory.create(roles=["administrator"]))

    page = staff.get(f"/manage/budgets/{budget.pk}/participation/").content.decode()
    assert "<svg" in page
    for project in budget.projects.select_related("contribution"):
        assert project.contribution.title not in page
    count = staff.get(f"/manage/budgets/{budget.pk}/count/").content.decode()
    assert "n’est pas encore clos" in count
    table = staff.get(f"/manage/budgets/{budget.pk}/projects.csv").content.decode("utf-8-sig")
    votes = [line.split(";")[7] for line in table.splitlines()[1:]]
    assert votes == ["", ""]
