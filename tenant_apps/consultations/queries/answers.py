"""What one person answered, as values and in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from shared_apps.ui import formats
from tenant_apps.consultations.models import (
    Answer,
    AnswerValue,
    Question,
    Questionnaire,
    QuestionnaireQuerySet,
)


@dataclass(frozen=True)
class Given:
    """What a person says to one question: some choices, a text or a number."""

    question_id: int
    choice_ids: tuple[int, ...] = ()
    text: str = ""
    number: Decimal | None = None


def with_own_answer(questionnaires: QuestionnaireQuerySet, user: Any) -> QuestionnaireQuerySet:
    """Annotates `is_answered`: whether the person has answered."""
    own = Answer.objects.filter(questionnaire=OuterRef("pk"), author_id=user.pk)
    return questionnaires.annotate(is_answered=Exists(own))


def own_answer(questionnaire: Questionnaire, user: Any) -> Answer | None:
    """The person's answer with its values, if there is one."""
    if not user.is_authenticated:
        return None
    return with_values(questionnaire.answers.filter(author_id=user.pk)).first()


def with_values(answers: QuerySet[Answer]) -> QuerySet[Answer]:
    """Answers with their values, in one more query."""
    return answers.prefetch_related(Prefetch("values", AnswerValue.objects.order_by("pk")))


def given_of(answer: Answer) -> dict[int, Given]:
    """What an answer says, by question."""
    rows: dict[int, list[AnswerValue]] = {}
    for value in answer.values.all():
        rows.setdefault(value.question_id, []).append(value)
    return {
        question_id: Given(
            question_id,
            tuple(value.choice_id for value in values if value.choice_id is not None),
            values[0].text,
            values[0].number,
        )
        for question_id, values in rows.items()
    }


def labels_of(question: Question, given: Given) -> list[str]:
    """The labels of the choices, in the order of the question."""
    chosen = set(given.choice_ids)
    return [choice.label for choice in question.ordered_choices if choice.pk in chosen]


def in_words(question: Question, given: Given | None) -> str:
    """What was answered, for people to read; "" where nothing was."""
    if given is None:
        return ""
    if given.choice_ids:
        return ", ".join(labels_of(question, given))
    if given.number is None:
        return given.text
    return number_in_words(question, given.number)


def number_in_words(question: Question, value: Decimal | int) -> str:
    """`12,5 km`; a step of a scale is `4 / 5`."""
    if question.kind == "scale":
        return f"{formats.number(value)} / 5"
    text = formats.number(value, question.decimal_places)
    return f"{text}{formats.NBSP}{question.unit}" if question.unit else text


def sheet(questionnaire: Questionnaire, answer: Answer) -> list[tuple[str, str]]:
    """Question and answer in words, in the order of the questions."""
    given = given_of(answer)
    return [
        (question.label, in_words(question, given.get(question.pk)))
        for question in questionnaire.ordered_questions
    ]


def missing(questions: Iterable[Question], given: Iterable[Given]) -> list[Question]:
    """Required questions without an answer."""
    answered = {one.question_id for one in given}
    return [
        question for question in questions if question.is_required and question.pk not in answered
    ]
