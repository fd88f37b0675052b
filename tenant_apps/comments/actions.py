"""Posting, changing, withdrawing and hiding comments.

The contribution's row is locked by every action that changes how many comments can be read, so its
counter and the comments cannot part.
"""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared_apps.accounts.models import User
from shared_apps.audit import actions as audit
from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError
from tenant_apps.comments import tasks
from tenant_apps.comments.choices import COMMENT_TRANSITIONS, Alignment, CommentState
from tenant_apps.comments.models import MAX_DEPTH, Comment
from tenant_apps.contributions.choices import CharterRule
from tenant_apps.contributions.models import Contribution


class ParentGone(DomainError):
    """The comment replied to was withdrawn or hidden, or belongs elsewhere."""

    code = "parent_gone"


class ThreadTooDeep(DomainError):
    """Replies stop at the third level."""

    code = "thread_too_deep"


class WrongCommentState(DomainError):
    """The comment has moved on since the page was shown."""

    code = "wrong_comment_state"


@transaction.atomic
def post_comment(
    *,
    contribution: Contribution,
    body: str,
    by: User,
    alignment: Alignment = Alignment.NEUTRAL,
    parent: Comment | None = None,
) -> Comment:
    """Publish a comment or a reply; the authors of what it answers are told."""
    contribution = _lock(contribution)
    rules.require("comments.post_comment", by, contribution)
    if parent is not None:
        parent = _parent(contribution, parent)
    comment = Comment.objects.create(
        contribution=contribution,
        parent=parent,
        depth=parent.depth + 1 if parent else 1,
        author=by,
        body=body,
        alignment=Alignment.NEUTRAL if parent else alignment,
    )
    _count(contribution, 1)
    audit.record("comments.post_comment", by=by, subject=comment, contribution=contribution.pk)
    tasks.tell_authors.delay(comment_id=comment.pk)
    return comment


@transaction.atomic
def edit_comment(*, comment: Comment, body: str, by: User) -> Comment:
    """Replace its words shortly after posting; it is marked as changed."""
    comment = _lock_comment(comment)
    rules.require("comments.edit_comment", by, comment)
    comment.body = body
    comment.edited_at = timezone.now()
    comment.save(update_fields=["body", "edited_at"])
    audit.record("comments.edit_comment", by=by, subject=comment)
    return comment


@transaction.atomic
def withdraw_comment(*, comment: Comment, by: User) -> Comment:
    """Take it back; its place stays, so that replies keep their sense."""
    contribution = _lock(comment.contribution)
    comment = _lock_comment(comment)
    rules.require("comments.withdraw_comment", by, comment)
    _move(comment, CommentState.WITHDRAWN)
    _count(contribution, -1)
    audit.record("comments.withdraw_comment", by=by, subject=comment)
    return comment


@transaction.atomic
def hide_comment(*, comment: Comment, rule: CharterRule, by: User) -> Comment:
    """Hide its text for the rule it breaks; moderation checks the right and tells the author."""
    contribution = _lock(comment.contribution)
    comment = _lock_comment(comment)
    _move(comment, CommentState.HIDDEN, rule=rule)
    _count(contribution, -1)
    audit.record("comments.hide_comment", by=by, subject=comment, rule=rule.value)
    return comment


@transaction.atomic
def restore_comment(*, comment: Comment, by: User) -> Comment:
    """Show a hidden one again; moderation checks the right."""
    contribution = _lock(comment.contribution)
    comment = _lock_comment(comment)
    _move(comment, CommentState.PUBLISHED)
    _count(contribution, 1)
    audit.record("comments.restore_comment", by=by, subject=comment)
    return comment


def _lock(contribution: Contribution) -> Contribution:
    return (
        Contribution.objects.select_for_update(of=("self",))
        .select_related("process")
        .get(pk=contribution.pk)
    )


def _lock_comment(comment: Comment) -> Comment:
    return Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)


def _parent(contribution: Contribution, parent: Comment) -> Comment:
    found = contribution.comments.select_for_update(of=("self",)).filter(pk=parent.pk).first()
    if found is None or not found.is_published:
        raise ParentGone(_("The comment that you reply to is no longer there."))
    if found.depth >= MAX_DEPTH:
        raise ThreadTooDeep(_("Replies stop here. Post a comment of its own instead."))
    return found


def _count(contribution: Contribution, change: int) -> None:
    Contribution.objects.filter(pk=contribution.pk).update(
        comment_count=F("comment_count") + change
    )


def _move(comment: Comment, to: CommentState, *, rule: CharterRule | None = None) -> None:
    if to not in COMMENT_TRANSITIONS[CommentState(comment.state)]:
        raise WrongCommentState(
            _("This has changed in the meantime: it is now “%(state)s”.")
            % {"state": comment.get_state_display()}
        )
    comment.state = to
    comment.hidden_rule = rule.value if rule else ""
    comment.save(update_fields=["state", "hidden_rule"])
