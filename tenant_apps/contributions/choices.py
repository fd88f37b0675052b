"""States of publication of a contribution."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ContributionState(TextChoices):
    """Publication; what the town answers is a separate state of the module."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn by its author")
    HIDDEN = "hidden", _("hidden by moderation")


CONTRIBUTION_TRANSITIONS: dict[ContributionState, frozenset[ContributionState]] = {
    ContributionState.DRAFT: frozenset({ContributionState.PUBLISHED, ContributionState.WITHDRAWN}),
    ContributionState.PUBLISHED: frozenset(
        {ContributionState.WITHDRAWN, ContributionState.HIDDEN}
    ),
    ContributionState.HIDDEN: frozenset({ContributionState.PUBLISHED}),
    ContributionState.WITHDRAWN: frozenset(),
}
