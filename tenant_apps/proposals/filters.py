"""What readers and staff ask of a list of ideas, from the address; nonsense asks for nothing."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from tenant_apps.processes.models import Process
from tenant_apps.proposals.choices import IdeaOrder, ProposalStatus
from tenant_apps.proposals.queries import STAFF_ORDERS, IdeaFilter, StaffFilter

LONGEST_SEARCH = 100


def idea_filter(asked: QueryDict, processes: Iterable[Process], user: Any) -> IdeaFilter:
    """`?q= &status= &process= &mine=1 &sort=`; a search is sorted by best match by default."""
    text = words(asked)
    order = asked.get("sort", "")
    if order not in IdeaOrder.values or (order == IdeaOrder.RELEVANCE and not text):
        order = IdeaOrder.RELEVANCE if text else IdeaOrder.RECENT
    status = asked.get("status", "")
    is_mine = asked.get("mine") == "1" and user.is_authenticated
    return IdeaFilter(
        text=text,
        status=status if status in ProposalStatus.values else "",
        process=next((row for row in processes if row.slug == asked.get("process")), None),
        order=order,
        author=user if is_mine else None,
    )


def words(asked: QueryDict) -> str:
    """What is searched for."""
    return asked.get("q", "").strip()[:LONGEST_SEARCH]


def staff_filter(asked: QueryDict, processes: Iterable[Process]) -> StaffFilter:
    """`?q= &status= &process= &unanswered=1 &sort=`."""
    status, order = asked.get("status", ""), asked.get("sort", "")
    return StaffFilter(
        text=words(asked),
        status=status if status in ProposalStatus.values else "",
        process=next((row for row in processes if row.slug == asked.get("process")), None),
        is_unanswered=asked.get("unanswered") == "1",
        order=order if order in STAFF_ORDERS else "-published",
    )
