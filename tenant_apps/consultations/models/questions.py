"""Questions and the answers to choose from."""

from functools import cached_property

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tenant_apps.consultations.choices import CHOICE_KINDS, SCALE_STEPS, QuestionKind


class Question(models.Model):
    """A question; `code` stands for it in exports and data and never changes."""

    questionnaire = models.ForeignKey(
        "consultations.Questionnaire", models.CASCADE, related_name="questions", db_index=False
    )
    code = models.CharField(_("code"), max_length=10)
    kind = models.CharField(_("kind of question"), max_length=15, choices=QuestionKind.choices)
    label = models.CharField(_("question"), max_length=300)
    help_text = models.CharField(_("help"), max_length=300, blank=True)
    is_required = models.BooleanField(_("an answer is required"), default=True)
    position = models.PositiveSmallIntegerField(default=0)
    # Several choices: how many at most.
    most_choices = models.PositiveSmallIntegerField(_("at most"), null=True, blank=True)
    # Free text: some lines instead of one.
    is_long = models.BooleanField(_("several lines"), default=False)
    # Scale: what its ends mean.
    low_label = models.CharField(_("1 means"), max_length=60, blank=True)
    high_label = models.CharField(_("5 means"), max_length=60, blank=True)
    # Number.
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    minimum = models.DecimalField(
        _("smallest"), max_digits=12, decimal_places=3, null=True, blank=True
    )
    maximum = models.DecimalField(
        _("largest"), max_digits=12, decimal_places=3, null=True, blank=True
    )
    decimal_places = models.PositiveSmallIntegerField(_("digits after the comma"), default=0)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = (
            models.UniqueConstraint(
                fields=("questionnaire", "code"), name="question_questionnaire_code_key"
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^q[0-9]+$"), name="question_code_form"
            ),
            models.CheckConstraint(
                condition=Q(most_choices__isnull=True)
                | Q(kind="multiple_choice", most_choices__gt=1),
                name="question_most_choices",
            ),
            models.CheckConstraint(
                condition=Q(minimum__isnull=True)
                | Q(maximum__isnull=True)
                | Q(minimum__lte=F("maximum")),
                name="question_minimum_first",
            ),
            models.CheckConstraint(
                condition=Q(decimal_places__lte=3), name="question_decimal_places"
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def has_choices(self) -> bool:
        """Whether its answers are choices."""
        return self.kind in CHOICE_KINDS

    @cached_property
    def ordered_choices(self) -> "list[Choice]":
        """Its choices in order; no query after `with_questions()`."""
        return sorted(self.choices.all(), key=lambda choice: (choice.position, choice.pk))

    @property
    def scale(self) -> list[tuple[int, str]]:
        """The steps of a scale with what they mean, "" between its ends."""
        ends = {SCALE_STEPS[0]: self.low_label, SCALE_STEPS[-1]: self.high_label}
        return [(step, ends.get(step, "")) for step in SCALE_STEPS]


class Choice(models.Model):
    """One of the answers to choose from; `code` stands for it in exports and data."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="choices", db_index=False)
    code = models.CharField(_("code"), max_length=50)
    label = models.CharField(_("answer"), max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("choice")
        verbose_name_plural = _("choices")
        constraints = (
            models.UniqueConstraint(fields=("question", "code"), name="choice_question_code_key"),
        )

    def __str__(self) -> str:
        return self.label
