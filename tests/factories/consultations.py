"""Questionnaires, questions and answers for tests."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import factory
from django.utils import timezone

from shared_apps.accounts.models import User
from tenant_apps.consultations.choices import QuestionKind
from tenant_apps.consultations.models import (
    Answer,
    AnswerValue,
    Choice,
    Question,
    Questionnaire,
)
from tenant_apps.consultations.queries.answers import Given
from tests.factories.processes import PhaseFactory, ProcessFactory

# Where the phase of kind "Questionnaire" stands, in days from now.
PHASES = {"before": (5, 15), "open": (-5, 5), "after": (-15, -5)}


class QuestionnaireFactory(factory.django.DjangoModelFactory[Questionnaire]):
    """A questionnaire without questions, whose process has no phases."""

    class Meta:
        model = Questionnaire

    process: Any = factory.SubFactory(ProcessFactory)
    slug = factory.Sequence(lambda number: f"questionnaire-{number}")
    title = factory.Sequence(lambda number: f"Questionnaire {number}")
    intro = "Why we ask."
    thank_you = "We will tell you."


class QuestionFactory(factory.django.DjangoModelFactory[Question]):
    """A required free text."""

    class Meta:
        model = Question

    questionnaire: Any = factory.SubFactory(QuestionnaireFactory)
    code = factory.Sequence(lambda number: f"q{number + 1}")
    kind = QuestionKind.TEXT
    label = factory.Sequence(lambda number: f"Question {number}")
    position = factory.Sequence(lambda number: number)


class ChoiceFactory(factory.django.DjangoModelFactory[Choice]):
    """A choice of a question."""

    class Meta:
        model = Choice

    question: Any = factory.SubFactory(QuestionFactory, kind=QuestionKind.SINGLE)
    code = factory.Sequence(lambda number: f"choice_{number}")
    label = factory.Sequence(lambda number: f"Choice {number}")
    position = factory.Sequence(lambda number: number)


def make_question(questionnaire: Questionnaire, kind: QuestionKind, **fields: Any) -> Question:
    """A question of a kind, with three choices where it has some; the counter is right."""
    number = questionnaire.question_count + 1
    question = QuestionFactory.create(
        questionnaire=questionnaire, kind=kind, code=f"q{number}", position=number, **fields
    )
    if question.has_choices:
        for label in ("Red", "Green", "Blue"):
            ChoiceFactory.create(question=question, code=label.lower(), label=label)
    questionnaire.question_count = number
    questionnaire.save(update_fields=["question_count"])
    return question


def questionnaire_in(phase: str, **fields: Any) -> Questionnaire:
    """A questionnaire with one question of each kind, before, in or after its phase."""
    questionnaire = QuestionnaireFactory.create(**fields)
    first, last = PHASES[phase]
    now = timezone.now()
    PhaseFactory.create(
        process=questionnaire.process,
        kind="consultations.questionnaire",
        title="Questionnaire",
        starts_at=now + timedelta(days=first),
        ends_at=now + timedelta(days=last),
    )
    for kind in QuestionKind:
        make_question(questionnaire, kind)
    return questionnaire


def make_answer(questionnaire: Questionnaire, author: User | None = None, **said: Any) -> Answer:
    """An answer; `said` maps codes of questions to codes of choices, a text or a number."""
    answer = Answer.objects.create(
        questionnaire=questionnaire, author=author, submitted_at=timezone.now()
    )
    for question in questionnaire.questions.prefetch_related("choices"):
        if question.code in said:
            _say(answer, question, said[question.code])
    questionnaire.answer_count += 1
    questionnaire.save(update_fields=["answer_count"])
    return answer


def _say(answer: Answer, question: Question, value: Any) -> None:
    choices = {choice.code: choice for choice in question.choices.all()}
    if question.kind == QuestionKind.MULTIPLE:
        for code in value:
            AnswerValue.objects.create(
                answer=answer, question=question, choice=choices[code], is_one_of_many=True
            )
    elif question.kind == QuestionKind.SINGLE:
        AnswerValue.objects.create(answer=answer, question=question, choice=choices[value])
    elif question.kind == QuestionKind.TEXT:
        AnswerValue.objects.create(answer=answer, question=question, text=value)
    else:
        AnswerValue.objects.create(answer=answer, question=question, number=Decimal(value))


def full_answer(questionnaire: Questionnaire, number: int = 12) -> list[Given]:
    """A value of each kind, for `questionnaire_in`."""
    one, several, text, scale, count = questionnaire.ordered_questions
    return [
        Given(one.pk, (one.ordered_choices[0].pk,)),
        Given(several.pk, tuple(choice.pk for choice in several.ordered_choices[:2])),
        Given(text.pk, text="Words"),
        Given(scale.pk, number=Decimal(4)),
        Given(count.pk, number=Decimal(number)),
    ]


# What a full answer to `questionnaire_in` posts and says.
POSTED = {
    "answer-q1": "red",
    "answer-q2": ["red", "blue"],
    "answer-q3": "Words",
    "answer-q4": "4",
    "answer-q5": "12",
}
SAID: dict[str, Any] = {"q1": "red", "q2": ["red", "blue"], "q3": "Words", "q4": 4, "q5": 12}
