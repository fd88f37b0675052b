"""Answering: once, replaced, in time, and what stays of an erased person."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from shared_apps.permissions.errors import Refused
from tenant_apps.consultations import actions
from tenant_apps.consultations.models import Answer, AnswerValue, Question
from tenant_apps.consultations.queries.answers import Given, given_of, own_answer
from tenants import registry
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.consultations import (
    POSTED,
    SAID,
    full_answer,
    make_answer,
    questionnaire_in,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/consultations/{}/answer/"


def test_answer_questionnaire_keeps_each_value_in_its_type(city: CitySnapshot) -> None:
    questionnaire, resident = questionnaire_in("open"), UserFactory.create()
    given = full_answer(questionnaire)

    actions.answer_questionnaire(questionnaire=questionnaire, given=given, by=resident)

    answer = own_answer(questionnaire, resident)
    assert answer is not None
    assert list(given_of(answer).values()) == given
    questionnaire.refresh_from_db()
    assert questionnaire.answer_count == 1


def test_answer_questionnaire_again_replaces_the_answer(city: CitySnapshot) -> None:
    questionnaire, resident = questionnaire_in("open"), UserFactory.create()
    for number in (12, 13):
        given = full_answer(questionnaire, number)
        actions.answer_questionnaire(questionnaire=questionnaire, given=given, by=resident)

    answer = Answer.objects.get()

    assert answer.edited_at is not None
    assert set(answer.values.exclude(number=None).values_list("number", flat=True)) == {4, 13}
    questionnaire.refresh_from_db()
    assert questionnaire.answer_count == 1


@pytest.mark.parametrize("phase", ["before", "after"])
def test_answer_questionnaire_outside_its_phase_is_refused(city: CitySnapshot, phase: str) -> None:
    questionnaire = questionnaire_in(phase)

    with pytest.raises(Refused):
        actions.answer_questionnaire(questionnaire=questionnaire, given=[], by=UserFactory.create())

    assert not Answer.objects.exists()


def test_answer_questionnaire_with_foreign_or_missing_values_is_refused(
    city: CitySnapshot,
) -> None:
    questionnaire, other = questionnaire_in("open"), questionnaire_in("open")
    whole = full_answer(questionnaire)
    foreign_choice = other.ordered_questions[0].ordered_choices[0].pk
    wrong: list[list[Given]] = [
        whole[1:],
        [Given(whole[0].question_id, (foreign_choice,)), *whole[1:]],
        [*whole, Given(other.ordered_questions[0].pk, (foreign_choice,))],
    ]

    for given in wrong:
        with pytest.raises(actions.QuestionnaireChanged):
            actions.answer_questionnaire(
                questionnaire=questionnaire, given=given, by=UserFactory.create()
            )

    assert not Answer.objects.exists()


def bad_values(answer: Answer, questions: list[Question]) -> list[dict[str, Any]]:
    one, several, text, scale, _number = questions
    red, green, _blue = one.ordered_choices
    taken = {"answer": answer, "question": one, "choice": green}
    twice = {"question": several, "is_one_of_many": True}
    return [
        taken,  # a second choice of a single one
        {"answer": answer, "question": scale, "number": 3},  # a second number
        {**twice, "answer": answer, "choice": several.ordered_choices[0]},  # the same choice
        {"answer": answer, "question": text, "text": "more"},  # a second text
        {"question": text},  # nothing at all
        {"question": one, "choice": red, "text": "both"},
        {"question": text, "text": "one of many", "is_one_of_many": True},
    ]


@pytest.mark.parametrize("place", range(7))
def test_database_refuses_a_second_or_mixed_value(city: CitySnapshot, place: int) -> None:
    questionnaire = questionnaire_in("open")
    full, empty = make_answer(questionnaire, **SAID), make_answer(questionnaire)
    fields = {"answer": empty} | bad_values(full, questionnaire.ordered_questions)[place]

    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerValue.objects.create(**fields)


def test_form_to_receipt_and_back(city: CitySnapshot, client_of: Any) -> None:
    questionnaire, resident = questionnaire_in("open"), UserFactory.create()
    client = client_of(city, resident)
    address = ADDRESS.format(questionnaire.slug)

    sent = client.post(address, POSTED, follow=True)
    again = client.get(address)

    assert sent.redirect_chain[-1][0] == f"/consultations/{questionnaire.slug}/receipt/"
    assert "Words" in sent.text
    assert "We will tell you." in sent.text
    assert 'value="12"' in again.text
    assert "Words" in again.text


def test_wrong_value_keeps_all_others(city: CitySnapshot, client_of: Any) -> None:
    questionnaire = questionnaire_in("open")
    client = client_of(city, UserFactory.create())

    response = client.post(
        ADDRESS.format(questionnaire.slug), POSTED | {"answer-q5": "a dozen", "answer-q1": ""}
    )

    assert response.status_code == 200
    assert "a dozen" in response.text
    assert "Words" in response.text
    assert response.text.count("checked") == 3
    assert not Answer.objects.exists()


def test_late_form_is_refused_with_its_text(city: CitySnapshot, client_of: Any) -> None:
    questionnaire = questionnaire_in("after")
    client = client_of(city, UserFactory.create())

    response = client.post(
        ADDRESS.format(questionnaire.slug), POSTED | {"answer-q3": "My long story"}
    )

    assert response.status_code == 409
    assert "My long story" in response.text
    assert "field-error" not in response.text
    assert not Answer.objects.exists()


def test_signed_out_visitor_is_sent_to_sign_in(city: CitySnapshot, client_of: Any) -> None:
    questionnaire = questionnaire_in("open")

    response = client_of(city).get(ADDRESS.format(questionnaire.slug))

    assert response.status_code == 302
    assert response.url.endswith(f"?next=%2Fconsultations%2F{questionnaire.slug}%2Fanswer%2F")


def test_receipt_without_an_answer_leads_to_the_questionnaire(
    city: CitySnapshot, client_of: Any
) -> None:
    questionnaire = questionnaire_in("open")

    response = client_of(city, UserFactory.create()).get(
        f"/consultations/{questionnaire.slug}/receipt/"
    )

    assert response.url == questionnaire.get_absolute_url()


def test_erased_person_leaves_the_answer_in_the_count(city: CitySnapshot) -> None:
    questionnaire, resident = questionnaire_in("open"), UserFactory.create()
    make_answer(questionnaire, resident, **SAID)
    app = registry.module("consultations")
    known = app.person_data(resident)

    app.erase_person(resident)

    assert known["answers"][0]["answers"][2]["answer"] == "Words"
    assert app.person_data(resident) == {"answers": []}
    assert Answer.objects.get().author is None
    assert app.usage() == {"answers": 1}


def test_answers_follow_the_clock_of_the_end(city: CitySnapshot) -> None:
    questionnaire = questionnaire_in("open")
    assert questionnaire.process is not None
    phase = questionnaire.process.phases.get()
    phase.ends_at = timezone.now()
    phase.save()

    with pytest.raises(Refused):
        actions.answer_questionnaire(
            questionnaire=questionnaire,
            given=full_answer(questionnaire),
            by=UserFactory.create(),
        )
