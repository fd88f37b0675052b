"""Comments."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from tenants import registry


class CommentsConfig(registry.CityAppConfig):
    """Comments on contributions, in threads."""

    name = "tenant_apps.comments"
    verbose_name = _("comments")
    title = _("Comments")
    icon = "comment"
    prefix = "comments/"
    urls = "tenant_apps.comments.urls"

    def person_data(self, user: Any) -> Mapping[str, Any]:
        """Every comment of the person, with its state."""
        from tenant_apps.comments.models import Comment

        rows = Comment.objects.filter(author_id=user.pk).order_by("pk")
        return {
            "comments": [
                {
                    "contribution": row.contribution_id,
                    "text": row.body,
                    "alignment": row.alignment,
                    "state": row.state,
                    "created_at": row.created_at.isoformat(),
                }
                for row in rows
            ]
        }

    def erase_person(self, user: Any) -> None:
        """Published comments stay without their author; the text of withdrawn ones goes."""
        from tenant_apps.comments.choices import CommentState
        from tenant_apps.comments.models import Comment

        own = Comment.objects.filter(author_id=user.pk)
        own.filter(state=CommentState.WITHDRAWN).update(body="")
        own.update(author=None)

    def usage(self) -> Mapping[str, int]:
        """How many comments can be read."""
        from tenant_apps.comments.models import Comment

        return {"comments": Comment.objects.published().count()}
