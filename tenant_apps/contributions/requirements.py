"""Requirements on a contribution, and on anything that hangs on one or has an author."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shared_apps.permissions.refusal import Refusal
from shared_apps.permissions.requirements import Attempt, Requirement
from tenant_apps.contributions.choices import ContributionState
from tenant_apps.processes.choices import ProcessState


class IsPublished(Requirement):
    """The text is there for everyone; the subject has a state, or a contribution that has one."""

    code = "not_published"

    def check(self, attempt: Attempt) -> Refusal | None:
        """Withdrawn, hidden and unpublished texts stay as they are."""
        subject = attempt.subject
        if not hasattr(subject, "state"):
            subject = subject.contribution
        process = getattr(subject, "process", None)
        in_preparation = process is not None and process.state == ProcessState.DRAFT
        if subject.state == ContributionState.PUBLISHED and not in_preparation:
            return None
        return Refusal(self.code, _("This text is no longer published."))

    def sentence(self, subject: Any) -> str | Promise:
        """Goes without saying."""
        return ""


class IsAuthor(Requirement):
    """The person wrote it."""

    code = "author_needed"

    def check(self, attempt: Attempt) -> Refusal | None:
        """Nobody changes the words of somebody else."""
        subject = attempt.subject
        if not hasattr(subject, "author_id"):
            subject = subject.contribution
        if subject.author_id is not None and subject.author_id == attempt.user.pk:
            return None
        return Refusal(self.code, _("Only its author can do this."))

    def sentence(self, subject: Any) -> str | Promise:
        """Printed with what authors may do."""
        return _("Its author only.")
