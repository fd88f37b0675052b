"""What people answered."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tenant_apps.consultations.models.questionnaires import Questionnaire
from tenant_apps.consultations.models.questions import Choice, Question


class Answer(models.Model):
    """What one person answered.

    `author` is empty after the person's account was erased. The key is random, so that the order
    of published answers tells nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    questionnaire = models.ForeignKey(
        Questionnaire, models.PROTECT, related_name="answers", db_index=False
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField(_("sent"))
    edited_at = models.DateTimeField(_("last change"), null=True, blank=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = (
            models.UniqueConstraint(fields=("questionnaire", "author"), name="answer_once_key"),
            models.CheckConstraint(
                condition=Q(edited_at__isnull=True) | Q(edited_at__gte=F("submitted_at")),
                name="answer_edited_after",
            ),
        )
        indexes = (models.Index(fields=("questionnaire", "submitted_at"), name="answer_sent_idx"),)

    def __str__(self) -> str:
        return str(self.pk)


class AnswerValue(models.Model):
    """What an answer says to one question: a choice, a text or a number (scales too).

    Several choices are several rows, marked by `is_one_of_many`; anything else is a single row.
    """

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="values", db_index=False)
    question = models.ForeignKey(Question, models.PROTECT, related_name="+", db_index=False)
    choice = models.ForeignKey(
        Choice, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    text = models.TextField(blank=True, default="")
    number = models.DecimalField(max_digits=15, decimal_places=3, null=True, blank=True)
    is_one_of_many = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("value")
        verbose_name_plural = _("values")
        constraints = (
            models.UniqueConstraint(
                fields=("answer", "question", "choice"),
                nulls_distinct=False,
                name="answervalue_choice_once_key",
            ),
            models.UniqueConstraint(
                fields=("answer", "question"),
                condition=Q(is_one_of_many=False),
                name="answervalue_question_once_key",
            ),
            models.CheckConstraint(
                condition=Q(choice__isnull=False, text="", number__isnull=True)
                | Q(choice__isnull=True, number__isnull=True, is_one_of_many=False) & ~Q(text="")
                | Q(choice__isnull=True, text="", number__isnull=False, is_one_of_many=False),
                name="answervalue_one_value",
            ),
        )
        indexes = (models.Index(fields=("question", "choice"), name="answervalue_question_idx"),)

    def __str__(self) -> str:
        return str(self.choice_id or self.number or self.text)
