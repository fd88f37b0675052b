"""What visitors and staff can filter lists of processes by."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from shared_apps.ui.navigation import NavItem
from tenant_apps.processes import queries
from tenant_apps.processes.choices import ProcessState
from tenant_apps.processes.models import Process, ProcessQuerySet

STATE_TITLES = {
    ProcessState.DRAFT: pgettext_lazy("processes", "Drafts"),
    ProcessState.PUBLISHED: pgettext_lazy("processes", "Published"),
    ProcessState.ARCHIVED: pgettext_lazy("processes", "Archived"),
}


@dataclass(frozen=True)
class Filtered:
    """Rows in order, tabs with counts, and what was asked."""

    rows: ProcessQuerySet
    tabs: list[NavItem]
    text: str
    chosen: str


def tab(title: str | Promise, value: str, chosen: str, count: int, text: str) -> NavItem:
    """A link that keeps the search."""
    query = QueryDict(mutable=True)
    query.update({name: item for name, item in (("state", value), ("q", text)) if item})
    url = f"?{query.urlencode()}" if query else "?"
    return NavItem(title, url, is_current=value == chosen, count=count)


def for_residents(parameters: QueryDict) -> Filtered:
    """Listed processes by where they stand (`state`) and words (`q`)."""
    text = parameters.get("q", "").strip()[:200]
    chosen = parameters.get("state", "")
    found: ProcessQuerySet = Process.objects.listed()
    if text:
        found = found.matching(text)
    rows = queries.ranked(found, timezone.now())
    ranks = rows.values_list("rank", flat=True)  # type: ignore[misc]  # an annotation
    counts = Counter(queries.RANKS[rank] for rank in ranks)
    tabs = [tab(pgettext_lazy("processes", "All"), "", chosen, counts.total(), text)]
    tabs += [tab(queries.TITLES[code], code, chosen, counts[code], text) for code in queries.RANKS]
    if chosen in queries.RANKS:
        rank = queries.RANKS.index(chosen)
        rows = rows.filter(rank=rank)  # type: ignore[misc]  # an annotation
    return Filtered(rows, tabs, text, chosen)


def for_staff(parameters: QueryDict) -> Filtered:
    """All processes by state and words, last changed first."""
    text = parameters.get("q", "").strip()[:200]
    chosen = parameters.get("state", "")
    found: ProcessQuerySet = Process.objects.all()
    if text:
        found = found.filter(Q(title__icontains=text) | Q(area__icontains=text))
    by_state = found.order_by("state").values_list("state").annotate(Count("pk"))
    counts: Counter[str] = Counter(dict(by_state))
    tabs = [tab(pgettext_lazy("processes", "All"), "", chosen, counts.total(), text)]
    tabs += [tab(STATE_TITLES[state], state, chosen, counts[state], text) for state in ProcessState]
    if chosen in ProcessState.values:
        found = found.filter(state=chosen)
    return Filtered(found.order_by("-updated_at", "-pk"), tabs, text, chosen)
