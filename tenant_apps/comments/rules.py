"""Who may comment, and change or withdraw a comment."""

from datetime import timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shared_apps.permissions.refusal import Refusal
from shared_apps.permissions.requirements import Attempt, Requirement, SignedIn
from shared_apps.permissions.rules import Rules
from tenant_apps.contributions.requirements import IsAuthor, IsPublished
from tenant_apps.processes.requirements import PhaseOpens

EDIT_WINDOW = timedelta(minutes=15)


class WithinEditWindow(Requirement):
    """The comment was posted a short while ago."""

    code = "edit_window_over"

    def check(self, attempt: Attempt) -> Refusal | None:
        """Others may have answered by then."""
        if attempt.at < attempt.subject.created_at + EDIT_WINDOW:
            return None
        return Refusal(
            self.code,
            _("A comment can be changed for 15 minutes. You can still withdraw it or reply to it."),
        )

    def sentence(self, subject: Any) -> str | Promise:
        """Printed with what authors may do."""
        return _("In the 15 minutes after posting.")


RULES: Rules = {
    "comments.post_comment": [SignedIn(), IsPublished(), PhaseOpens()],
    "comments.edit_comment": [SignedIn(), IsAuthor(), IsPublished(), WithinEditWindow()],
    "comments.withdraw_comment": [SignedIn(), IsAuthor(), IsPublished()],
}
