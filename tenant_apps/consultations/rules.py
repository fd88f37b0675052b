"""Who may do what with a questionnaire and its answers."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shared_apps.accounts.choices import StaffRole
from shared_apps.permissions.refusal import Refusal
from shared_apps.permissions.requirements import Attempt, HasRole, Requirement, SignedIn
from shared_apps.permissions.rules import Rules
from shared_apps.ui import formats
from tenant_apps.consultations.choices import QuestionnaireStatus
from tenant_apps.consultations.models import Questionnaire
from tenant_apps.processes.requirements import PhaseOpens


def questionnaire_of(subject: Any) -> Questionnaire | None:
    """The questionnaire that a subject is or belongs to."""
    if isinstance(subject, Questionnaire):
        return subject
    return getattr(subject, "questionnaire", None)


class StaffRequirement(Requirement):
    """A condition for staff, which is not printed for residents."""

    def sentence(self, subject: Any) -> str | Promise:
        """Nothing."""
        return ""


class DatesOpen(Requirement):
    """A questionnaire without a process is between its own dates."""

    code = "questionnaire_closed"

    def check(self, attempt: Attempt) -> Refusal | None:
        """Say when it opens, or when it closed."""
        questionnaire = questionnaire_of(attempt.subject)
        if questionnaire is None or questionnaire.process is not None:
            return None
        window = questionnaire.window_at(attempt.at)
        if window is None:
            return Refusal(self.code, _("This questionnaire is not open yet."))
        if window.is_open_at(attempt.at):
            return None
        if window.starts_at > attempt.at:
            message = _("This opens on %(date)s.")
            moment = window.starts_at
        else:
            message = _("This closed on %(date)s.")
            moment = window.last_minute or window.starts_at
        words = formats.date_words(moment, "time")
        code = "questionnaire_upcoming" if window.starts_at > attempt.at else self.code
        return Refusal(code, message % {"date": words})

    def sentence(self, subject: Any) -> str | Promise:
        """The dates are printed beside the rule sheet."""
        return ""


class ResultsNotPublished(Requirement):
    """Published numbers do not change any more."""

    code = "results_published"

    def check(self, attempt: Attempt) -> Refusal | None:
        """Lead to the results."""
        questionnaire = questionnaire_of(attempt.subject)
        if questionnaire is None or questionnaire.results_published_at is None:
            return None
        return Refusal(
            self.code,
            _("The results are published: answers can no longer be sent."),
            questionnaire.results_url,
            _("See the results"),
        )

    def sentence(self, subject: Any) -> str | Promise:
        """Said by the dates."""
        return ""


class HasQuestions(Requirement):
    """There is something to answer."""

    code = "no_questions"

    def check(self, attempt: Attempt) -> Refusal | None:
        """The town is still writing it."""
        questionnaire = questionnaire_of(attempt.subject)
        if questionnaire is None or questionnaire.question_count:
            return None
        return Refusal(self.code, _("The questions are being prepared. Come back a little later."))

    def sentence(self, subject: Any) -> str | Promise:
        """Goes without saying."""
        return ""


class OncePerAccount(Requirement):
    """A sentence of the rule sheet; a constraint of the database holds it."""

    code = "once_per_account"

    def check(self, attempt: Attempt) -> Refusal | None:
        """Answering again replaces the earlier answer."""
        return None

    def sentence(self, subject: Any) -> str | Promise:
        """How often, and until when it can be changed."""
        return gettext_lazy("One answer per person, which can be changed until the end.")


class NoAnswersYet(StaffRequirement):
    """Every answer must have been given to the same questions."""

    code = "questions_locked"

    def check(self, attempt: Attempt) -> Refusal | None:
        """Say how many have answered."""
        questionnaire = questionnaire_of(attempt.subject)
        if questionnaire is None or questionnaire.answer_count == 0:
            return None
        return Refusal(
            self.code,
            _(
                "People have already answered: the questions stay as they are, so that all answers"
                " can be counted together."
            ),
        )


class IsOver(StaffRequirement):
    """Nobody can answer any more."""

    code = "questionnaire_not_over"

    def check(self, attempt: Attempt) -> Refusal | None:
        """Results that are public while people answer would influence them."""
        questionnaire = questionnaire_of(attempt.subject)
        if questionnaire is None:
            return None
        if questionnaire.status_at(attempt.at) in (
            QuestionnaireStatus.CLOSED,
            QuestionnaireStatus.PUBLISHED,
        ):
            return None
        return Refusal(
            self.code,
            _("The results can be published once the questionnaire is closed."),
        )


class ResultsPublished(StaffRequirement):
    """Everyone can read the results."""

    code = "results_not_published"

    def check(self, attempt: Attempt) -> Refusal | None:
        """There is nothing to withdraw."""
        questionnaire = questionnaire_of(attempt.subject)
        if questionnaire is None or questionnaire.results_published_at is not None:
            return None
        return Refusal(self.code, _("The results are not published yet."))


EDITORS = HasRole(StaffRole.ADMINISTRATOR, StaffRole.PROCESS_ADMINISTRATOR)
EXPORTERS = HasRole(StaffRole.ADMINISTRATOR, StaffRole.PROCESS_ADMINISTRATOR, StaffRole.EVALUATOR)
READERS = HasRole(
    StaffRole.ADMINISTRATOR,
    StaffRole.PROCESS_ADMINISTRATOR,
    StaffRole.EVALUATOR,
    StaffRole.READER,
)

RULES: Rules = {
    # Signing in comes last: whoever comes too late learns it without an account.
    "consultations.answer_questionnaire": [
        ResultsNotPublished(),
        PhaseOpens(),
        DatesOpen(),
        HasQuestions(),
        SignedIn(),
        OncePerAccount(),
    ],
    "consultations.see_questionnaires": [SignedIn(), READERS],
    "consultations.create_questionnaire": [SignedIn(), EDITORS],
    "consultations.edit_questionnaire": [SignedIn(), EDITORS],
    "consultations.remove_questionnaire": [SignedIn(), EDITORS, NoAnswersYet()],
    "consultations.add_question": [SignedIn(), EDITORS, NoAnswersYet()],
    "consultations.edit_question": [SignedIn(), EDITORS, NoAnswersYet()],
    "consultations.move_question": [SignedIn(), EDITORS, NoAnswersYet()],
    "consultations.remove_question": [SignedIn(), EDITORS, NoAnswersYet()],
    "consultations.read_answers": [SignedIn(), READERS],
    "consultations.export_answers": [SignedIn(), EXPORTERS],
    "consultations.export_names": [SignedIn(), HasRole(StaffRole.ADMINISTRATOR)],
    "consultations.publish_results": [SignedIn(), EDITORS, ResultsNotPublished(), IsOver()],
    "consultations.withdraw_results": [SignedIn(), EDITORS, ResultsPublished()],
}
