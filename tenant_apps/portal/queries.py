"""Reads of the home page, of the search and of the back-office home."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.core.cache import cache
from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shared_apps.accounts.models import User
from tenant_apps.comments.models import Comment
from tenant_apps.contributions.models import Contribution
from tenant_apps.engagement.models import Support
from tenant_apps.processes import queries as processes
from tenant_apps.processes.choices import ProcessState
from tenant_apps.processes.models import (
    SEARCH_CONFIG,
    Phase,
    Process,
    city_zone,
    start_of_day,
)
from tenants import registry
from tenants.context import current_city

# What modules count in `usage()`, in the words of the home page; other counters are not shown.
MODULE_FIGURES: dict[str, str | Promise] = {
    "ideas": gettext_lazy("ideas posted"),
    "projects": gettext_lazy("projects proposed"),
    "answers": gettext_lazy("answers to questionnaires"),
    "ballots": gettext_lazy("ballots cast"),
}
# Those that are contributions of one kind: a total beside them would count them twice.
CONTRIBUTION_FIGURES = ("ideas", "projects")
FIGURE_SECONDS = 60  # as long as a page is cached
DAYS_SHOWN = 30
SOON = timedelta(days=14)


@dataclass(frozen=True)
class Card:
    """A process and where it stands."""

    process: Process
    standing: processes.Standing


@dataclass(frozen=True)
class Event:
    """A phase that opens or closes; `at` is a day, or the last minute."""

    at: date | datetime
    title: str
    process: Process


@dataclass(frozen=True)
class Figure:
    """A number and what it counts; `days` holds the last 30 days, oldest first."""

    label: str | Promise
    total: int
    recent: int | None = None
    days: tuple[int, ...] = ()


def cards(at: datetime) -> list[Card]:
    """Listed processes for the home page: what calls to act first, then open, coming, finished."""
    rows = processes.ranked(Process.objects.listed(), at).with_phases()[:40]
    found = [Card(row, processes.standing(row, at)) for row in rows]
    # Stable: within each group the order of `ranked` stays.
    return sorted(found, key=lambda card: (card.standing.rank, card.standing.action is None))


def agenda(shown: Sequence[Card], at: datetime, *, days: int = 60, most: int = 6) -> list[Event]:
    """What opens and closes in the coming weeks."""
    until = at + timedelta(days=days)
    events: list[tuple[datetime, Event]] = []
    for card in shown:
        if card.process.state == ProcessState.ARCHIVED:
            continue
        for phase in card.process.ordered_phases:
            if at < phase.starts_at <= until:
                title = _("“%(title)s” opens") % {"title": phase.title}
                events.append((phase.starts_at, Event(phase.first_day, title, card.process)))
            if at < phase.ends_at <= until and (kind := processes.kind_of(phase)) and kind.opens:
                title = _("Last day of “%(title)s”") % {"title": phase.title}
                events.append((phase.ends_at, Event(phase.last_minute, title, card.process)))
    events.sort(key=lambda pair: pair[0])
    return [event for _moment, event in events[:most]]


def usage() -> Counter[str]:
    """What the active modules count, kept for a minute."""
    city = current_city()
    key = f"portal:usage:{city.page_version}"
    counted: Counter[str] | None = cache.get(key)
    if counted is None:
        counted = Counter()
        for app in registry.active_apps(city.modules):
            if isinstance(app, registry.ModuleConfig):
                counted.update(app.usage())
        cache.set(key, counted, FIGURE_SECONDS)
    return counted


def figures() -> list[Figure]:
    """What participation has produced; zeros are left out."""
    sums = visible_contributions().aggregate(
        contributions=Count("pk"), supports=Sum("support_count"), comments=Sum("comment_count")
    )
    counted = usage()
    found = [Figure(label, counted[key]) for key, label in MODULE_FIGURES.items()]
    if not any(counted[key] for key in CONTRIBUTION_FIGURES):
        found.insert(0, Figure(_("contributions published"), sums["contributions"]))
    found += [
        Figure(_("supports"), sums["supports"] or 0),
        Figure(_("comments"), sums["comments"] or 0),
    ]
    return [figure for figure in found if figure.total]


def visible_contributions() -> QuerySet[Contribution]:
    """Published contributions of active modules, outside unlisted and unpublished processes."""
    labels = processes.active_labels(current_city().modules)
    kinds = [code for code in registry.contribution_kinds() if code.partition(".")[0] in labels]
    return Contribution.objects.published().filter(
        Q(process__isnull=True) | Q(process__in=Process.objects.listed()), kind__in=kinds
    )


def matching_contributions(text: str) -> QuerySet[Contribution]:
    """Contributions whose words match, best first."""
    wanted = SearchQuery(text, config=SEARCH_CONFIG, search_type="websearch")
    return (
        visible_contributions()
        .filter(search=wanted)
        .annotate(match=SearchRank(F("search"), wanted))
        .order_by("-match", "-published_at", "-pk")
    )


def matching_processes(text: str, *, most: int = 10) -> list[Card]:
    """Listed processes whose words match."""
    at = timezone.now()
    rows = processes.ranked(Process.objects.listed().matching(text), at).with_phases()[:most]
    return [Card(row, processes.standing(row, at)) for row in rows]


def to_do(user: User) -> list[tuple[str | Promise, int, str]]:
    """What waits for this person, from every active app."""
    apps = sorted(registry.active_apps(current_city().modules), key=lambda app: app.position)
    return [entry for app in apps for entry in app.today(user) if entry[1]]


def phases_changing_soon(at: datetime) -> list[Phase]:
    """Phases of published processes that open or close within two weeks, soonest first."""
    soon = at + SOON
    rows = Phase.objects.filter(process__state=ProcessState.PUBLISHED).filter(
        Q(starts_at__gt=at, starts_at__lte=soon)
        | Q(starts_at__lte=at, ends_at__gt=at, ends_at__lte=soon)
    )
    found = rows.select_related("process").order_by("ends_at", "pk")[:20]
    return sorted(found, key=lambda phase: next_change(phase, at))


def next_change(phase: Phase, at: datetime) -> datetime:
    """When a phase opens, or closes where it is open."""
    return phase.starts_at if phase.starts_at > at else phase.ends_at


def activity(today: date) -> list[Figure]:
    """Contributions, comments and supports with their last 30 days, then what modules count."""
    found = [
        daily(_("contributions"), Contribution.objects.published(), "published_at", today),
        daily(_("comments"), Comment.objects.filter(state="published"), "created_at", today),
        daily(_("supports"), Support.objects.all(), "created_at", today),
    ]
    counted = usage()
    return found + [
        Figure(label, counted[key]) for key, label in MODULE_FIGURES.items() if counted[key]
    ]


def daily(label: str, rows: QuerySet[Any], field: str, today: date) -> Figure:
    """A total and its last 30 days, in the city's time zone."""
    zone = city_zone()
    first = today - timedelta(days=DAYS_SHOWN - 1)
    by_day = dict(
        rows.filter(**{f"{field}__gte": start_of_day(first)})
        .annotate(day=TruncDate(field, tzinfo=zone))
        .order_by("day")
        .values_list("day")
        .annotate(Count("pk"))
    )
    days = tuple(by_day.get(first + timedelta(days=place), 0) for place in range(DAYS_SHOWN))
    return Figure(label, rows.count(), sum(days), days)
