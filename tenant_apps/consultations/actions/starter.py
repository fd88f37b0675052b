"""The questionnaire that a process made from our template starts with."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from shared_apps.accounts.models import User
from tenant_apps.consultations.actions.questionnaires import create_questionnaire
from tenant_apps.consultations.actions.questions import QuestionDraft, add_question
from tenant_apps.consultations.choices import QuestionKind
from tenant_apps.processes.models import Process


@transaction.atomic
def set_up_process(*, process: Process, by: User, **options: Any) -> None:
    """Questions that fit most subjects, for staff to rewrite."""
    questionnaire = create_questionnaire(
        title=process.title,
        process=process,
        intro=_(
            "Your answers help the town decide. They are read by its staff and published without"
            " names."
        ),
        thank_you=_("We will tell you when the results are published."),
        by=by,
    )
    for draft in starter_questions():
        add_question(questionnaire=questionnaire, draft=draft, by=by)


def starter_questions() -> list[QuestionDraft]:
    """One question of each kind."""
    return [
        QuestionDraft(
            QuestionKind.SINGLE,
            _("How are you concerned?"),
            choices=(
                _("I live here"),
                _("I work or study here"),
                _("I come here from time to time"),
            ),
        ),
        QuestionDraft(
            QuestionKind.SCALE,
            _("How satisfied are you with the present situation?"),
            low_label=_("not at all"),
            high_label=_("very"),
        ),
        QuestionDraft(
            QuestionKind.MULTIPLE,
            _("What should come first?"),
            choices=(_("Safety"), _("Nature"), _("Accessibility for everyone"), _("Conviviality")),
            most_choices=2,
        ),
        QuestionDraft(
            QuestionKind.NUMBER,
            _("How many people are you at home?"),
            is_required=False,
            minimum=Decimal(1),
            maximum=Decimal(20),
            unit=_("people"),
        ),
        QuestionDraft(
            QuestionKind.TEXT,
            _("What would you like to add?"),
            is_required=False,
            is_long=True,
        ),
    ]
