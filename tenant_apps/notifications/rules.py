"""Who may read and mark messages."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shared_apps.permissions.refusal import Refusal
from shared_apps.permissions.requirements import Attempt, Requirement, SignedIn
from shared_apps.permissions.rules import Rules


class IsRecipient(Requirement):
    """The message was sent to the person."""

    code = "not_recipient"

    def check(self, attempt: Attempt) -> Refusal | None:
        """Messages are private."""
        if attempt.subject is not None and attempt.subject.user_id == attempt.user.pk:
            return None
        return Refusal(self.code, _("This message is not for you."))

    def sentence(self, subject: Any) -> str | Promise:
        """Nobody needs to be told."""
        return ""


RULES: Rules = {
    "notifications.mark_read": [SignedIn(), IsRecipient()],
    "notifications.mark_all_read": [SignedIn()],
    "notifications.choose_mail": [SignedIn()],
}
