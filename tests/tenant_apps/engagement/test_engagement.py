"""Supports and follows: races, rules, fragments."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from shared_apps.audit.models import AuditEvent
from shared_apps.permissions.errors import Refused
from tenant_apps.contributions.choices import CharterRule, ContributionState
from tenant_apps.contributions.models import Contribution
from tenant_apps.engagement import actions, queries
from tenant_apps.engagement.models import Follow, Support
from tenants import registry
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.processes import PhaseFactory, ProcessFactory
from tests.factories.proposals import ProposalFactory
from tests.threads import run_together


def counted(contribution: Contribution) -> tuple[int, int, int]:
    """Support counter, supports, follows counter."""
    contribution.refresh_from_db()
    return (
        contribution.support_count,
        Support.objects.filter(contribution=contribution).count(),
        contribution.follow_count,
    )


def test_two_taps_at_once_are_one_support(committed_database: None, city: CitySnapshot) -> None:
    contribution, person = ContributionFactory.create(), UserFactory.create()

    results = run_together(
        *[lambda: actions.support(contribution=contribution, by=person) for _ in range(6)]
    )

    assert all(isinstance(result, Contribution) for result in results)
    assert counted(contribution) == (1, 1, 0)
    assert AuditEvent.objects.filter(verb="engagement.support").count() == 1


def test_many_people_at_once_are_all_counted(committed_database: None, city: CitySnapshot) -> None:
    contribution = ContributionFactory.create()
    people = UserFactory.create_batch(8)

    run_together(
        *[
            lambda person=person: actions.support(contribution=contribution, by=person)
            for person in people
        ]
    )

    assert counted(contribution) == (8, 8, 0)


def test_support_and_withdrawal_at_once_leave_the_counter_right(
    committed_database: None, city: CitySnapshot
) -> None:
    contribution = ContributionFactory.create()
    person, other = UserFactory.create_batch(2)
    actions.support(contribution=contribution, by=person)

    run_together(
        lambda: actions.withdraw_support(contribution=contribution, by=person),
        lambda: actions.withdraw_support(contribution=contribution, by=person),
        lambda: actions.support(contribution=contribution, by=other),
    )

    assert counted(contribution) == (1, 1, 0)


@pytest.mark.django_db
def test_follow_and_unfollow_twice_change_nothing_more(city: CitySnapshot) -> None:
    contribution, person = ContributionFactory.create(), UserFactory.create()

    actions.follow(contribution=contribution, by=person)
    actions.follow(contribution=contribution, by=person)
    assert counted(contribution)[2] == Follow.objects.count() == 1
    actions.unfollow(contribution=contribution, by=person)
    actions.unfollow(contribution=contribution, by=person)

    assert counted(contribution)[2] == Follow.objects.count() == 0


def phase_of(kind: str, when: str) -> Any:
    """A process with one phase, open, over or to come."""
    now = timezone.now()
    start = {"open": -1, "over": -3, "upcoming": 1}[when]
    process = ProcessFactory.create()
    PhaseFactory.create(
        process=process,
        kind=kind,
        starts_at=now + timedelta(days=start),
        ends_at=now + timedelta(days=start + 2),
    )
    return process


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "when", "code"),
    [
        ("proposals.submission", "open", None),
        ("proposals.study", "open", None),
        ("proposals.answer", "open", "phase_closed"),
        ("proposals.submission", "over", "phase_closed"),
        ("proposals.submission", "upcoming", "phase_upcoming"),
    ],
)
@pytest.mark.parametrize("action", [actions.support, actions.withdraw_support])
def test_supports_follow_the_phase(
    city: CitySnapshot, kind: str, when: str, code: str | None, action: Any
) -> None:
    contribution = ContributionFactory.create(process=phase_of(kind, when))
    person = UserFactory.create()

    if code is None:
        action(contribution=contribution, by=person)
    else:
        with pytest.raises(Refused) as caught:
            action(contribution=contribution, by=person)
        assert caught.value.code == code


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"state": ContributionState.WITHDRAWN},
        {"state": ContributionState.HIDDEN, "hidden_rule": CharterRule.INSULT},
    ],
)
def test_support_of_what_is_not_published_is_refused(
    city: CitySnapshot, fields: dict[str, Any]
) -> None:
    contribution = ContributionFactory.create(**fields)

    with pytest.raises(Refused):
        actions.support(contribution=contribution, by=UserFactory.create())


@pytest.mark.django_db
def test_support_by_htmx_answers_the_control(city: CitySnapshot, client_of: Any) -> None:
    idea = ProposalFactory.create()
    client = client_of(city, UserFactory.create())

    answer = client.post(f"/engagement/{idea.pk}/support/", headers={"HX-Request": "true"})

    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert 'aria-pressed="true"' in answer.text
    assert f"/engagement/{idea.pk}/withdraw-support/" in answer.text


@pytest.mark.django_db
def test_support_without_script_goes_back_to_the_idea(city: CitySnapshot, client_of: Any) -> None:
    idea = ProposalFactory.create()
    client = client_of(city, UserFactory.create())

    answer = client.post(f"/engagement/{idea.pk}/support/")

    assert answer.status_code == 302
    assert answer["Location"] == f"/ideas/{idea.pk}/"
    assert counted(idea.contribution)[0] == 1


@pytest.mark.django_db
def test_support_signed_out_goes_to_sign_in_and_comes_back(
    city: CitySnapshot, client_of: Any
) -> None:
    idea = ProposalFactory.create()

    answer = client_of(city).post(f"/engagement/{idea.pk}/support/")
    back = client_of(city, UserFactory.create()).get(f"/engagement/{idea.pk}/support/")

    assert "next=%2Fengagement" in answer["Location"]
    assert back["Location"] == f"/ideas/{idea.pk}/"
    assert counted(idea.contribution) == (0, 0, 0)


@pytest.mark.django_db
def test_support_by_htmx_in_a_closed_phase_says_why(city: CitySnapshot, client_of: Any) -> None:
    process = phase_of("proposals.submission", "over")
    idea = ProposalFactory.create(contribution__process=process)
    client = client_of(city, UserFactory.create())

    answer = client.post(f"/engagement/{idea.pk}/support/", headers={"HX-Request": "true"})

    assert answer.status_code == 200
    assert "<form" not in answer.text
    assert client.post(f"/engagement/{idea.pk}/support/").status_code == 403
    assert counted(idea.contribution) == (0, 0, 0)


@pytest.mark.django_db
def test_supported_ids_and_engagement_are_one_query_each(
    city: CitySnapshot, django_assert_num_queries: Any
) -> None:
    person = UserFactory.create()
    contributions = ContributionFactory.create_batch(3)
    actions.support(contribution=contributions[1], by=person)

    with django_assert_num_queries(1):
        assert queries.supported_ids(person, contributions) == {contributions[1].pk}
    with django_assert_num_queries(1):
        assert queries.engagement(person, contributions[1]).is_supported


@pytest.mark.django_db
def test_erase_person_takes_supports_out_of_the_counts(city: CitySnapshot) -> None:
    contribution = ContributionFactory.create()
    person, other = UserFactory.create_batch(2)
    for who in (person, other):
        actions.support(contribution=contribution, by=who)
        actions.follow(contribution=contribution, by=who)
    app = next(app for app in registry.city_apps() if app.label == "engagement")

    assert app.person_data(person)["supports"] == [contribution.title]
    app.erase_person(person)

    assert counted(contribution) == (1, 1, 1)
