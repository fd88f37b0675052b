"""Requirements that look at phases."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shared_apps.permissions.refusal import Refusal
from shared_apps.permissions.requirements import Attempt, Requirement
from shared_apps.ui import formats
from tenant_apps.processes.models import Phase, Process


def in_words(phase: Phase, *, start: bool) -> str:
    """The first or last minute of a phase in words, in the active language and time zone."""
    return formats.date_words(phase.starts_at if start else phase.last_minute, "time")


class PhaseOpens(Requirement):
    """A published process has an open phase whose kind opens the attempt's verb.

    The subject is a Process or anything with a `process`; without a process (a permanent idea
    box) the requirement holds.
    """

    code = "phase_closed"

    def check(self, attempt: Attempt) -> Refusal | None:
        """Say when it opens, or when it closed."""
        process = process_of(attempt.subject)
        if process is None:
            return None
        phases = [phase for phase in process.ordered_phases if opens(phase, attempt.verb)]
        if process.state == "published" and any(phase.is_open_at(attempt.at) for phase in phases):
            return None
        upcoming = [phase for phase in phases if phase.starts_at > attempt.at]
        address = process.get_absolute_url()
        if process.state == "published" and upcoming:
            message = _("This opens on %(date)s.") % {"date": in_words(upcoming[0], start=True)}
            return Refusal("phase_upcoming", message, address, _("See the timetable"))
        if past := [phase for phase in phases if phase.ends_at <= attempt.at]:
            message = _("This closed on %(date)s.") % {"date": in_words(past[-1], start=False)}
        else:
            message = _("This process does not offer it.")
        return Refusal(self.code, message, address, _("See what comes next"))

    def sentence(self, subject: Any) -> str | Promise:
        """The dates are printed beside the rule sheet."""
        return gettext_lazy("Between the first and the last minute of the phase.")


def process_of(subject: Any) -> Process | None:
    """The process that a subject belongs to, if any."""
    return subject if isinstance(subject, Process) else getattr(subject, "process", None)


def opens(phase: Phase, verb: str) -> bool:
    """Whether a phase's kind opens a verb."""
    kind = phase.kind_object
    return kind is not None and verb in kind.opens
