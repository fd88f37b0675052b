"""Questionnaires, their questions, and what people answered."""

from tenant_apps.consultations.models.answers import Answer, AnswerValue
from tenant_apps.consultations.models.questionnaires import (
    HIDDEN,
    OPEN,
    OVER,
    PHASE_KIND,
    UPCOMING,
    Questionnaire,
    QuestionnaireQuerySet,
    Window,
)
from tenant_apps.consultations.models.questions import Choice, Question

__all__ = [
    "HIDDEN",
    "OPEN",
    "OVER",
    "PHASE_KIND",
    "UPCOMING",
    "Answer",
    "AnswerValue",
    "Choice",
    "Question",
    "Questionnaire",
    "QuestionnaireQuerySet",
    "Window",
]
