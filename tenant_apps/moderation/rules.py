"""Who may flag, decide and appeal."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shared_apps.permissions.refusal import Refusal
from shared_apps.permissions.requirements import Attempt, HasRole, Requirement, SignedIn
from shared_apps.permissions.rules import Rules
from tenant_apps.contributions.requirements import IsPublished
from tenant_apps.moderation.choices import CaseState

MODERATORS = HasRole("administrator", "moderator")


class IsConcerned(Requirement):
    """The person wrote what the case is about."""

    code = "author_needed"

    def check(self, attempt: Attempt) -> Refusal | None:
        """Only the author appeals."""
        if attempt.subject.author is not None and attempt.subject.author.pk == attempt.user.pk:
            return None
        return Refusal(self.code, _("Only its author can do this."))

    def sentence(self, subject: Any) -> str | Promise:
        """Printed with the way to appeal."""
        return _("Its author only.")


class IsAppealable(Requirement):
    """The text is hidden and no appeal was made yet."""

    code = "not_appealable"

    def check(self, attempt: Attempt) -> Refusal | None:
        """One appeal a decision."""
        if attempt.subject.state == CaseState.HIDDEN:
            return None
        return Refusal(self.code, _("This decision cannot be appealed any more."))

    def sentence(self, subject: Any) -> str | Promise:
        """Printed with the way to appeal."""
        return _("Once for each decision.")


class IsSomebodyElse(Requirement):
    """An appeal is judged by another person than the one who decided."""

    code = "another_person_needed"

    def check(self, attempt: Attempt) -> Refusal | None:
        """Before an appeal, the person who decided may undo the decision."""
        case = attempt.subject
        if case is None or case.state != CaseState.APPEALED:
            return None
        if case.decided_by_id is None or case.decided_by_id != attempt.user.pk:
            return None
        return Refusal(
            self.code, _("You took this decision: another moderator answers the appeal.")
        )

    def sentence(self, subject: Any) -> str | Promise:
        """Printed with the way to appeal."""
        return _("Another person than the one who decided answers the appeal.")


class IsNotConcerned(Requirement):
    """Nobody undoes or upholds a decision about a text of their own."""

    code = "own_text"

    def check(self, attempt: Attempt) -> Refusal | None:
        """A moderator whose text was hidden appeals as everybody does."""
        case = attempt.subject
        if case is None or case.author is None or case.author.pk != attempt.user.pk:
            return None
        return Refusal(self.code, _("This is your own text: another moderator decides."))

    def sentence(self, subject: Any) -> str | Promise:
        """Said by the rule of appeals."""
        return ""


RULES: Rules = {
    "moderation.flag_contribution": [SignedIn(), IsPublished()],
    "moderation.flag_comment": [SignedIn(), IsPublished()],
    "moderation.appeal_decision": [SignedIn(), IsConcerned(), IsAppealable()],
    "moderation.review_cases": [SignedIn(), MODERATORS],
    "moderation.keep_item": [SignedIn(), MODERATORS],
    "moderation.hide_contribution": [SignedIn(), MODERATORS],
    "moderation.hide_comment": [SignedIn(), MODERATORS],
    "moderation.restore_item": [SignedIn(), MODERATORS, IsNotConcerned(), IsSomebodyElse()],
    "moderation.uphold_decision": [SignedIn(), MODERATORS, IsNotConcerned(), IsSomebodyElse()],
}
