"""Reads of processes with more than one caller: lists, where a process stands, its rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.db.models import Case, IntegerField, Max, Min, Q, Value, When
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from shared_apps.permissions import rules
from shared_apps.ui import formats
from shared_apps.ui.navigation import Step
from tenant_apps.processes.choices import PhaseStatus, ProcessState
from tenant_apps.processes.models import Phase, Process, ProcessQuerySet
from tenants import registry
from tenants.context import current_city

OPEN, UPCOMING, FINISHED = "open", "upcoming", "finished"
RANKS = (OPEN, UPCOMING, FINISHED)
TITLES = {
    OPEN: pgettext_lazy("processes", "Open now"),
    UPCOMING: pgettext_lazy("processes", "Coming soon"),
    FINISHED: pgettext_lazy("processes", "Finished"),
}
STEP_STATES = {PhaseStatus.CLOSED: "done", PhaseStatus.OPEN: "now", PhaseStatus.UPCOMING: "next"}


@dataclass(frozen=True)
class Action:
    """What a resident can do in an open phase."""

    label: str
    phase: Phase
    kind: registry.PhaseKind

    @property
    def url(self) -> str:
        """Where it is done; the module may need a query to know."""
        return self.kind.url(self.phase)


@dataclass(frozen=True)
class Standing:
    """Where a process stands at a moment.

    `code` is open, upcoming or finished. `phase` is the one spoken of: open, else the last one
    over; `next_phase` the first to come. `actions` holds what can be done, the primary one first.
    """

    code: str
    chip_text: str
    chip_state: str
    phase: Phase | None
    next_phase: Phase | None
    actions: tuple[Action, ...]
    is_over: bool

    @property
    def rank(self) -> int:
        """Place among RANKS, as `ranked` computes it in the database."""
        return RANKS.index(self.code)

    @property
    def action(self) -> Action | None:
        """The one primary action."""
        return self.actions[0] if self.actions else None


@lru_cache(maxsize=256)
def active_labels(modules: frozenset[str]) -> frozenset[str]:
    """Labels of the apps that a city with these modules shows."""
    return frozenset(app.label for app in registry.active_apps(modules))


def kind_of(phase: Phase) -> registry.PhaseKind | None:
    """The kind of a phase; None where the city has switched its module off."""
    if phase.kind.partition(".")[0] not in active_labels(current_city().modules):
        return None
    return phase.kind_object


def active_kinds() -> list[registry.PhaseKind]:
    """Kinds of phases that this city's processes can have."""
    labels = active_labels(current_city().modules)
    kinds = registry.phase_kinds().values()
    return [kind for kind in kinds if kind.code.partition(".")[0] in labels]


def templates() -> list[registry.ProcessTemplate]:
    """Ready-made processes of the city's active apps."""
    apps = sorted(registry.active_apps(current_city().modules), key=lambda app: app.position)
    return [template for app in apps for template in app.templates_of_process()]


def ranked(processes: ProcessQuerySet, at: datetime) -> ProcessQuerySet:
    """Open first (soonest end first), then upcoming (soonest first), then finished (latest first).

    Annotates `rank` (place in RANKS), `open_until`, `next_start` and `last_end`.
    """
    is_open = Q(phases__starts_at__lte=at, phases__ends_at__gt=at)
    return processes.annotate(
        open_until=Min("phases__ends_at", filter=is_open),
        next_start=Min("phases__starts_at", filter=Q(phases__starts_at__gt=at)),
        last_end=Max("phases__ends_at"),
        rank=Case(
            When(state=ProcessState.ARCHIVED, then=Value(2)),
            When(open_until__isnull=False, then=Value(0)),
            When(next_start__isnull=False, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        ),
    ).order_by("rank", "open_until", "next_start", "-last_end", "pk")


def late_drafts() -> ProcessQuerySet:
    """Drafts with a phase that has already begun."""
    begun = Phase.objects.filter(starts_at__lte=timezone.now()).values("process")
    return Process.objects.filter(state=ProcessState.DRAFT, pk__in=begun)


def standing(process: Process, at: datetime | None = None) -> Standing:
    """Where a process stands; no query where its phases are loaded."""
    at = at or timezone.now()
    phases = process.ordered_phases
    coming = sorted((p for p in phases if p.starts_at > at), key=lambda phase: phase.starts_at)
    next_phase = coming[0] if coming else None
    over = sorted((p for p in phases if p.ends_at <= at), key=lambda phase: phase.ends_at)
    last = over[-1] if over else None
    if process.state == ProcessState.ARCHIVED:
        return Standing(FINISHED, pgettext("process", "Archived"), "closed", last, None, (), True)
    open_phases = process.phases_at(at)
    actions = actions_of(open_phases)
    if open_phases:
        phase = actions[0].phase if actions else open_phases[-1]
        words = _("Open, %(left)s") if actions else _("Running, %(left)s")
        chip = words % {"left": formats.days_left(phase.last_minute)}
        return Standing(
            OPEN, chip, "open" if actions else "info", phase, next_phase, actions, False
        )
    if next_phase:
        day = formats.date_words(next_phase.first_day)
        chip = (_("Next step on %(day)s") if last else _("Opens on %(day)s")) % {"day": day}
        return Standing(UPCOMING, chip, "soon", last, next_phase, (), False)
    return Standing(FINISHED, pgettext("process", "Finished"), "closed", last, None, (), bool(last))


def actions_of(open_phases: Sequence[Phase]) -> tuple[Action, ...]:
    """What the open phases call for: steps that open verbs before those that only show."""
    found = []
    for phase in open_phases:
        kind = kind_of(phase)
        if kind is not None and kind.call:
            found.append(Action(str(kind.call), phase, kind))
    found.reverse()
    # Stable: among equals the later step of the process comes first.
    return tuple(sorted(found, key=lambda action: not action.kind.opens))


def steps(process: Process, at: datetime | None = None) -> list[Step]:
    """The timeline; over and open steps lead to what they hold."""
    at = at or timezone.now()
    found = []
    for phase in process.ordered_phases:
        kind, status = kind_of(phase), phase.status_at(at)
        url = kind.url(phase) if kind and status != PhaseStatus.UPCOMING else ""
        found.append(Step(phase.title, phase.dates_in_words, STEP_STATES[status], url))
    return found


def rule_sheet(phase: Phase) -> list[str | Promise]:
    """The rules of everything that a phase opens, each sentence once."""
    kind = kind_of(phase)
    verbs = sorted(kind.opens) if kind else []
    sentences = (text for verb in verbs for text in rules.rule_sheet(verb, phase.process))
    return list({str(text): text for text in sentences}.values())


@dataclass(frozen=True)
class PlannedPhase:
    """A phase as a template would date it."""

    kind: str
    title: str
    first_day: date
    last_day: date


def plan(template: registry.ProcessTemplate | None, starts_on: date) -> list[PlannedPhase]:
    """The phases that a template gives from a first day on; none without a template.

    Their titles are in the city's language, whatever the language of the person at work.
    """
    with translation.override(current_city().language):
        return [
            PlannedPhase(
                draft.kind,
                str(draft.title),
                starts_on + timedelta(days=draft.starts_on_day),
                starts_on + timedelta(days=draft.starts_on_day + draft.lasts_days - 1),
            )
            for draft in (template.phases if template else ())
        ]
