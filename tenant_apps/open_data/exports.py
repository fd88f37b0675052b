"""The data sets of its own: processes and their phases; and how rows become CSV and JSON."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shared_apps.web.exports import csv_lines
from tenant_apps.processes.choices import Visibility
from tenant_apps.processes.models import Phase, Process
from tenants.registry import Column, Dataset

PROCESS_COLUMNS = (
    Column("process", gettext_lazy("Process")),
    Column("title", gettext_lazy("Title")),
    Column("question", gettext_lazy("What is being decided")),
    Column("area", gettext_lazy("Area")),
    Column("status", gettext_lazy("State")),
    Column("published_at", gettext_lazy("Publication date"), "datetime"),
    Column("phases", gettext_lazy("Number of phases"), "integer"),
    Column("starts_at", gettext_lazy("Start"), "datetime"),
    Column("ends_at", gettext_lazy("End"), "datetime"),
)
PHASE_COLUMNS = (
    Column("process", gettext_lazy("Process")),
    Column("position", gettext_lazy("Order in the process"), "integer"),
    Column("kind", gettext_lazy("Kind")),
    Column("title", gettext_lazy("Title")),
    Column("status", gettext_lazy("State")),
    Column("starts_at", gettext_lazy("Start"), "datetime"),
    Column("ends_at", gettext_lazy("End: the first instant after it"), "datetime"),
    Column("outcome", gettext_lazy("What came of it")),
)


def datasets() -> list[Dataset]:
    """Processes and phases that residents can find."""
    return [
        Dataset(
            slug="processes",
            title=_("Participation processes"),
            description=_("Everything that the town asks, prepares or has decided with residents."),
            columns=PROCESS_COLUMNS,
            rows=process_rows,
            count=Process.objects.listed().count,
            updated_at=lambda: Process.objects.listed().aggregate(at=Max("updated_at"))["at"],
        ),
        Dataset(
            slug="phases",
            title=_("Phases of processes"),
            description=_("The dated steps of each process, and what came of those that are over."),
            columns=PHASE_COLUMNS,
            rows=phase_rows,
            count=lambda: listed_phases().count(),
        ),
    ]


def process_rows() -> Iterator[Mapping[str, Any]]:
    """One row a process, oldest first."""
    now = timezone.now()
    processes = Process.objects.listed().with_phases().order_by("published_at", "pk")
    for process in processes.iterator(chunk_size=200):
        phases = process.ordered_phases
        yield {
            "process": process.slug,
            "title": process.title,
            "question": process.question,
            "area": process.area,
            "status": _status(process, now),
            "published_at": process.published_at,
            "phases": len(phases),
            "starts_at": min((phase.starts_at for phase in phases), default=None),
            "ends_at": max((phase.ends_at for phase in phases), default=None),
        }


def _status(process: Process, at: datetime) -> str:
    """open, upcoming, closed or archived."""
    if process.state == "archived":
        return "archived"
    if process.phases_at(at):
        return "open"
    upcoming = any(phase.starts_at > at for phase in process.ordered_phases)
    return "upcoming" if upcoming else "closed"


def listed_phases() -> Any:
    """Phases of processes that lists show."""
    return Phase.objects.filter(
        process__in=Process.objects.listed(), process__visibility=Visibility.PUBLIC
    )


def phase_rows() -> Iterator[Mapping[str, Any]]:
    """One row a phase, in the order of processes and steps."""
    now = timezone.now()
    phases = listed_phases().select_related("process")
    ordered = phases.order_by("process__published_at", "process", "position", "starts_at")
    for phase in ordered.iterator(chunk_size=500):
        yield {
            "process": phase.process.slug,
            "position": phase.position,
            "kind": phase.kind,
            "title": phase.title,
            "status": phase.status_at(now).value,
            "starts_at": phase.starts_at,
            "ends_at": phase.ends_at,
            "outcome": phase.outcome,
        }


def plain(value: Any) -> Any:
    """A cell as JSON has it; times in the city's zone, with their offset."""
    if isinstance(value, datetime):
        aware = timezone.localtime(value) if timezone.is_aware(value) else value
        return aware.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value if value is None or isinstance(value, str | int | float) else str(value)


def as_row(dataset: Dataset, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with every column of the data set and no other, in their order."""
    return {column.code: plain(row.get(column.code)) for column in dataset.columns}


def as_csv(dataset: Dataset) -> Iterator[str]:
    """RFC 4180 with commas; the header holds the stable codes of the columns."""
    yield from csv_lines(_table(dataset))


def _table(dataset: Dataset) -> Iterable[list[Any]]:
    yield [column.code for column in dataset.columns]
    for row in dataset.rows():
        yield [_csv_cell(value) for value in as_row(dataset, row).values()]


def _csv_cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def as_json(dataset: Dataset) -> Iterator[str]:
    """An array of objects, a line each, made as it is sent."""
    separator = "[\n"
    for row in dataset.rows():
        yield separator + json.dumps(as_row(dataset, row), ensure_ascii=False)
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"
