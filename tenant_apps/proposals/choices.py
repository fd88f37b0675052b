"""What the town makes of an idea, and what may follow."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProposalStatus(TextChoices):
    """Where an idea stands with the town; its publication is a state of its contribution."""

    RECEIVED = "received", pgettext_lazy("idea", "received")
    UNDER_STUDY = "under_study", pgettext_lazy("idea", "under study")
    ACCEPTED = "accepted", pgettext_lazy("idea", "accepted")
    IN_PROGRESS = "in_progress", pgettext_lazy("idea", "in progress")
    DONE = "done", pgettext_lazy("idea", "done")
    NOT_RETAINED = "not_retained", pgettext_lazy("idea", "not retained")


STATUS_TRANSITIONS: dict[ProposalStatus, frozenset[ProposalStatus]] = {
    ProposalStatus.RECEIVED: frozenset(
        {ProposalStatus.UNDER_STUDY, ProposalStatus.ACCEPTED, ProposalStatus.NOT_RETAINED}
    ),
    ProposalStatus.UNDER_STUDY: frozenset(
        {ProposalStatus.RECEIVED, ProposalStatus.ACCEPTED, ProposalStatus.NOT_RETAINED}
    ),
    ProposalStatus.ACCEPTED: frozenset(
        {ProposalStatus.UNDER_STUDY, ProposalStatus.IN_PROGRESS, ProposalStatus.DONE}
    ),
    ProposalStatus.IN_PROGRESS: frozenset({ProposalStatus.ACCEPTED, ProposalStatus.DONE}),
    ProposalStatus.DONE: frozenset({ProposalStatus.IN_PROGRESS}),
    ProposalStatus.NOT_RETAINED: frozenset({ProposalStatus.UNDER_STUDY}),
}
# Statuses that the town owes residents a reason for.
NEEDS_ANSWER = frozenset({ProposalStatus.ACCEPTED, ProposalStatus.NOT_RETAINED})


@dataclass(frozen=True)
class Meaning:
    """What a status tells residents: a sentence, a color, a maximum number of days in it."""

    text: str | Promise
    chip: str
    days: int | None = None


MEANINGS: dict[ProposalStatus, Meaning] = {
    ProposalStatus.RECEIVED: Meaning(_("The town has received the idea."), "info", 30),
    ProposalStatus.UNDER_STUDY: Meaning(
        _("The departments look at whether and how it can be done."), "soon", 90
    ),
    ProposalStatus.ACCEPTED: Meaning(_("The town will carry it out."), "open", 180),
    ProposalStatus.IN_PROGRESS: Meaning(_("Work is under way."), "open"),
    ProposalStatus.DONE: Meaning(_("It is there."), "open"),
    ProposalStatus.NOT_RETAINED: Meaning(
        _("The town will not carry it out, and says why."), "closed"
    ),
}


class IdeaOrder(TextChoices):
    """Orders of the list of ideas."""

    RECENT = "recent", _("most recent")
    SUPPORTED = "supported", _("most supported")
    RELEVANCE = "relevance", _("best match")
