"""Every write to processes and phases, and the errors that they raise."""

from datetime import date, datetime, timedelta
from itertools import count

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from shared_apps.accounts.models import User
from shared_apps.audit import actions as audit
from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError
from tenant_apps.processes import queries
from tenant_apps.processes.choices import PROCESS_TRANSITIONS, ProcessState
from tenant_apps.processes.models import Phase, Process, days_later, start_of_day
from tenants import registry

COPIED_TEXTS = ("question", "summary", "easy_summary", "description", "area", "visibility")
TEXTS = ("title", *COPIED_TEXTS)


class TransitionNotAllowed(DomainError):
    """The process is not in a state from which this can be done."""

    code = "transition_not_allowed"


class ProcessWithoutPhases(DomainError):
    """There is nothing to publish yet."""

    code = "process_without_phases"


class PhaseEndsBeforeStart(DomainError):
    """The dates of a phase are the wrong way round."""

    code = "phase_ends_before_start"


class PhaseKindUnknown(DomainError):
    """No active module brings phases of that kind."""

    code = "phase_kind_unknown"


class LastPhase(DomainError):
    """A published process keeps at least one phase."""

    code = "last_phase"


@transaction.atomic
def create_process(
    *, title: str, template: registry.ProcessTemplate | None, starts_on: date, by: User
) -> Process:
    """Prepare a draft: phases dated from the first day, and what the module sets up."""
    rules.require("processes.create_process", by)
    code = template.code if template else ""
    process = _insert(Process(title=title, template=code))
    Phase.objects.bulk_create(
        Phase(
            process=process,
            kind=planned.kind,
            title=planned.title,
            position=position,
            starts_at=start_of_day(planned.first_day),
            ends_at=start_of_day(planned.last_day + timedelta(days=1)),
        )
        for position, planned in enumerate(queries.plan(template, starts_on))
    )
    if template is not None:
        template.set_up(process=process, by=by)
    audit.record("processes.create_process", by=by, subject=process, template=code)
    return process


@transaction.atomic
def copy_process(*, process: Process, title: str, starts_on: date, by: User) -> Process:
    """Prepare a draft with the same texts and phases, the first of which opens on that day.

    What residents wrote stays with the original. The template's module sets the copy up anew.
    """
    rules.require("processes.copy_process", by, process)
    texts = {name: getattr(process, name) for name in COPIED_TEXTS}
    copy = _insert(Process(title=title, template=process.template, **texts))
    phases = process.ordered_phases
    shift = starts_on - min((phase.first_day for phase in phases), default=starts_on)
    for phase in phases:
        copied = Phase(
            process=copy,
            kind=phase.kind,
            title=phase.title,
            description=phase.description,
            position=phase.position,
            rule_options=phase.rule_options,
        )
        copied.starts_at, copied.ends_at = _shifted(phase, shift)
        copied.save()
    for template in queries.templates():
        if template.code == process.template:
            template.set_up(process=copy, by=by)
    audit.record("processes.copy_process", by=by, subject=copy, original=process.pk)
    return copy


@transaction.atomic
def edit_process(*, process: Process, by: User, **texts: str) -> Process:
    """Change texts and who may see it; the address stays, so that links go on working."""
    process = Process.objects.select_for_update().get(pk=process.pk)
    rules.require("processes.edit_process", by, process)
    changed = [name for name in TEXTS if name in texts and getattr(process, name) != texts[name]]
    for name in changed:
        setattr(process, name, texts[name])
    process.save(update_fields=[*changed, "updated_at"])
    audit.record("processes.edit_process", by=by, subject=process, fields=changed)
    return process


@transaction.atomic
def publish_process(*, process: Process, by: User) -> Process:
    """Open it to residents; its phases open and close by their dates."""
    process = Process.objects.select_for_update().get(pk=process.pk)
    rules.require("processes.publish_process", by, process)
    if not process.phases.exists():
        raise ProcessWithoutPhases(_("Add at least one phase before you publish."))
    return _move(process, ProcessState.PUBLISHED, "processes.publish_process", by)


@transaction.atomic
def unpublish_process(*, process: Process, by: User) -> Process:
    """Take it back to a draft: residents no longer find it, nothing is deleted."""
    rules.require("processes.unpublish_process", by, process)
    return _move(process, ProcessState.DRAFT, "processes.unpublish_process", by)


@transaction.atomic
def archive_process(*, process: Process, by: User) -> Process:
    """Close it for good: it can still be read, nothing can be posted."""
    rules.require("processes.archive_process", by, process)
    return _move(process, ProcessState.ARCHIVED, "processes.archive_process", by)


