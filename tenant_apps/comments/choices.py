"""States and opinions of comments."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Alignment(TextChoices):
    """What a comment says of the contribution."""

    FOR = "for", _("for")
    NEUTRAL = "neutral", _("neutral")
    AGAINST = "against", _("against")


class CommentState(TextChoices):
    """Publication of a comment."""

    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn by its author")
    HIDDEN = "hidden", _("hidden by moderation")


COMMENT_TRANSITIONS: dict[CommentState, frozenset[CommentState]] = {
    CommentState.PUBLISHED: frozenset({CommentState.WITHDRAWN, CommentState.HIDDEN}),
    CommentState.HIDDEN: frozenset({CommentState.PUBLISHED}),
    CommentState.WITHDRAWN: frozenset(),
}


class CommentOrder(TextChoices):
    """Orders of a discussion."""

    NEWEST = "newest", _("newest first")
    OLDEST = "oldest", _("oldest first")
