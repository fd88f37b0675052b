"""States of a project and of a vote, where a ballot came from, and how votes are counted."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProjectState(TextChoices):
    """What the town says of a project; `PROJECT_TRANSITIONS` says what may follow."""

    SUBMITTED = "submitted", _("received")
    ADMISSIBLE = "admissible", _("admissible")
    FEASIBLE = "feasible", _("put to the vote")
    NOT_RETAINED = "not_retained", _("not retained")


PROJECT_TRANSITIONS: dict[ProjectState, frozenset[ProjectState]] = {
    ProjectState.SUBMITTED: frozenset({ProjectState.ADMISSIBLE, ProjectState.NOT_RETAINED}),
    ProjectState.ADMISSIBLE: frozenset(
        {ProjectState.FEASIBLE, ProjectState.NOT_RETAINED, ProjectState.SUBMITTED}
    ),
    ProjectState.FEASIBLE: frozenset({ProjectState.ADMISSIBLE, ProjectState.NOT_RETAINED}),
    ProjectState.NOT_RETAINED: frozenset({ProjectState.SUBMITTED}),
}


class VoteState(TextChoices):
    """Where the vote stands; read from the budget's dates, in this order and never back.

    Only COUNTED may fall back to CLOSED, when paper ballots are added or taken away.
    """

    OPEN = "open", _("vote not closed")
    CLOSED = "closed", _("vote closed")
    COUNTED = "counted", _("ballots counted")
    PUBLISHED = "published", _("results published")


VOTE_TRANSITIONS: dict[VoteState, frozenset[VoteState]] = {
    VoteState.OPEN: frozenset({VoteState.CLOSED}),
    VoteState.CLOSED: frozenset({VoteState.COUNTED}),
    VoteState.COUNTED: frozenset({VoteState.CLOSED, VoteState.COUNTED, VoteState.PUBLISHED}),
    VoteState.PUBLISHED: frozenset(),
}


class VotingRule(TextChoices):
    """How a ballot is filled and how ballots are counted."""

    KNAPSACK = "knapsack", _("a list of projects within the amount")


class Channel(TextChoices):
    """Where a ballot was cast."""

    ONLINE = "online", _("online")
    PAPER = "paper", _("on paper")


class Outcome(TextChoices):
    """What the count did with a project."""

    TAKEN = "taken", _("chosen")
    TOO_EXPENSIVE = "too_expensive", _("does not fit in what is left")
    NO_VOTES = "no_votes", _("without any vote")
