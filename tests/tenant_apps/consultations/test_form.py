"""The form engine: each kind of question with valid and invalid values."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tenant_apps.consultations.choices import QuestionKind
from tenant_apps.consultations.forms.answering import (
    LONG_TEXT,
    SHORT_TEXT,
    AnswerQuestionnaireForm,
    NumberField,
)
from tenant_apps.consultations.models import Choice, Question, Questionnaire
from tenant_apps.consultations.queries.answers import Given

LABELS = ("Red", "Green", "Blue")


def unsaved(kind: QuestionKind, **fields: Any) -> Questionnaire:
    """A questionnaire with one question, without a database."""
    question = Question(pk=1, code="q1", kind=kind, label="Why?", **fields)
    question.ordered_choices = [
        Choice(pk=place, question=question, code=label.lower(), label=label)
        for place, label in enumerate(LABELS, 1)
    ]
    questionnaire = Questionnaire(pk=1, title="Colors")
    questionnaire.ordered_questions = [question]
    return questionnaire


def answered(questionnaire: Questionnaire, *values: str) -> AnswerQuestionnaireForm:
    from django.http import QueryDict

    data = QueryDict(mutable=True)
    data.setlist("answer-q1", list(values))
    return AnswerQuestionnaireForm(data, questionnaire=questionnaire)


@pytest.mark.parametrize(
    ("kind", "fields", "values", "expected"),
    [
        (QuestionKind.SINGLE, {}, ["green"], Given(1, (2,))),
        (QuestionKind.MULTIPLE, {}, ["blue", "red"], Given(1, (1, 3))),
        (QuestionKind.MULTIPLE, {"most_choices": 2}, ["blue", "red"], Given(1, (1, 3))),
        (QuestionKind.TEXT, {}, ["  Words  "], Given(1, text="Words")),
        (QuestionKind.TEXT, {"is_long": True}, ["x" * LONG_TEXT], Given(1, text="x" * LONG_TEXT)),
        (QuestionKind.SCALE, {}, ["5"], Given(1, number=Decimal(5))),
        (QuestionKind.NUMBER, {}, ["1 250"], Given(1, number=Decimal(1250))),
        (QuestionKind.NUMBER, {"decimal_places": 1}, ["12,5"], Given(1, number=Decimal("12.5"))),
        (QuestionKind.NUMBER, {"minimum": Decimal(0)}, ["0"], Given(1, number=Decimal(0))),
    ],
)
def test_valid_value_is_read(
    kind: QuestionKind, fields: dict[str, Any], values: list[str], expected: Given
) -> None:
    form = answered(unsaved(kind, **fields), *values)

    assert form.is_valid(), form.errors
    assert form.given() == [expected]


@pytest.mark.parametrize(
    ("kind", "fields", "values"),
    [
        (QuestionKind.SINGLE, {}, ["yellow"]),
        (QuestionKind.SINGLE, {}, [""]),
        (QuestionKind.MULTIPLE, {}, []),
        (QuestionKind.MULTIPLE, {}, ["red", "yellow"]),
        (QuestionKind.MULTIPLE, {"most_choices": 2}, ["red", "green", "blue"]),
        (QuestionKind.TEXT, {}, ["   "]),
        (QuestionKind.TEXT, {}, ["x" * (SHORT_TEXT + 1)]),
        (QuestionKind.TEXT, {"is_long": True}, ["x" * (LONG_TEXT + 1)]),
        (QuestionKind.TEXT, {}, ["a\x00b"]),
        (QuestionKind.SCALE, {}, ["0"]),
        (QuestionKind.SCALE, {}, ["6"]),
        (QuestionKind.SCALE, {}, ["2.5"]),
        (QuestionKind.NUMBER, {}, ["many"]),
        (QuestionKind.NUMBER, {}, ["12.5"]),
        (QuestionKind.NUMBER, {}, ["NaN"]),
        (QuestionKind.NUMBER, {}, ["Infinity"]),
        (QuestionKind.NUMBER, {"minimum": Decimal(3)}, ["2"]),
        (QuestionKind.NUMBER, {"maximum": Decimal(3)}, ["4"]),
        (QuestionKind.NUMBER, {}, ["1" * 13]),
    ],
)
def test_invalid_value_is_refused_and_kept(
    kind: QuestionKind, fields: dict[str, Any], values: list[str]
) -> None:
    form = answered(unsaved(kind, **fields), *values)

    assert not form.is_valid()
    kept = form["q1"].value()
    assert kept == (values if kind == QuestionKind.MULTIPLE else values[0] if values else kept)


@pytest.mark.parametrize("kind", QuestionKind)
def test_optional_question_may_stay_open(kind: QuestionKind) -> None:
    form = answered(unsaved(kind, is_required=False), "")

    assert form.is_valid() or kind == QuestionKind.MULTIPLE
    if kind != QuestionKind.MULTIPLE:
        assert form.given() == []


def test_optional_choices_may_stay_open() -> None:
    form = answered(unsaved(QuestionKind.MULTIPLE, is_required=False))

    assert form.is_valid()
    assert form.given() == []


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (QuestionKind.SINGLE, Given(1, (2,))),
        (QuestionKind.MULTIPLE, Given(1, (1, 3))),
        (QuestionKind.TEXT, Given(1, text="Words")),
        (QuestionKind.SCALE, Given(1, number=Decimal(4))),
        (QuestionKind.NUMBER, Given(1, number=Decimal(7))),
    ],
)
def test_earlier_answer_fills_the_form(kind: QuestionKind, said: Given) -> None:
    questionnaire = unsaved(kind)
    form = AnswerQuestionnaireForm(questionnaire=questionnaire, given={1: said})
    value = form["q1"].value()

    again = answered(questionnaire, *(value if isinstance(value, list) else [str(value)]))

    assert again.is_valid()
    assert again.given() == [said]


def test_help_text_of_staff_is_escaped() -> None:
    questionnaire = unsaved(QuestionKind.TEXT, help_text="<script>alert(1)</script>")

    html = str(AnswerQuestionnaireForm(questionnaire=questionnaire))

    assert "<script>" not in html


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(-10, 20), st.integers(-10, 20), st.integers(-30, 40))
def test_number_is_taken_exactly_between_its_bounds(low: int, width: int, value: int) -> None:
    high = low + abs(width)
    questionnaire = unsaved(QuestionKind.NUMBER, minimum=Decimal(low), maximum=Decimal(high))

    form = answered(questionnaire, str(value))

    assert form.is_valid() is (low <= value <= high)


@settings(deadline=None)
@given(st.decimals(-999_999, 999_999, places=3))
def test_number_survives_being_shown_and_sent_again(value: Decimal) -> None:
    for language in ("fr", "en"):
        with translation.override(language):
            field = NumberField(decimal_places=3)

            assert field.clean(field.prepare_value(value)) == value


@settings(deadline=None)
@given(st.text(max_size=12))
def test_scale_takes_only_its_steps(value: str) -> None:
    form = answered(unsaved(QuestionKind.SCALE), value)

    assert form.is_valid() is (value in {"1", "2", "3", "4", "5"})


@settings(deadline=None)
@given(st.text(max_size=20))
def test_no_text_breaks_a_number(value: str) -> None:
    form = answered(unsaved(QuestionKind.NUMBER, decimal_places=2), value)

    if form.is_valid():
        assert form.given()[0].number is not None


def test_thousands_of_both_languages() -> None:
    field = NumberField(decimal_places=2)
    with translation.override("en"):
        assert field.clean("1,250.50") == Decimal("1250.50")
        assert field.clean("12,5") == Decimal("12.5")
    with translation.override("fr"):
        assert field.clean("1\u00a0250,50") == Decimal("1250.50")
        assert field.clean("1\u202f250") == Decimal(1250)
