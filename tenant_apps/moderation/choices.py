"""The life of a moderation case."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class CaseState(TextChoices):
    """Where a case stands; `CASE_TRANSITIONS` says what may follow."""

    FLAGGED = "flagged", pgettext_lazy("moderation case", "flagged")
    KEPT = "kept", pgettext_lazy("moderation case", "kept")
    HIDDEN = "hidden", pgettext_lazy("moderation case", "hidden")
    APPEALED = "appealed", pgettext_lazy("moderation case", "appealed")
    UPHELD = "upheld", pgettext_lazy("moderation case", "upheld after appeal")
    RESTORED = "restored", pgettext_lazy("moderation case", "restored")


CASE_TRANSITIONS: dict[CaseState, frozenset[CaseState]] = {
    CaseState.FLAGGED: frozenset({CaseState.KEPT, CaseState.HIDDEN}),
    CaseState.KEPT: frozenset(),
    CaseState.HIDDEN: frozenset({CaseState.APPEALED, CaseState.RESTORED}),
    CaseState.APPEALED: frozenset({CaseState.UPHELD, CaseState.RESTORED}),
    CaseState.UPHELD: frozenset({CaseState.RESTORED}),
    CaseState.RESTORED: frozenset(),
}
# States in which somebody of the town has to decide.
TO_DECIDE = (CaseState.FLAGGED, CaseState.APPEALED)
# States in which a case is not over: an item has at most one such case.
LIVE = (CaseState.FLAGGED, CaseState.HIDDEN, CaseState.APPEALED, CaseState.UPHELD)
