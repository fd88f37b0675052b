"""Answering a questionnaire."""

from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared_apps.accounts.models import User
from shared_apps.audit import actions as audit
from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError
from tenant_apps.consultations.choices import QuestionKind
from tenant_apps.consultations.models import Answer, AnswerValue, Question, Questionnaire
from tenant_apps.consultations.queries.answers import Given, missing


class QuestionnaireChanged(DomainError):
    """The answers do not fit the questions, which were changed after the form was shown."""

    code = "questionnaire_changed"


@transaction.atomic
def answer_questionnaire(
    *, questionnaire: Questionnaire, given: Sequence[Given], by: User
) -> Answer:
    """Record the person's answer, replacing an earlier one while the questionnaire is open.

    The questionnaire's row is locked, so that neither a change of its questions nor its end can
    cross the answer.
    """
    questionnaire = Questionnaire.objects.locked(questionnaire.pk)
    rules.require("consultations.answer_questionnaire", by, questionnaire)
    questions = Question.objects.filter(questionnaire=questionnaire).prefetch_related("choices")
    _check(questions, given)
    answer = Answer.objects.filter(questionnaire=questionnaire, author=by).first()
    if answer is None:
        answer = Answer(questionnaire=questionnaire, author=by, submitted_at=timezone.now())
        answer.save(force_insert=True)
        Questionnaire.objects.filter(pk=questionnaire.pk).update(answer_count=F("answer_count") + 1)
    else:
        answer.edited_at = timezone.now()
        answer.save(update_fields=["edited_at"])
        AnswerValue.objects.filter(answer=answer).delete()
    kinds = {question.pk: QuestionKind(question.kind) for question in questions}
    AnswerValue.objects.bulk_create(values_of(answer, given, kinds))
    audit.record("consultations.answer_questionnaire", by=by, subject=questionnaire)
    return answer


def values_of(
    answer: Answer, given: Iterable[Given], kinds: dict[int, QuestionKind]
) -> Iterator[AnswerValue]:
    """The unsaved rows of an answer."""
    for one in given:
        if not one.choice_ids:
            yield AnswerValue(
                answer=answer, question_id=one.question_id, text=one.text, number=one.number
            )
        for choice_id in one.choice_ids:
            yield AnswerValue(
                answer=answer,
                question_id=one.question_id,
                choice_id=choice_id,
                is_one_of_many=kinds[one.question_id] == QuestionKind.MULTIPLE,
            )


def _check(questions: Iterable[Question], given: Sequence[Given]) -> None:
    """Forms check every value; this holds against questions that changed since."""
    known = {
        question.pk: {choice.pk for choice in question.choices.all()} for question in questions
    }
    for one in given:
        if not set(one.choice_ids) <= known.get(one.question_id, set()):
            raise QuestionnaireChanged(_MESSAGE)
        if one.question_id not in known:
            raise QuestionnaireChanged(_MESSAGE)
    if missing(questions, given):
        raise QuestionnaireChanged(_MESSAGE)


_MESSAGE = _("The questions have changed while you were answering. Please check your answers.")


@transaction.atomic
def record_export(*, questionnaire: Questionnaire, names: bool, by: User) -> None:
    """Note who took the answers out of the portal, and whether with names."""
    rules.require("consultations.export_answers", by, questionnaire)
    if names:
        rules.require("consultations.export_names", by, questionnaire)
    audit.record("consultations.export_answers", by=by, subject=questionnaire, names=names)


@transaction.atomic
def detach_person(*, user: User) -> None:
    """Keep the person's answers in the count, without the person."""
    Answer.objects.filter(author=user).update(author=None)
