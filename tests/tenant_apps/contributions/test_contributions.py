"""Contributions: life cycle, visibility, search, forms, persons."""

from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from shared_apps.accounts.models import User
from shared_apps.audit.models import AuditEvent
from tenant_apps.contributions import actions
from tenant_apps.contributions.choices import (
    CONTRIBUTION_TRANSITIONS,
    CharterRule,
    ContributionState,
)
from tenant_apps.contributions.forms import ContributionForm
from tenant_apps.contributions.models import Contribution
from tenant_apps.contributions.queries import reachable
from tenant_apps.processes.choices import ProcessState, Visibility
from tenants import registry
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.processes import ProcessFactory

pytestmark = pytest.mark.django_db


def fields_of(state: ContributionState) -> dict[str, Any]:
    rule = CharterRule.INSULT if state == ContributionState.HIDDEN else ""
    return {"state": state, "hidden_rule": rule}


def move(contribution: Contribution, to: ContributionState, by: User) -> Contribution:
    if to == ContributionState.WITHDRAWN:
        return actions.withdraw_contribution(contribution=contribution, by=by)
    if to == ContributionState.HIDDEN:
        return actions.hide_contribution(contribution=contribution, rule=CharterRule.INSULT, by=by)
    return actions.restore_contribution(contribution=contribution, by=by)


@pytest.mark.parametrize(
    ("before", "after"),
    list(
        product(
            ContributionState,
            (ContributionState.WITHDRAWN, ContributionState.HIDDEN, ContributionState.PUBLISHED),
        )
    ),
)
def test_life_cycle_follows_its_table(
    city: CitySnapshot, before: ContributionState, after: ContributionState
) -> None:
    person = UserFactory.create()
    contribution = ContributionFactory.create(author=person, **fields_of(before))
    is_allowed = after in CONTRIBUTION_TRANSITIONS[before] and before != ContributionState.DRAFT

    if is_allowed or (before == ContributionState.DRAFT and after == ContributionState.WITHDRAWN):
        assert move(contribution, after, person).state == after
    else:
        with pytest.raises(actions.WrongContributionState):
            move(contribution, after, person)
        contribution.refresh_from_db()
        assert contribution.state == before


def test_publish_contribution_makes_excerpt_and_event(city: CitySnapshot) -> None:
    person = UserFactory.create()

    made = actions.publish_contribution(
        kind="proposals.idea", title="Des bancs", body="Un texte. " * 60, by=person
    )

    assert made.state == ContributionState.PUBLISHED
    assert len(made.excerpt) <= actions.EXCERPT_LENGTH + 1
    assert AuditEvent.objects.get(verb="contributions.publish_contribution").actor == person


@pytest.mark.parametrize("words", ["ecole", "écoles", "ÉCOLE", "ombragées", "thabor"])
def test_search_finds_any_form_without_accents(city: CitySnapshot, words: str) -> None:
    made = actions.publish_contribution(
        kind="proposals.idea",
        title="Verdir les écoles",
        body="Des cours ombragées.",
        place="Thabor",
        by=UserFactory.create(),
    )

    assert list(Contribution.objects.search_for(words)) == [made]


def test_search_follows_edits(city: CitySnapshot) -> None:
    person = UserFactory.create()
    made = actions.publish_contribution(
        kind="proposals.idea", title="Une fontaine", body="De l’eau.", by=person
    )

    actions.edit_contribution(contribution=made, title="Un banc", body="Du bois.", by=person)

    assert not Contribution.objects.search_for("fontaine").exists()
    assert Contribution.objects.search_for("bancs").get().edited_at is not None


@pytest.mark.parametrize("text", ["", "'", "a & | !", '"', "<script>", "%", "--", "\\"])
def test_search_takes_any_text(city: CitySnapshot, text: str) -> None:
    assert list(Contribution.objects.search_for(text)) == []


SEEN = {
    # state: (signed out, another resident, author, staff)
    ContributionState.DRAFT: (False, False, True, False),
    ContributionState.PUBLISHED: (True, True, True, True),
    ContributionState.WITHDRAWN: (False, False, True, True),
    ContributionState.HIDDEN: (False, False, True, True),
}


@pytest.mark.parametrize("state", ContributionState)
def test_visible_to_depends_on_state_and_reader(
    city: CitySnapshot, state: ContributionState
) -> None:
    author = UserFactory.create()
    readers = (
        AnonymousUser(),
        UserFactory.create(),
        author,
        UserFactory.create(roles=["moderator"]),
    )
    ContributionFactory.create(author=author, **fields_of(state))

    seen = tuple(Contribution.objects.visible_to(reader).exists() for reader in readers)

    assert seen == SEEN[state]


def test_published_leaves_out_processes_in_preparation(city: CitySnapshot) -> None:
    draft = ProcessFactory.create(state=ProcessState.DRAFT, published_at=None)
    unlisted = ProcessFactory.create(visibility=Visibility.UNLISTED)
    archived = ProcessFactory.create(state=ProcessState.ARCHIVED)
    ContributionFactory.create(process=draft, title="draft")
    ContributionFactory.create(process=unlisted, title="unlisted")
    ContributionFactory.create(process=archived, title="archived")
    ContributionFactory.create(title="box")

    published = set(Contribution.objects.published().values_list("title", flat=True))
    listed = set(Contribution.objects.listed().values_list("title", flat=True))

    assert published == {"unlisted", "archived", "box"}
    assert listed == {"archived", "box"}


def test_reachable_leaves_out_modules_switched_off(city: CitySnapshot) -> None:
    idea = ContributionFactory.create()

    assert list(reachable(AnonymousUser(), {"proposals"})) == [idea]
    assert not reachable(AnonymousUser(), {"budgets"}).exists()


def test_hidden_contribution_has_a_rule_in_the_database_too(city: CitySnapshot) -> None:
    contribution = ContributionFactory.create()

    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.filter(pk=contribution.pk).update(state=ContributionState.HIDDEN)


def test_form_keeps_the_title_on_one_line(city: CitySnapshot) -> None:
    form = ContributionForm({"title": "  Des   bancs\n ici ", "body": "Texte", "place": ""})

    assert form.is_valid()
    assert form.cleaned_data["title"] == "Des bancs ici"


def test_form_refuses_empty_and_long_texts(city: CitySnapshot) -> None:
    form = ContributionForm({"title": "x" * 141, "body": "x" * 10_001, "place": "x" * 141})

    assert set(form.errors) == {"title", "body", "place"}
    assert set(ContributionForm({"title": "abc", "body": " "}).errors) == {"title", "body"}


def test_erase_person_keeps_published_words_without_name(city: CitySnapshot) -> None:
    person = UserFactory.create()
    published = ContributionFactory.create(author=person)
    draft = ContributionFactory.create(author=person, state=ContributionState.DRAFT)
    app = next(app for app in registry.city_apps() if app.label == "contributions")

    assert len(app.person_data(person)["contributions"]) == 2
    app.erase_person(person)

    published.refresh_from_db()
    assert published.author is None
    assert not Contribution.objects.filter(pk=draft.pk).exists()
