"""Every write to questionnaires, questions and answers."""

from tenant_apps.consultations.actions.answers import (
    QuestionnaireChanged,
    answer_questionnaire,
    detach_person,
    record_export,
)
from tenant_apps.consultations.actions.questionnaires import (
    ClosesBeforeOpening,
    create_questionnaire,
    edit_questionnaire,
    publish_results,
    remove_questionnaire,
    withdraw_results,
)
from tenant_apps.consultations.actions.questions import (
    QuestionDraft,
    TooFewChoices,
    TooManyQuestions,
    add_question,
    edit_question,
    move_question,
    remove_question,
)

__all__ = [
    "ClosesBeforeOpening",
    "QuestionDraft",
    "QuestionnaireChanged",
    "TooFewChoices",
    "TooManyQuestions",
    "add_question",
    "answer_questionnaire",
    "create_questionnaire",
    "detach_person",
    "edit_question",
    "edit_questionnaire",
    "move_question",
    "publish_results",
    "record_export",
    "remove_question",
    "remove_questionnaire",
    "withdraw_results",
]
