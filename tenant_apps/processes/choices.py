"""States of a process, who sees it, and where a phase stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProcessState(TextChoices):
    """Life of a process; `PROCESS_TRANSITIONS` says what may follow."""

    DRAFT = "draft", pgettext_lazy("process", "draft")
    PUBLISHED = "published", pgettext_lazy("process", "published")
    ARCHIVED = "archived", pgettext_lazy("process", "archived")


PROCESS_TRANSITIONS: dict[ProcessState, frozenset[ProcessState]] = {
    ProcessState.DRAFT: frozenset({ProcessState.PUBLISHED}),
    ProcessState.PUBLISHED: frozenset({ProcessState.DRAFT, ProcessState.ARCHIVED}),
    ProcessState.ARCHIVED: frozenset({ProcessState.PUBLISHED}),
}


class Visibility(TextChoices):
    """Who may see a published process."""

    PUBLIC = "public", _("everyone")
    UNLISTED = "unlisted", _("everyone who has the address")


class PhaseStatus(TextChoices):
    """Where a phase stands at a moment."""

    UPCOMING = "upcoming", pgettext_lazy("phase", "upcoming")
    OPEN = "open", pgettext_lazy("phase", "open")
    CLOSED = "closed", pgettext_lazy("phase", "closed")
