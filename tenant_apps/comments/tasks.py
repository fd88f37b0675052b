"""Telling the authors of what a comment answers."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from shared_apps.accounts.models import User
from tenant_apps.comments.models import Comment
from tenant_apps.notifications import actions as notifications
from tenants.tasks import background


@background()
def tell_authors(*, comment_id: int) -> None:
    """Tell the contribution's author and, for a reply, the comment's; nobody twice."""
    comment = (
        Comment.objects.published()
        .select_related("contribution__author", "parent__author", "author")
        .filter(pk=comment_id)
        .first()
    )
    if comment is None:
        return
    told: set[Any] = {None, comment.author_id}
    if comment.parent is not None:
        _tell(comment, comment.parent.author, told, is_reply=True)
    _tell(comment, comment.contribution.author, told, is_reply=False)


def _tell(comment: Comment, user: User | None, told: set[Any], *, is_reply: bool) -> None:
    if user is None or user.pk in told or not user.is_active:
        return
    told.add(user.pk)
    with override(user.language):
        values = {"title": comment.contribution.title}
        notifications.notify(
            user=user,
            kind="comments.post_comment",
            title=_("Somebody replied to your comment")
            if is_reply
            else _("New comment on “%(title)s”") % values,
            body=_("On “%(title)s”:") % values + f"\n\n{comment.body}",
            url=f"{comment.contribution.get_absolute_url()}#{comment.anchor}",
        )
