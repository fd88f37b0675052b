"""How many people take part, never what they chose."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from tenant_apps.budgets.choices import Channel
from tenant_apps.budgets.models import Ballot, Budget


@dataclass(frozen=True)
class Day:
    """Ballots of one calendar day in the city's time zone."""

    day: date
    online: int
    paper: int


@dataclass(frozen=True)
class Participation:
    """Ballots so far."""

    online: int
    paper: int

    @property
    def total(self) -> int:
        """All ballots."""
        return self.online + self.paper


def participation(budget: Budget) -> Participation:
    """Ballots by channel; one query."""
    counts = Ballot.objects.filter(budget=budget).aggregate(
        online=Count("pk", filter=Q(channel=Channel.ONLINE)),
        paper=Count("pk", filter=Q(channel=Channel.PAPER)),
    )
    return Participation(**counts)


def by_day(budget: Budget) -> list[Day]:
    """Ballots of each day from the first to the last one, days without any included; one query.

    A changed ballot stays on the day when it was first cast.
    """
    rows = {
        row["day"]: row
        for row in Ballot.objects.filter(budget=budget)
        .annotate(day=TruncDate("cast_at", tzinfo=timezone.get_current_timezone()))
        .order_by("day")
        .values("day")
        .annotate(
            online=Count("pk", filter=Q(channel=Channel.ONLINE)),
            paper=Count("pk", filter=Q(channel=Channel.PAPER)),
        )
    }
    if not rows:
        return []
    first, last = min(rows), max(rows)
    none = {"online": 0, "paper": 0}
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [Day(day, rows.get(day, none)["online"], rows.get(day, none)["paper"]) for day in days]
