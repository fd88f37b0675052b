"""Comments on contributions, in threads."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenant_apps.comments.choices import Alignment, CommentState
from tenant_apps.contributions.choices import CharterRule
from tenant_apps.contributions.models import Contribution

MAX_DEPTH = 3


class CommentQuerySet(models.QuerySet["Comment"]):
    """Reads of comments."""

    def published(self) -> "CommentQuerySet":
        """What can be read."""
        return self.filter(state=CommentState.PUBLISHED)

    def roots(self) -> "CommentQuerySet":
        """What starts a thread."""
        return self.filter(depth=1)

    def visible_to(self, user: Any) -> "CommentQuerySet":
        """Everyone sees the place of hidden and withdrawn ones; templates show no text of them."""
        return self.filter(contribution__in=Contribution.objects.visible_to(user))


class Comment(models.Model):
    """A comment or a reply to one; depth is 1 to 3.

    Only comments of depth 1 carry an opinion. `hidden_rule` is the rule that a hidden one has
    broken.
    """

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="comments")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="replies"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    body = models.TextField(_("comment"), max_length=3000)
    alignment = models.CharField(
        _("opinion"), max_length=7, choices=Alignment.choices, default=Alignment.NEUTRAL
    )
    depth = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(
        max_length=10, choices=CommentState.choices, default=CommentState.PUBLISHED
    )
    hidden_rule = models.CharField(max_length=14, choices=CharterRule.choices, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    edited_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = (
            models.CheckConstraint(
                condition=Q(depth__range=(1, MAX_DEPTH)), name="comment_depth_1_to_3"
            ),
            models.CheckConstraint(
                condition=Q(depth=1, parent__isnull=True) | Q(depth__gt=1, parent__isnull=False),
                name="comment_reply_has_parent",
            ),
            models.CheckConstraint(
                condition=Q(state="hidden", hidden_rule__gt="")
                | (~Q(state="hidden") & Q(hidden_rule="")),
                name="comment_hidden_has_rule",
            ),
        )
        indexes = (models.Index(fields=("contribution", "created_at"), name="comment_thread_idx"),)

    def __str__(self) -> str:
        return self.body[:60]

    @property
    def is_published(self) -> bool:
        """Whether its text is shown."""
        return self.state == CommentState.PUBLISHED

    @property
    def anchor(self) -> str:
        """Its name within the page of its contribution."""
        return f"comment-{self.pk}"
