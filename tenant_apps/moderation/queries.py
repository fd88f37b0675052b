"""Reads of the moderators' queue and of the public register."""

from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from django.db.models import Count, F, Prefetch
from django.utils.text import capfirst

from tenant_apps.contributions.choices import CharterRule
from tenant_apps.moderation.choices import CaseState
from tenant_apps.moderation.models import Case, CaseQuerySet, Flag

# States whose decision was that the text stays, or stays after all.
STAYED = (CaseState.KEPT, CaseState.RESTORED)


def queue() -> CaseQuerySet:
    """What waits for a decision, with its flags: appeals first, then the oldest."""
    flags = Flag.objects.select_related("reporter").order_by("created_at")
    return (
        Case.objects.to_decide()
        .with_items()
        .prefetch_related(Prefetch("flags", flags))
        .order_by("state", "created_at", "pk")  # "appealed" stands before "flagged"
    )


def decisions() -> CaseQuerySet:
    """What was decided, the latest first."""
    return Case.objects.decided().with_items().order_by("-decided_at", "-pk")


@dataclass(frozen=True)
class Register:
    """Moderation in figures, without any content: each figure counts cases."""

    decided: int
    hidden: int
    stayed: int
    appealed: int
    half_within: timedelta | None
    by_rule: list[tuple[str, int]]

    @property
    def half_hours(self) -> int:
        """Hours within which half of the flagged texts were decided, rounded up."""
        return -(-self.half_within // timedelta(hours=1)) if self.half_within is not None else 0


def register() -> Register:
    """The public register; four queries."""
    delays = [
        delay
        for (delay,) in Case.objects.decided()
        .filter(flags__isnull=False)
        .distinct()
        .values_list(F("decided_at") - F("created_at"))
    ]
    states: dict[str, int] = {}
    rows = Case.objects.decided().order_by("state").values_list("state").annotate(Count("pk"))
    for state, count in rows:
        states[state] = count
    hidden = Case.objects.decided().exclude(rule="").exclude(state=CaseState.RESTORED)
    rules = hidden.values_list("rule").annotate(number=Count("pk")).order_by("-number", "rule")
    labels = dict(CharterRule.choices)
    return Register(
        decided=sum(states.values()),
        hidden=sum(count for state, count in states.items() if state not in STAYED),
        stayed=sum(states.get(state, 0) for state in STAYED),
        appealed=Case.objects.decided().filter(appealed_at__isnull=False).count(),
        half_within=median(delays) if delays else None,
        by_rule=[(capfirst(str(labels[rule])), count) for rule, count in rules],
    )
