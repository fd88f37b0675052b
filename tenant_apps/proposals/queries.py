"""Reads of ideas: the list with its counts, the history of one, similar ones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, LiteralString, cast

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shared_apps.accounts.models import User
from shared_apps.audit.models import AuditEvent
from shared_apps.ui import formats
from tenant_apps.comments.models import Comment
from tenant_apps.contributions.choices import ContributionState
from tenant_apps.contributions.models import SEARCH_CONFIG, Contribution, ContributionQuerySet
from tenant_apps.engagement import queries as engagement
from tenant_apps.processes.choices import ProcessState
from tenant_apps.processes.models import Process
from tenant_apps.processes.requirements import opens
from tenant_apps.proposals.choices import MEANINGS, IdeaOrder, ProposalStatus
from tenant_apps.proposals.models import KIND, Proposal, ProposalQuerySet

IDEAS_PER_PAGE = 20
SIMILAR_WORDS = 12
ORDERS: Mapping[str, tuple[str, ...]] = {
    IdeaOrder.RECENT: ("-published_at", "-pk"),
    IdeaOrder.SUPPORTED: ("-support_count", "-published_at", "-pk"),
    IdeaOrder.RELEVANCE: ("-rank", "-published_at", "-pk"),
}


@dataclass(frozen=True)
class IdeaFilter:
    """What a reader asked for; empty values ask for nothing."""

    text: str = ""
    status: str = ""
    process: Process | None = None
    order: str = IdeaOrder.RECENT
    author: Any = None


# Orders of the staff's list, by the name in the address; a leading "-" is descending.
STAFF_ORDERS: Mapping[str, tuple[str, ...]] = {
    "published": ("contribution__published_at", "pk"),
    "-published": ("-contribution__published_at", "-pk"),
    "supports": ("contribution__support_count", "pk"),
    "-supports": ("-contribution__support_count", "-pk"),
    "comments": ("contribution__comment_count", "pk"),
    "-comments": ("-contribution__comment_count", "-pk"),
    "changed": ("status_changed_at", "pk"),
    "-changed": ("-status_changed_at", "-pk"),
}


@dataclass(frozen=True)
class StaffFilter:
    """What an agent asked for."""

    text: str = ""
    status: str = ""
    process: Process | None = None
    is_unanswered: bool = False
    order: str = "-published"


@dataclass(frozen=True)
class Card:
    """An idea in a list."""

    pk: int
    title: str
    excerpt: str
    place: str
    support_count: int
    comment_count: int
    published_at: datetime
    status: str
    is_answered: bool

    @property
    def label(self) -> str:
        """Its status in words."""
        return capfirst(str(ProposalStatus(self.status).label))

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("proposals:idea", args=[self.pk])

    @property
    def supports(self) -> str:
        """`12 supports`."""
        text = ngettext("%(count)s support", "%(count)s supports", self.support_count)
        return text % {"count": formats.number(self.support_count)}

    @property
    def comments(self) -> str:
        """`3 comments`."""
        text = ngettext("%(count)s comment", "%(count)s comments", self.comment_count)
        return text % {"count": formats.number(self.comment_count)}

    @property
    def chip(self) -> str:
        """The color of its status."""
        return MEANINGS[ProposalStatus(self.status)].chip


def cards(contributions: QuerySet[Contribution]) -> list[Card]:
    """Cards of these contributions, in their order; one query."""
    rows = contributions.values(
        "pk",
        "title",
        "excerpt",
        "place",
        "support_count",
        "comment_count",
        "published_at",
        status=F("proposal__status"),
        is_answered=Q(proposal__answered_at__isnull=False),
    )
    return [Card(**row) for row in cast("Iterable[dict[str, Any]]", rows)]


def ideas(wanted: IdeaFilter) -> ContributionQuerySet:
    """Ideas that a reader asked for, whatever their status, in no order.

    An author's own come in every state; a process that is not listed only when it is asked for.
    """
    if wanted.author is not None:
        found = Contribution.objects.filter(author=wanted.author)
    elif wanted.process is not None:
        found = Contribution.objects.published()
    else:
        found = Contribution.objects.listed()
    found = found.filter(kind=KIND)
    if wanted.process is not None:
        found = found.filter(process=wanted.process)
    return found.search_for(wanted.text) if wanted.text else found


def status_counts(found: ContributionQuerySet) -> dict[str, int]:
    """How many ideas stand in each status; one query."""
    rows = found.order_by("proposal__status").values("proposal__status").annotate(Count("pk"))
    return {row["proposal__status"]: row["pk__count"] for row in rows}


def page_of_ideas(
    wanted: IdeaFilter, number: str | int | None
) -> tuple[Page[Card], dict[str, int]]:
    """One page of cards and the counts of each status; two queries."""
    found = ideas(wanted)
    counts = status_counts(found)
    if wanted.status:
        found = found.filter(proposal__status=wanted.status)
    paginator = Paginator(found.order_by(*ORDERS[wanted.order]), IDEAS_PER_PAGE)
    # The counts are known: no need to count again.
    paginator.count = counts.get(wanted.status, 0) if wanted.status else sum(counts.values())
    page = paginator.get_page(number)
    page.object_list = cards(page.object_list)  # type: ignore[assignment,arg-type]
    return page, counts  # type: ignore[return-value]


def latest(limit: int, process: Process | None = None) -> list[Card]:
    """The newest ideas, for the portal's home and for a process."""
    found = ideas(IdeaFilter(process=process))
    return cards(found.order_by(*ORDERS[IdeaOrder.RECENT])[:limit])


def number_of(wanted: IdeaFilter) -> int:
    """How many ideas a reader would find."""
    return ideas(wanted).count()


