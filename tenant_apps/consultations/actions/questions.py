"""Writing the questions, as long as nobody has answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from shared_apps.accounts.models import User
from shared_apps.audit import actions as audit
from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError
from tenant_apps.consultations.choices import CHOICE_KINDS, QuestionKind
from tenant_apps.consultations.models import Choice, Question, Questionnaire

MOST_QUESTIONS = 60


class TooFewChoices(DomainError):
    """There is nothing to choose between."""

    code = "too_few_choices"


class TooManyQuestions(DomainError):
    """Nobody would reach the end."""

    code = "too_many_questions"


@dataclass(frozen=True)
class QuestionDraft:
    """A question as it is written, before it has a code; `choices` are labels in order."""

    kind: QuestionKind
    label: str
    help_text: str = ""
    is_required: bool = True
    choices: tuple[str, ...] = ()
    most_choices: int | None = None
    is_long: bool = False
    low_label: str = ""
    high_label: str = ""
    unit: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    decimal_places: int = 0


FIELDS = (
    "label",
    "help_text",
    "is_required",
    "most_choices",
    "is_long",
    "low_label",
    "high_label",
    "unit",
    "minimum",
    "maximum",
    "decimal_places",
)


@transaction.atomic
def add_question(*, questionnaire: Questionnaire, draft: QuestionDraft, by: User) -> Question:
    """Put a question at the end; its code is the next free number."""
    questionnaire = Questionnaire.objects.locked(questionnaire.pk)
    rules.require("consultations.add_question", by, questionnaire)
    _check(draft)
    questions = questionnaire.ordered_questions
    if len(questions) >= MOST_QUESTIONS:
        raise TooManyQuestions(
            _("A questionnaire has at most %(count)s questions.") % {"count": MOST_QUESTIONS}
        )
    number = max((int(question.code[1:]) for question in questions), default=0) + 1
    question = new_question(questionnaire, draft, number, len(questions))
    question.save()
    Choice.objects.bulk_create(new_choices(question, draft.choices))
    _count(questionnaire)
    audit.record("consultations.add_question", by=by, subject=question, code=question.code)
    return question


@transaction.atomic
def edit_question(*, question: Question, draft: QuestionDraft, by: User) -> Question:
    """Write it anew; its kind, its code and the codes of choices that stay are kept."""
    Questionnaire.objects.locked(question.questionnaire_id)
    question = Question.objects.select_related("questionnaire").get(pk=question.pk)
    rules.require("consultations.edit_question", by, question)
    _check(draft)
    for name in FIELDS:
        setattr(question, name, getattr(draft, name))
    question.save(update_fields=FIELDS)
    known = {choice.label: choice.code for choice in question.ordered_choices}
    question.choices.all().delete()
    Choice.objects.bulk_create(new_choices(question, draft.choices, known))
    audit.record("consultations.edit_question", by=by, subject=question, code=question.code)
    return question


@transaction.atomic
def move_question(*, question: Question, up: bool, by: User) -> None:
    """Exchange it with its neighbor; at the edge nothing moves."""
    questionnaire = Questionnaire.objects.locked(question.questionnaire_id)
    rules.require("consultations.move_question", by, questionnaire)
    ordered = questionnaire.ordered_questions
    place = [row.pk for row in ordered].index(question.pk)
    target = place - 1 if up else place + 1
    if 0 <= target < len(ordered):
        ordered[place], ordered[target] = ordered[target], ordered[place]
    _renumber(ordered)
    audit.record("consultations.move_question", by=by, subject=question, code=question.code)


@transaction.atomic
def remove_question(*, question: Question, by: User) -> None:
    """Delete it with its choices."""
    questionnaire = Questionnaire.objects.locked(question.questionnaire_id)
    rules.require("consultations.remove_question", by, questionnaire)
    audit.record("consultations.remove_question", by=by, subject=question, label=question.label)
    Question.objects.filter(pk=question.pk).delete()
    _renumber(list(questionnaire.questions.order_by("position", "pk")))
    _count(questionnaire)


def new_question(
    questionnaire: Questionnaire, draft: QuestionDraft, number: int, position: int
) -> Question:
    """The unsaved question of a draft."""
    fields = {name: getattr(draft, name) for name in FIELDS}
    return Question(
        questionnaire=questionnaire,
        code=f"q{number}",
        kind=draft.kind,
        position=position,
        **fields,
    )


def new_choices(
    question: Question, labels: Sequence[str], known: dict[str, str] | None = None
) -> list[Choice]:
    """Unsaved choices; codes are made from the labels, unless they are known."""
    known = known or {}
    taken = {known[label] for label in labels if label in known}
    choices = []
    for position, label in enumerate(labels):
        code = known.get(label) or _free_code(label, taken)
        taken.add(code)
        choices.append(Choice(question=question, code=code, label=label, position=position))
    return choices


def _free_code(label: str, taken: set[str]) -> str:
    base = slugify(label).replace("-", "_")[:40].strip("_") or "choice"
    number, code = 1, base
    while code in taken:
        number += 1
        code = f"{base}_{number}"
    return code


def _check(draft: QuestionDraft) -> None:
    if draft.kind in CHOICE_KINDS and len(draft.choices) < 2:
        raise TooFewChoices(_("Give at least two answers to choose from."))


def _renumber(questions: list[Question]) -> None:
    for position, question in enumerate(questions):
        question.position = position
    Question.objects.bulk_update(questions, ["position"])


def _count(questionnaire: Questionnaire) -> None:
    questionnaire.question_count = questionnaire.questions.count()
    questionnaire.save(update_fields=["question_count"])
