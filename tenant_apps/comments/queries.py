"""A page of a discussion, in a number of queries that does not depend on its size."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from shared_apps.accounts.models import User
from shared_apps.permissions import rules
from shared_apps.permissions.refusal import Refusal
from tenant_apps.comments.choices import Alignment, CommentOrder
from tenant_apps.comments.models import MAX_DEPTH, Comment
from tenant_apps.contributions.models import Contribution

THREADS_PER_PAGE = 20


@dataclass(frozen=True)
class Entry:
    """A comment in its place, and what the reader may do with it."""

    comment: Comment
    author: str
    may_reply: bool
    may_edit: bool
    may_withdraw: bool

    @property
    def indent(self) -> int:
        """How far it is set in: 0 to 2."""
        return self.comment.depth - 1

    @property
    def reply_url(self) -> str:
        """Where a reply is written."""
        address = reverse("comments:post_comment", args=[self.comment.contribution_id])
        return f"{address}?parent={self.comment.pk}"


@dataclass(frozen=True)
class Thread:
    """A page of a discussion.

    `refusal` says why the reader may not comment, `may_hide` whether they moderate. For and
    against count people, each once, by their latest opinion. `form` is put in by the view.
    """

    contribution: Contribution
    entries: list[Entry]
    page: Page[Comment]
    order: str
    refusal: Refusal | None
    for_count: int
    against_count: int
    may_hide: bool = False
    form: object = None

    @property
    def for_share(self) -> int | None:
        """Percent of those with an opinion who are for; None while nobody has one."""
        people = self.for_count + self.against_count
        return round(100 * self.for_count / people) if people else None

    @property
    def orders(self) -> list[tuple[str, str]]:
        """Orders to choose from."""
        return [(row.value, str(row.label)) for row in CommentOrder]


def thread(
    contribution: Contribution,
    *,
    user: User | AnonymousUser,
    page: str | int | None = 1,
    order: str = CommentOrder.NEWEST,
) -> Thread:
    """Twenty threads with all their replies; four queries at most."""
    if order not in CommentOrder.values:
        order = CommentOrder.NEWEST
    sign = "-" if order == CommentOrder.NEWEST else ""
    roots = contribution.comments.roots().select_related("author")
    paginator = Paginator(roots.order_by(f"{sign}created_at", f"{sign}pk"), THREADS_PER_PAGE)
    shown = paginator.get_page(page)
    refusal = rules.check("comments.post_comment", user, contribution)
    comments = in_order(contribution, list(shown.object_list))
    opinions = balance(contribution) if paginator.count else {}
    return Thread(
        contribution=contribution,
        entries=[entry(comment, user, may_reply=refusal is None) for comment in comments],
        page=shown,
        order=order,
        refusal=refusal,
        for_count=opinions.get(Alignment.FOR, 0),
        against_count=opinions.get(Alignment.AGAINST, 0),
        may_hide=user.is_authenticated and rules.allows("moderation.hide_comment", user),
    )


def entry(comment: Comment, user: User | AnonymousUser, *, may_reply: bool) -> Entry:
    """What the reader may do with a comment; rules of authors are asked for their own only."""
    is_own = comment.author_id is not None and comment.author_id == user.pk
    return Entry(
        comment=comment,
        author=comment.author.display_name if comment.author else _("Former resident"),
        may_reply=may_reply and comment.is_published and comment.depth < MAX_DEPTH,
        may_edit=is_own and rules.allows("comments.edit_comment", user, comment),
        may_withdraw=is_own and rules.allows("comments.withdraw_comment", user, comment),
    )


def in_order(contribution: Contribution, roots: list[Comment]) -> list[Comment]:
    """The roots, each followed by its replies, oldest first; one query for all replies."""
    if not roots:
        return []
    ids = [root.pk for root in roots]
    replies = (
        contribution.comments.filter(Q(parent__in=ids) | Q(parent__parent__in=ids))
        .select_related("author")
        .order_by("created_at", "pk")
    )
    below: dict[int | None, list[Comment]] = defaultdict(list)
    for reply in replies:
        below[reply.parent_id].append(reply)

    def walk(comments: list[Comment]) -> Iterator[Comment]:
        for comment in comments:
            yield comment
            yield from walk(below[comment.pk])

    return list(walk(roots))


def balance(contribution: Contribution) -> dict[str, int]:
    """How many people are for and against, by the latest opinion of each; one query."""
    latest = (
        contribution.comments.published()
        .roots()
        .exclude(alignment=Alignment.NEUTRAL)
        .order_by("author_id", "-created_at", "-pk")
        .distinct("author_id")
    )
    rows = (
        Comment.objects.filter(pk__in=latest.values("pk"))
        .order_by("alignment")
        .values("alignment")
        .annotate(people=Count("pk"))
    )
    return {row["alignment"]: row["people"] for row in rows}


def page_of(comment: Comment) -> int:
    """The page on which its thread stands, newest first."""
    root = comment
    while root.parent_id is not None:
        root = Comment.objects.only("parent", "created_at", "contribution").get(pk=root.parent_id)
    newer = Q(created_at__gt=root.created_at) | Q(created_at=root.created_at, pk__gt=root.pk)
    before = Comment.objects.filter(newer, contribution_id=root.contribution_id).roots().count()
    return before // THREADS_PER_PAGE + 1
