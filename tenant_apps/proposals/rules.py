"""Who may submit, change and answer ideas."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shared_apps.permissions.refusal import Refusal
from shared_apps.permissions.requirements import Attempt, HasRole, Requirement, SignedIn
from shared_apps.permissions.rules import Rules
from tenant_apps.contributions.requirements import IsAuthor, IsPublished
from tenant_apps.processes.requirements import PhaseOpens
from tenant_apps.proposals.choices import ProposalStatus


class StillReceived(Requirement):
    """The town has not begun to look at the idea."""

    code = "idea_under_study"

    def check(self, attempt: Attempt) -> Refusal | None:
        """Supporters and the town must find what they have read."""
        if attempt.subject.status == ProposalStatus.RECEIVED:
            return None
        return Refusal(
            self.code,
            _("The town has begun to look at this idea: its text stays as it is. Add a comment."),
        )

    def sentence(self, subject: Any) -> str | Promise:
        """Printed with what authors may do."""
        return _("Until the town begins to look at the idea.")


MANAGERS = HasRole("administrator", "process_administrator")
ANSWERERS = HasRole("administrator", "process_administrator", "evaluator")
READERS = HasRole(
    "administrator", "process_administrator", "evaluator", "moderator", "counter_agent", "reader"
)

RULES: Rules = {
    "proposals.submit_idea": [SignedIn(), PhaseOpens()],
    "proposals.edit_idea": [SignedIn(), IsAuthor(), IsPublished(), StillReceived(), PhaseOpens()],
    "proposals.withdraw_idea": [SignedIn(), IsAuthor(), IsPublished()],
    "proposals.review_ideas": [SignedIn(), READERS],
    "proposals.change_status": [SignedIn(), ANSWERERS],
    "proposals.change_statuses": [SignedIn(), MANAGERS],
    "proposals.export_ideas": [SignedIn(), MANAGERS],
}