@transaction.atomic
def add_phase(
    *,
    process: Process,
    kind: str,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    by: User,
    description: str = "",
) -> Phase:
    """Add a step at the end of the order."""
    process = Process.objects.select_for_update().get(pk=process.pk)
    rules.require("processes.add_phase", by, process)
    if kind not in {active.code for active in queries.active_kinds()}:
        raise PhaseKindUnknown(_("This kind of phase is not available on this portal."))
    _check_dates(starts_at, ends_at)
    last = process.ordered_phases[-1:]
    phase = Phase.objects.create(
        process=process,
        kind=kind,
        title=title,
        description=description,
        position=last[0].position + 1 if last else 0,
        starts_at=starts_at,
        ends_at=ends_at,
    )
    audit.record("processes.add_phase", by=by, subject=phase, **_dates(phase))
    return phase


@transaction.atomic
def edit_phase(
    *,
    phase: Phase,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    by: User,
    description: str | None = None,
    outcome: str | None = None,
    move_following: bool = False,
) -> Phase:
    """Change a step; on demand the later ones move by as many days as its end.

    The process is locked, so that two people cannot cross their changes.
    """
    process = Process.objects.select_for_update().get(pk=phase.process_id)
    phase = process.phases.get(pk=phase.pk)
    rules.require("processes.edit_phase", by, phase)
    _check_dates(starts_at, ends_at)
    before, last_day = _dates(phase), phase.last_day
    phase.title, phase.starts_at, phase.ends_at = title, starts_at, ends_at
    phase.description = phase.description if description is None else description
    phase.outcome = phase.outcome if outcome is None else outcome
    phase.save(update_fields=["title", "starts_at", "ends_at", "description", "outcome"])
    if move_following:
        _move_following(process, phase, phase.last_day - last_day)
    audit.record("processes.edit_phase", by=by, subject=phase, before=before, **_dates(phase))
    return phase


@transaction.atomic
def move_phase(*, phase: Phase, up: bool, by: User) -> None:
    """Exchange a step with its neighbor in the order; at the edge nothing moves."""
    process = Process.objects.select_for_update().get(pk=phase.process_id)
    rules.require("processes.move_phase", by, phase)
    ordered = process.ordered_phases
    place = [row.pk for row in ordered].index(phase.pk)
    target = place - 1 if up else place + 1
    if 0 <= target < len(ordered):
        ordered[place], ordered[target] = ordered[target], ordered[place]
    for position, row in enumerate(ordered):
        row.position = position
    Phase.objects.bulk_update(ordered, ["position"])
    audit.record("processes.move_phase", by=by, subject=phase, position=target)


@transaction.atomic
def remove_phase(*, phase: Phase, by: User) -> None:
    """Take a step out of the timetable; what was posted in it stays."""
    process = Process.objects.select_for_update().get(pk=phase.process_id)
    rules.require("processes.remove_phase", by, phase)
    if process.state != ProcessState.DRAFT and process.phases.count() == 1:
        raise LastPhase(_("A published process keeps at least one phase."))
    audit.record("processes.remove_phase", by=by, subject=phase, title=phase.title, **_dates(phase))
    phase.delete()


def _insert(process: Process) -> Process:
    """Save a new process under the first free address made from its title."""
    base = slugify(process.title)[:70].strip("-") or "process"
    for number in count(1):
        process.slug = base if number == 1 else f"{base}-{number}"
        if Process.objects.filter(slug=process.slug).exists():
            continue
        try:
            with transaction.atomic():
                process.save(force_insert=True)
        except IntegrityError:  # somebody else took the address in between
            process.pk = None
            continue
        break
    return process


def _move(process: Process, state: ProcessState, verb: str, by: User) -> Process:
    process = Process.objects.select_for_update().get(pk=process.pk)
    before = ProcessState(process.state)
    if state not in PROCESS_TRANSITIONS[before]:
        raise TransitionNotAllowed(
            _("This process is %(before)s: it cannot become %(after)s.")
            % {"before": before.label, "after": state.label}
        )
    process.state = state
    if state == ProcessState.PUBLISHED and process.published_at is None:
        process.published_at = timezone.now()
    process.save(update_fields=["state", "published_at", "updated_at"])
    audit.record(verb, by=by, subject=process, before=before.value)
    return process


def _check_dates(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise PhaseEndsBeforeStart(_("The last day cannot be before the first day."))


def _dates(phase: Phase) -> dict[str, str]:
    return {"starts_at": phase.starts_at.isoformat(), "ends_at": phase.ends_at.isoformat()}


def _shifted(phase: Phase, days: timedelta) -> tuple[datetime, datetime]:
    """The phase's dates some days later, at the same local hours whatever the clocks do."""
    starts_at, ends_at = days_later(phase.starts_at, days), days_later(phase.ends_at, days)
    if ends_at <= starts_at:  # a short phase that falls into the hour that clocks skip
        ends_at = starts_at + (phase.ends_at - phase.starts_at)
    return starts_at, ends_at


def _move_following(process: Process, moved: Phase, days: timedelta) -> None:
    following = [phase for phase in process.ordered_phases if phase.position > moved.position]
    for phase in following:
        phase.starts_at, phase.ends_at = _shifted(phase, days)
    Phase.objects.bulk_update(following, ["starts_at", "ends_at"])
