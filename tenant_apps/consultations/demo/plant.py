"""Writes the demo's questionnaires; answers go in by COPY, because there are thousands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.text import slugify

from shared_apps.accounts.models import User
from tenant_apps.consultations.actions.questions import new_choices, new_question
from tenant_apps.consultations.choices import QuestionKind
from tenant_apps.consultations.demo.writing import Asked, Consultation
from tenant_apps.consultations.models import Answer, AnswerValue, Choice, Question, Questionnaire
from tenant_apps.processes.choices import ProcessState
from tenant_apps.processes.models import Phase, Process, start_of_day
from tenants.snapshot import CitySnapshot

Value = tuple[UUID, int, int | None, str, Decimal | None, bool]
VALUE_COLUMNS = ("answer_id", "question_id", "choice_id", "text", "number", "is_one_of_many")
ANSWER_COLUMNS = ("id", "questionnaire_id", "author_id", "submitted_at")


@dataclass(frozen=True)
class Ready:
    """A saved question and how it is answered."""

    question: Question
    asked: Asked
    choices: tuple[int, ...]


def plant(city: CitySnapshot, consultations: Sequence[Consultation]) -> None:
    """Everything of one town; the same on every run of a day."""
    chance = Random(f"consultations {city.slug}")  # noqa: S311  (invented content)
    known = User.objects.filter(roles=[]).exclude(email=f"resident@{city.slug}.test")
    residents = list(known.order_by("pk").values_list("pk", flat=True))
    for consultation in consultations:
        questionnaire = _questionnaire(consultation)
        ready = _questions(questionnaire, consultation.asked)
        if consultation.answers:
            _answers(questionnaire, consultation.answers, ready, residents, chance)


def _day(days: int) -> datetime:
    return start_of_day(timezone.localdate() + timedelta(days=days))


def _questionnaire(plan: Consultation) -> Questionnaire:
    first, last = plan.days
    return Questionnaire.objects.create(
        process=_process(plan) if plan.phases else None,
        slug=slugify(plan.title)[:70].strip("-"),
        title=plan.title,
        intro=plan.intro,
        thank_you=plan.thank_you,
        opens_at=None if plan.phases else _day(first),
        closes_at=None if plan.phases else _day(last + 1),
        conclusion=plan.conclusion,
        results_published_at=(
            _day(-plan.published) + timedelta(hours=10) if plan.published else None
        ),
        question_count=len(plan.asked),
        answer_count=plan.answers,
    )


def _process(plan: Consultation) -> Process:
    process = Process.objects.create(
        slug=f"consultation-{slugify(plan.title)[:60]}".strip("-"),
        title=plan.title,
        question=plan.question,
        summary=plan.summary,
        easy_summary=plan.easy_summary,
        description=plan.description,
        area=plan.area,
        state=ProcessState.PUBLISHED,
        template="consultations.questionnaire",
        published_at=min(_day(plan.phases[0].first_day), timezone.now()),
    )
    Phase.objects.bulk_create(
        Phase(
            process=process,
            kind=phase.kind,
            title=phase.title,
            description=phase.description,
            outcome=phase.outcome,
            position=position,
            starts_at=_day(phase.first_day),
            ends_at=_day(phase.last_day + 1),
        )
        for position, phase in enumerate(plan.phases)
    )
    return process


def _questions(questionnaire: Questionnaire, asked: Sequence[Asked]) -> list[Ready]:
    questions = Question.objects.bulk_create(
        new_question(questionnaire, one.draft, place + 1, place) for place, one in enumerate(asked)
    )
    choices = Choice.objects.bulk_create(
        choice
        for question, one in zip(questions, asked, strict=True)
        for choice in new_choices(question, one.draft.choices)
    )
    return [
        Ready(
            question,
            one,
            tuple(choice.pk for choice in choices if choice.question_id == question.pk),
        )
        for question, one in zip(questions, asked, strict=True)
    ]


def _answers(
    questionnaire: Questionnaire,
    count: int,
    ready: Sequence[Ready],
    residents: Sequence[int],
    chance: Random,
) -> None:
    """About a fifth come from the demo's residents, once each; the others from nobody left."""
    window = questionnaire.windows[0]
    until = min(window.ends_at or timezone.now(), timezone.now())
    authors = chance.sample(residents, min(len(residents), count // 5))
    keys = [UUID(int=chance.getrandbits(128), version=4) for _ in range(count)]
    answers = (
        (
            key,
            questionnaire.pk,
            authors[place] if place < len(authors) else None,
            _moment(window.starts_at, until, chance),
        )
        for place, key in enumerate(keys)
    )
    _copy(Answer._meta.db_table, ANSWER_COLUMNS, answers)
    values = (value for key in keys for one in ready for value in _values(key, one, chance))
    _copy(AnswerValue._meta.db_table, VALUE_COLUMNS, values)


def _moment(first: datetime, until: datetime, chance: Random) -> datetime:
    """More at the beginning, as it is; and awake."""
    moment = first + (until - first) * chance.betavariate(1.2, 2.0)
    local = timezone.localtime(moment)
    if local.hour < 7:
        moment += timedelta(hours=7 - local.hour)
    return min(moment, until - timedelta(minutes=1))


def _values(key: UUID, ready: Ready, chance: Random) -> Iterator[Value]:
    asked, question = ready.asked, ready.question
    if asked.answered < 100 and chance.randrange(100) >= asked.answered:
        return
    if question.kind == QuestionKind.MULTIPLE:
        for choice in _several(ready, chance):
            yield (key, question.pk, choice, "", None, True)
    elif question.kind == QuestionKind.SINGLE:
        choice = chance.choices(ready.choices, asked.weights)[0]
        yield (key, question.pk, choice, "", None, False)
    elif question.kind == QuestionKind.TEXT:
        text = " ".join(chance.choice(part) for part in asked.texts).strip()
        yield (key, question.pk, None, text, None, False)
    else:
        yield (key, question.pk, None, "", _number(ready, chance), False)


def _several(ready: Ready, chance: Random) -> list[int]:
    """At least one, at most as many as allowed."""
    weights = ready.asked.weights
    chosen = [
        choice
        for choice, percent in zip(ready.choices, weights, strict=True)
        if chance.randrange(100) < percent
    ]
    chosen = chosen or chance.choices(ready.choices, weights)
    most = ready.asked.draft.most_choices
    return sorted(chance.sample(chosen, most)) if most and len(chosen) > most else chosen


def _number(ready: Ready, chance: Random) -> Decimal:
    asked = ready.asked
    if ready.question.kind == QuestionKind.SCALE:
        return Decimal(chance.choices(range(1, 6), asked.weights)[0])
    low, mode, high = asked.spread
    return round(Decimal(chance.triangular(low, high, mode)), ready.question.decimal_places)


def _copy(table: str, columns: Sequence[str], rows: Iterator[tuple[object, ...]]) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy,
    ):
        for row in rows:
            copy.write_row(row)
