"""Comments on contributions, in threads."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenant_apps.comments.choices import Alignment, CommentState
from tenant_apps.contributions.models import Contribution


class CommentQuerySet(models.QuerySet["Comment"]):
    """Reads of comments."""

    def visible_to(self, user: Any) -> "CommentQuerySet":
        """Everyone sees the place of hidden and withdrawn ones; templates show no text of them."""
        return self.filter(contribution__in=Contribution.objects.visible_to(user))


class Comment(models.Model):
    """A comment or a reply to one; depth is 1 to 3."""

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
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = (
            models.CheckConstraint(condition=Q(depth__range=(1, 3)), name="comment_depth_1_to_3"),
            models.CheckConstraint(
                condition=Q(depth=1, parent__isnull=True) | Q(depth__gt=1, parent__isnull=False),
                name="comment_reply_has_parent",
            ),
        )
        indexes = (
            models.Index(fields=("contribution", "created_at"), name="comment_thread_idx"),
        )

    def __str__(self) -> str:
        return self.body[:60]
