"""Who may support and follow."""

from dataclasses import replace

from shared_apps.permissions.refusal import Refusal
from shared_apps.permissions.requirements import Attempt, SignedIn
from shared_apps.permissions.rules import Rules
from tenant_apps.contributions.requirements import IsPublished
from tenant_apps.processes.requirements import PhaseOpens


class SupportsOpen(PhaseOpens):
    """A phase that opens supports opens taking them back; a closed one keeps its totals."""

    def check(self, attempt: Attempt) -> Refusal | None:
        """As for supporting."""
        return super().check(replace(attempt, verb="engagement.support"))


RULES: Rules = {
    "engagement.support": [SignedIn(), IsPublished(), PhaseOpens()],
    "engagement.withdraw_support": [SignedIn(), IsPublished(), SupportsOpen()],
    "engagement.follow": [SignedIn(), IsPublished()],
    "engagement.unfollow": [SignedIn()],
}