def staff_ideas(wanted: StaffFilter) -> ProposalQuerySet:
    """Ideas in every state but drafts, for the town."""
    texts = Contribution.objects.filter(kind=KIND).exclude(state=ContributionState.DRAFT)
    if wanted.process is not None:
        texts = texts.filter(process=wanted.process)
    if wanted.text:
        texts = texts.search_for(wanted.text)
    found = Proposal.objects.filter(contribution__in=texts.values("pk"))
    if wanted.status:
        found = found.filter(status=wanted.status)
    if wanted.is_unanswered:
        found = found.filter(answer="")
    ordered = found.select_related("contribution__author", "contribution__process")
    return ordered.order_by(*STAFF_ORDERS[wanted.order])


def similar(text: str, limit: int = 3) -> list[Card]:
    """Published ideas that share words with a title, the closest first."""
    words = [word for word in text.split() if len(word) > 3][:SIMILAR_WORDS]
    if not words:
        return []
    query = reduce(or_, (SearchQuery(word, config=SEARCH_CONFIG) for word in words))
    found = Contribution.objects.listed().filter(kind=KIND, search=query)
    return cards(found.order_by(SearchRank(F("search"), query).desc(), "-pk")[:limit])


def processes_with_ideas() -> QuerySet[Process]:
    """Listed processes that ideas were submitted to."""
    ideas_of = Contribution.objects.published().filter(kind=KIND, process__isnull=False)
    return Process.objects.listed().filter(pk__in=ideas_of.values("process")).order_by("title")


def takes_ideas(process: Process | None) -> bool:
    """Whether ideas can be submitted now; the permanent idea box always takes them."""
    if process is None:
        return True
    now = timezone.now()
    return process.state == ProcessState.PUBLISHED and any(
        phase.is_open_at(now) and opens(phase, "proposals.submit_idea")
        for phase in process.ordered_phases
    )


def for_page(user: Any) -> QuerySet[Proposal]:
    """Ideas that the person may open, with all that their page shows of them."""
    return (
        Proposal.objects.visible_to(user)
        .select_related("contribution__author", "contribution__process", "answered_by")
        .prefetch_related("contribution__process__phases")
    )


def reader_variant(user: User, pk: int) -> str | None:
    """What tells residents apart on an idea's page: whether they support and follow it; one query.

    None for its author and for those who wrote in its discussion: they see buttons of their own.
    Written as SQL, because it is asked at each view of a page that is otherwise not rendered.
    """
    with connection.cursor() as cursor:
        cursor.execute(READER, {"idea": pk, "reader": user.pk})
        row = cursor.fetchone()
    if row is None or row[0] == user.pk or row[1]:
        return None
    return f"{row[2]:d}{row[3]:d}"


READER: LiteralString = """
SELECT author_id,
  EXISTS (SELECT FROM comments_comment WHERE contribution_id = %(idea)s AND author_id = %(reader)s),
  EXISTS (SELECT FROM engagement_support WHERE contribution_id = %(idea)s AND user_id = %(reader)s),
  EXISTS (SELECT FROM engagement_follow WHERE contribution_id = %(idea)s AND user_id = %(reader)s)
FROM contributions_contribution WHERE id = %(idea)s
"""


def author_name(idea: Proposal) -> str:
    """Who wrote it, as shown to others."""
    author = idea.contribution.author
    return author.display_name if author else _("Former resident")


def answerer_name(idea: Proposal) -> str:
    """Who answered for the town."""
    return idea.answered_by.display_name if idea.answered_by else _("Town hall")


@dataclass(frozen=True)
class Event:
    """A line of an idea's public history."""

    at: datetime
    text: str


def history(idea: Proposal) -> list[Event]:
    """What happened to an idea, the first first; from the audit log, without names."""
    submitted_at = idea.contribution.published_at or idea.contribution.created_at
    events = [Event(submitted_at, _("Idea submitted"))]
    rows = AuditEvent.objects.filter(
        subject_type=Proposal._meta.label_lower,
        subject_id=str(idea.pk),
        verb__in=("proposals.edit_idea", "proposals.change_status"),
    ).order_by("created_at", "pk")
    return events + [Event(row.created_at, _in_words(row)) for row in rows]


def _in_words(row: AuditEvent) -> str:
    if row.verb == "proposals.edit_idea":
        return _("Text changed by its author")
    if row.data.get("before") == row.data.get("status"):
        return _("Official answer")
    label = ProposalStatus(row.data["status"]).label
    if row.data.get("answered"):
        return _("Status: %(status)s, with an official answer") % {"status": label}
    return _("Status: %(status)s") % {"status": label}


def people_to_tell(idea: Proposal) -> set[Any]:
    """Keys of its author and of those who commented on, support or follow it."""
    people = engagement.audience(idea.contribution)
    commenters = Comment.objects.published().filter(contribution=idea.contribution)
    people.update(commenters.values_list("author_id", flat=True))
    people.add(idea.contribution.author_id)
    return people - {None}


def published_rows() -> Iterable[Mapping[str, Any]]:
    """Published ideas without identity, oldest first, for open data."""
    found = Contribution.objects.published().filter(kind=KIND).order_by("published_at", "pk")
    for row in found.select_related("proposal", "process").iterator(chunk_size=500):
        idea: Proposal = row.proposal
        yield {
            "id": row.pk,
            "title": row.title,
            "text": row.body,
            "place": row.place,
            "latitude": row.latitude,
            "longitude": row.longitude,
            "process": row.process.slug if row.process else "",
            "status": idea.status,
            "supports": row.support_count,
            "comments": row.comment_count,
            "published_at": row.published_at,
            "answer": idea.answer,
            "answered_at": idea.answered_at,
        }
