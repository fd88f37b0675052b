"""Ideas: submitting, changing, withdrawing, statuses, who may, who is told."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from shared_apps.audit.models import AuditEvent
from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError, Refused
from tenant_apps.contributions.choices import ContributionState
from tenant_apps.contributions.models import Contribution
from tenant_apps.notifications.models import Notification
from tenant_apps.processes.choices import ProcessState
from tenant_apps.proposals import actions, queries
from tenant_apps.proposals.choices import NEEDS_ANSWER, STATUS_TRANSITIONS, ProposalStatus
from tenant_apps.proposals.models import Proposal
from tenants import registry
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.comments import CommentFactory
from tests.factories.engagement import FollowFactory, SupportFactory
from tests.factories.people import administrator, one_of_each
from tests.factories.processes import PhaseFactory, ProcessFactory
from tests.factories.proposals import ProposalFactory
from tests.threads import run_together

WORDS: dict[str, Any] = {"title": "Des bancs à l’ombre", "body": "Quatre bancs."}


def process_in(kind: str, *, days: int = -1, **fields: Any) -> Any:
    """A process with a phase of two days that began `days` from now."""
    process = ProcessFactory.create(**fields)
    start = timezone.now() + timedelta(days=days)
    PhaseFactory.create(
        process=process, kind=kind, starts_at=start, ends_at=start + timedelta(days=2)
    )
    return process


@pytest.mark.django_db
def test_submit_idea_publishes_it_in_the_permanent_box(city: CitySnapshot) -> None:
    person = UserFactory.create()

    idea = actions.submit_idea(by=person, **WORDS)

    assert idea.pk == idea.contribution.pk
    assert idea.status == ProposalStatus.RECEIVED
    assert idea.contribution.state == ContributionState.PUBLISHED
    assert AuditEvent.objects.get(verb="proposals.submit_idea").subject_id == str(idea.pk)


SUBMISSION = {
    # kind and days: refusal
    ("proposals.submission", -1): None,
    ("proposals.submission", 1): "phase_upcoming",
    ("proposals.submission", -3): "phase_closed",
    ("proposals.study", -1): "phase_closed",
    ("proposals.answer", -1): "phase_closed",
    ("processes.information", -1): "phase_closed",
}


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["resident", "administrator", "signed out", "inactive"])
@pytest.mark.parametrize(("kind", "days"), SUBMISSION)
def test_who_may_submit_and_when(city: CitySnapshot, who: str, kind: str, days: int) -> None:
    process = process_in(kind, days=days)
    person = {
        "resident": UserFactory.create(),
        "administrator": administrator(),
        "signed out": AnonymousUser(),
        "inactive": UserFactory.create(is_active=False),
    }[who]

    refusal = rules.check("proposals.submit_idea", person, process)

    expected = SUBMISSION[kind, days]
    if who in ("signed out", "inactive"):
        expected = "sign_in_needed"
    assert (refusal.code if refusal else None) == expected


@pytest.mark.django_db
def test_process_in_preparation_takes_no_ideas(city: CitySnapshot) -> None:
    process = process_in("proposals.submission", state=ProcessState.DRAFT, published_at=None)

    with pytest.raises(Refused):
        actions.submit_idea(by=UserFactory.create(), process=process, **WORDS)

    assert not Contribution.objects.exists()


MAY_CHANGE = {
    # who: (edit, withdraw) the author's idea
    "author": (True, True),
    "resident": (False, False),
    "administrator": (False, False),
    "signed out": (False, False),
}


@pytest.mark.django_db
@pytest.mark.parametrize("who", MAY_CHANGE)
@pytest.mark.parametrize("status", ProposalStatus)
@pytest.mark.parametrize("state", ["published", "withdrawn"])
def test_who_may_change_an_idea(
    city: CitySnapshot, who: str, status: ProposalStatus, state: str
) -> None:
    author = UserFactory.create()
    idea = ProposalFactory.create(
        contribution__author=author, contribution__state=state, status=status
    )
    person = {
        "author": author,
        "resident": UserFactory.create(),
        "administrator": administrator(),
        "signed out": AnonymousUser(),
    }[who]
    may_edit, may_withdraw = MAY_CHANGE[who]
    is_published = state == "published"

    edits = rules.allows("proposals.edit_idea", person, idea)
    withdraws = rules.allows("proposals.withdraw_idea", person, idea)

    assert edits == (may_edit and is_published and status == ProposalStatus.RECEIVED)
    assert withdraws == (may_withdraw and is_published)


@pytest.mark.django_db
def test_edit_and_withdraw_own_idea(city: CitySnapshot) -> None:
    author = UserFactory.create()
    idea = ProposalFactory.create(contribution__author=author)

    edited = actions.edit_idea(idea=idea, title="Des chaises", body="Trois.", by=author)
    assert edited.contribution.title == "Des chaises"
    assert [event.text for event in queries.history(edited)][1:]
    gone = actions.withdraw_idea(idea=idea, by=author)

    assert gone.contribution.state == ContributionState.WITHDRAWN
    assert not Proposal.objects.published().exists()
    with pytest.raises(Refused):
        actions.withdraw_idea(idea=idea, by=author)


MANAGERS = {"administrator", "process_administrator"}
STAFF = {
    "proposals.review_ideas": MANAGERS | {"evaluator", "moderator", "counter_agent", "reader"},
    "proposals.change_status": MANAGERS | {"evaluator"},
    "proposals.change_statuses": MANAGERS,
    "proposals.export_ideas": MANAGERS,
}


@pytest.mark.django_db
@pytest.mark.parametrize("verb", STAFF)
def test_which_roles_may(city: CitySnapshot, verb: str) -> None:
    allowed = {role for role, person in one_of_each().items() if rules.allows(verb, person)}

    assert allowed == STAFF[verb]
    assert not rules.allows(verb, AnonymousUser())


@pytest.mark.django_db
@pytest.mark.parametrize(("before", "after"), list(product(ProposalStatus, ProposalStatus)))
def test_statuses_follow_their_table(
    city: CitySnapshot, before: ProposalStatus, after: ProposalStatus
) -> None:
    idea = ProposalFactory.create(status=before)
    agent = administrator()

    def change(answer: str) -> Proposal:
        return actions.change_status(idea=idea, status=after, answer=answer, by=agent)

    if after in STATUS_TRANSITIONS[before]:
        if after in NEEDS_ANSWER:
            with pytest.raises(actions.AnswerNeeded):
                change("  ")
        assert change("Parce que.").status == after
    elif after == before:
        with pytest.raises(DomainError):
            change("")
        assert change("Parce que.").answer == "Parce que."
    else:
        with pytest.raises(actions.WrongStatus):
            change("Parce que.")
    idea.refresh_from_db()
    assert (idea.answered_at is None) == (idea.answer == "")


@pytest.mark.django_db
def test_change_status_tells_everyone_around_once_but_the_agent(
    city: CitySnapshot, django_capture_on_commit_callbacks: Any
) -> None:
    agent = administrator()
    idea = ProposalFactory.create()
    contribution = idea.contribution
    follower = FollowFactory.create(contribution=contribution).user
    supporter = SupportFactory.create(contribution=contribution).user
    SupportFactory.create(contribution=contribution, user=follower)
    SupportFactory.create(contribution=contribution, user=agent)
    SupportFactory.create(contribution=contribution, user__is_active=False)
    commenter_id = CommentFactory.create(contribution=contribution).author_id
    UserFactory.create()

    with django_capture_on_commit_callbacks(execute=True):
        actions.change_status(
            idea=idea, status=ProposalStatus.ACCEPTED, answer="D’accord.", by=agent
        )

    told = list(Notification.objects.values_list("user_id", flat=True))
    expected = {contribution.author_id, follower.pk, supporter.pk, commenter_id}
    assert set(told) == expected
    assert len(told) == len(expected)
    assert "D’accord." in Notification.objects.get(user=supporter).body


@pytest.mark.django_db
def test_change_statuses_is_all_or_nothing(city: CitySnapshot) -> None:
    agent = administrator()
    ideas = [ProposalFactory.create(status=status) for status in ("received", "done")]

    with pytest.raises(actions.WrongStatus):
        actions.change_statuses(ideas=ideas, status=ProposalStatus.UNDER_STUDY, by=agent)
    assert Proposal.objects.filter(status="under_study").count() == 0
    actions.change_statuses(ideas=ideas[:1], status=ProposalStatus.UNDER_STUDY, by=agent)

    assert Proposal.objects.filter(status="under_study").count() == 1


def test_two_agents_at_once_decide_once(committed_database: None, city: CitySnapshot) -> None:
    agent = administrator()
    idea = ProposalFactory.create()

    results = run_together(
        *[
            lambda status=status: actions.change_status(
                idea=idea, status=status, answer="Parce que.", by=agent
            )
            for status in (ProposalStatus.ACCEPTED, ProposalStatus.NOT_RETAINED)
        ]
    )

    assert sum(isinstance(result, Proposal) for result in results) == 1
    assert AuditEvent.objects.filter(verb="proposals.change_status").count() == 1


@pytest.mark.django_db
def test_similar_ideas_share_words(city: CitySnapshot) -> None:
    person = UserFactory.create()
    made = actions.submit_idea(by=person, **WORDS)
    actions.submit_idea(by=person, title="Une piscine", body="De l’eau.")

    assert [card.pk for card in queries.similar("Un banc de plus à l’ombre")] == [made.pk]
    assert queries.similar("le la un") == []
    assert queries.similar("xylophone ' & | !") == []


@pytest.mark.django_db
def test_overdue_ideas_are_counted_for_those_who_answer(city: CitySnapshot) -> None:
    long_ago = timezone.now() - timedelta(days=40)
    ProposalFactory.create(status_changed_at=long_ago)
    ProposalFactory.create(status_changed_at=long_ago, status="done")
    ProposalFactory.create()
    app = registry.module("proposals")

    assert [entry[1] for entry in app.today(administrator())] == [1]
    assert list(app.today(UserFactory.create(roles=["moderator"]))) == []


@pytest.mark.django_db
def test_dataset_publishes_ideas_without_identity(city: CitySnapshot) -> None:
    idea = ProposalFactory.create(contribution__author__display_name="Jeanne Secrète")
    ProposalFactory.create(contribution__state="withdrawn")
    dataset = registry.module("proposals").datasets()[0]

    rows = list(dataset.rows())

    assert dataset.count() == len(rows) == 1
    assert list(rows[0]) == [column.code for column in dataset.columns]
    assert rows[0]["id"] == idea.pk
    assert "Jeanne" not in str(rows)
    assert dataset.updated_at() is not None


@pytest.mark.django_db
def test_module_declares_what_it_brings(city: CitySnapshot) -> None:
    app = registry.module("proposals")
    template = app.templates_of_process()[0]

    assert [draft.kind for draft in template.phases] == [kind.code for kind in app.phase_kinds()]
    assert app.usage() == {"ideas": 0}
    person = UserFactory.create()
    ProposalFactory.create(contribution__author=person)
    assert len(app.person_data(person)["ideas"]) == 1
