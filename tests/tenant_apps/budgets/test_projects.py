"""Filing and reviewing projects."""

from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from shared_apps.audit.models import AuditEvent
from shared_apps.permissions.errors import Refused
from tenant_apps.budgets import actions
from tenant_apps.budgets.choices import PROJECT_TRANSITIONS, ProjectState
from tenant_apps.budgets.models import Project
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.budgets import BudgetFactory, DistrictFactory, ProjectFactory, budget_in

pytestmark = pytest.mark.django_db


def evaluator() -> Any:
    return UserFactory.create(roles=["evaluator"])


def test_submit_project_is_public_at_once(city: CitySnapshot) -> None:
    budget, author = budget_in("submission"), UserFactory.create()
    district = DistrictFactory.create()

    project = actions.submit_project(
        budget=budget, title="A garden", body="With a shed.", district=district, by=author
    )

    assert project.state == ProjectState.SUBMITTED
    assert project.contribution.author == author
    assert project.contribution.process == budget.process
    assert list(Project.objects.published()) == [project]
    assert AuditEvent.objects.filter(verb="budgets.submit_project").count() == 1


def test_submit_project_after_the_end_is_refused(city: CitySnapshot) -> None:
    with pytest.raises(Refused) as refused:
        actions.submit_project(
            budget=budget_in("review"), title="A garden", body="Late.", by=UserFactory.create()
        )
    assert refused.value.code == "phase_closed"
    assert not Project.objects.exists()


@pytest.mark.parametrize("before", ProjectState)
@pytest.mark.parametrize("after", ProjectState)
def test_review_project_follows_the_transitions(
    city: CitySnapshot, before: ProjectState, after: ProjectState
) -> None:
    project = ProjectFactory.create(budget=budget_in("review"), state=before, reason="Because.")
    allowed = after == before or after in PROJECT_TRANSITIONS[before]

    if allowed:
        actions.review_project(project=project, state=after, reason="Because.", by=evaluator())
    else:
        with pytest.raises(actions.WrongProjectState):
            actions.review_project(project=project, state=after, reason="Because.", by=evaluator())

    project.refresh_from_db()
    assert project.state == (after if allowed else before)


def test_review_project_numbers_the_ballot(city: CitySnapshot) -> None:
    budget = budget_in("review")
    first = ProjectFactory.create(budget=budget, state=ProjectState.ADMISSIBLE, code=None)
    second = ProjectFactory.create(budget=budget, state=ProjectState.ADMISSIBLE, code=None)
    by = evaluator()

    for project in (first, second):
        actions.review_project(project=project, state=ProjectState.FEASIBLE, by=by)
    actions.review_project(project=first, state=ProjectState.ADMISSIBLE, by=by)
    again = actions.review_project(project=first, state=ProjectState.FEASIBLE, by=by, cost=7)

    second.refresh_from_db()
    assert (again.code, second.code, again.cost) == (1, 2, 7)


def test_review_project_needs_a_reason_and_a_cost(city: CitySnapshot) -> None:
    project = ProjectFactory.create(
        budget=budget_in("review"), state=ProjectState.ADMISSIBLE, cost=None, code=None
    )
    with pytest.raises(actions.ProjectIncomplete):
        actions.review_project(project=project, state=ProjectState.NOT_RETAINED, by=evaluator())
    with pytest.raises(actions.ProjectIncomplete):
        actions.review_project(project=project, state=ProjectState.FEASIBLE, by=evaluator())


def test_review_projects_all_or_none(city: CitySnapshot) -> None:
    budget = budget_in("review")
    good = ProjectFactory.create(budget=budget, state=ProjectState.ADMISSIBLE, code=None)
    bad = ProjectFactory.create(budget=budget, state=ProjectState.SUBMITTED, code=None)

    with pytest.raises(actions.WrongProjectState):
        actions.review_projects(projects=[good, bad], state=ProjectState.FEASIBLE, by=evaluator())

    good.refresh_from_db()
    assert good.state == ProjectState.ADMISSIBLE


def test_review_project_stops_when_the_vote_starts(city: CitySnapshot) -> None:
    project = ProjectFactory.create(budget=budget_in("voting"))
    with pytest.raises(Refused) as refused:
        actions.review_project(project=project, state=ProjectState.ADMISSIBLE, by=evaluator())
    assert refused.value.code == "ballot_fixed"


def test_review_project_tells_the_author(
    city: CitySnapshot, django_capture_on_commit_callbacks: Any
) -> None:
    project = ProjectFactory.create(
        budget=budget_in("review"), state=ProjectState.SUBMITTED, contribution__title="A pond"
    )
    with django_capture_on_commit_callbacks(execute=True):
        actions.review_project(
            project=project, state=ProjectState.NOT_RETAINED, reason="Too wet.", by=evaluator()
        )
    author = project.contribution.author
    assert author is not None
    assert [message.to for message in mail.outbox] == [[author.email]]
    assert "« A pond » n’est pas retenu" in mail.outbox[0].subject.replace("\u00a0", " ")
    assert "Too wet." in mail.outbox[0].body


def test_edit_budget_until_the_vote(city: CitySnapshot) -> None:
    manager = UserFactory.create(roles=["administrator"])
    budget = actions.edit_budget(budget=budget_in("review"), title="New", amount=7, by=manager)
    assert (budget.title, budget.amount) == ("New", 7)
    with pytest.raises(Refused):
        actions.edit_budget(budget=budget_in("voting"), title="New", amount=7, by=manager)


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "feasible", "cost": None},
        {"state": "feasible", "code": None},
        {"state": "not_retained", "reason": ""},
        {"is_winner": True, "vote_count": 0},
    ],
)
def test_database_refuses_incomplete_projects(city: CitySnapshot, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ProjectFactory.create(**fields)


def test_database_refuses_a_budget_without_money(city: CitySnapshot) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        BudgetFactory.create(amount=0)
