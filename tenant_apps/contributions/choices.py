"""States of publication of a contribution, and the reasons for which one may be hidden."""

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
    ContributionState.PUBLISHED: frozenset({ContributionState.WITHDRAWN, ContributionState.HIDDEN}),
    ContributionState.HIDDEN: frozenset({ContributionState.PUBLISHED}),
    ContributionState.WITHDRAWN: frozenset(),
}


class CharterRule(TextChoices):
    """Rules of the participation charter: what flags point at and hidden texts have broken."""

    INSULT = "insult", _("insult or personal attack")
    DISCRIMINATION = "discrimination", _("discriminatory or hateful words")
    PERSONAL_DATA = "personal_data", _("personal data of somebody")
    ADVERTISING = "advertising", _("advertising or spam")
    OFF_TOPIC = "off_topic", _("off topic")
    ILLEGAL = "illegal", _("unlawful content")
