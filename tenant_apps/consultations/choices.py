"""Kinds of questions, and where a questionnaire stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class QuestionKind(TextChoices):
    """What can be answered to a question."""

    SINGLE = "single_choice", _("one choice")
    MULTIPLE = "multiple_choice", _("several choices")
    TEXT = "text", _("free text")
    SCALE = "scale", _("scale from 1 to 5")
    NUMBER = "number", _("a number")


# Kinds whose answers are rows of `Choice`.
CHOICE_KINDS = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE})
# Kinds whose answers are published: what people wrote freely is read by the town only.
CLOSED_KINDS = frozenset(set(QuestionKind) - {QuestionKind.TEXT})
SCALE_STEPS = range(1, 6)


class QuestionnaireStatus(TextChoices):
    """Where a questionnaire stands at a moment; read from its dates, in this order."""

    DRAFT = "draft", _("draft")
    UPCOMING = "upcoming", _("upcoming")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")
    PUBLISHED = "published", _("results published")
