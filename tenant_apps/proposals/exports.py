"""Ideas as files for staff and as open data: one row an idea, column codes that stay the same."""

import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import IO, Any

import xlsxwriter
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared_apps.web.exports import MARK, csv_lines, harmless
from tenant_apps.contributions.models import Contribution
from tenant_apps.proposals import queries
from tenant_apps.proposals.models import KIND, Proposal
from tenants import registry

COLUMNS = (
    "id",
    "title",
    "text",
    "author",
    "place",
    "latitude",
    "longitude",
    "process",
    "state",
    "status",
    "status_changed_at",
    "supports",
    "comments",
    "followers",
    "published_at",
    "answer",
    "answered_at",
    "url",
)
MEMORY = 2_000_000  # bytes; larger files go to disk


def rows(ideas: QuerySet[Proposal], origin: str) -> Iterator[tuple[Any, ...]]:
    """One tuple an idea, in the order of COLUMNS; moments in the city's time zone."""
    found = ideas.select_related("contribution__author", "contribution__process")
    for idea in found.iterator(chunk_size=500):
        text = idea.contribution
        yield (
            text.pk,
            text.title,
            text.body,
            text.author.display_name if text.author else "",
            text.place,
            text.latitude,
            text.longitude,
            text.process.slug if text.process else "",
            text.state,
            idea.status,
            moment(idea.status_changed_at),
            text.support_count,
            text.comment_count,
            text.follow_count,
            moment(text.published_at),
            idea.answer,
            moment(idea.answered_at),
            f"{origin}{idea.get_absolute_url()}",
        )


def moment(value: datetime | None) -> str:
    """As people read and machines sort it: 2026-03-28 23:59."""
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M}" if value else ""


def write_csv(lines: Iterable[tuple[Any, ...]]) -> IO[bytes]:
    """CSV in UTF-8 with the mark by which Excel knows it; at its start, ready to send."""
    file = tempfile.SpooledTemporaryFile(MEMORY)  # noqa: SIM115  (closed with the response)
    file.write(MARK.encode())
    for line in csv_lines(chain((COLUMNS,), lines)):
        file.write(line.encode())
    file.seek(0)
    return file


def write_xlsx(lines: Iterable[tuple[Any, ...]]) -> IO[bytes]:
    """A workbook with one sheet, written row by row; text stays text."""
    file = tempfile.SpooledTemporaryFile(MEMORY)  # noqa: SIM115  (closed with the response)
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(file, options)
    sheet = book.add_worksheet("ideas")
    sheet.freeze_panes(1, 2)
    sheet.set_column(1, 2, 48)
    sheet.write_row(0, 0, COLUMNS, book.add_format({"bold": True}))
    for number, line in enumerate(lines, start=1):
        sheet.write_row(number, 0, [harmless(value) for value in line])
    book.close()
    file.seek(0)
    return file


def dataset() -> registry.Dataset:
    """Published ideas without identity: words, place, status, supports, comments, answer."""
    return registry.Dataset(
        slug="ideas",
        title=_("Ideas of residents"),
        description=_(
            "Every published idea with its status, its supports and the town’s answer. "
            "Names of authors are not published."
        ),
        columns=(
            registry.Column("id", _("Number"), "integer"),
            registry.Column("title", _("Title")),
            registry.Column("text", _("Text")),
            registry.Column("place", _("Place")),
            registry.Column("latitude", _("Latitude"), "decimal"),
            registry.Column("longitude", _("Longitude"), "decimal"),
            registry.Column("process", _("Process")),
            registry.Column("status", _("Status")),
            registry.Column("supports", _("Supports"), "integer"),
            registry.Column("comments", _("Comments"), "integer"),
            registry.Column("published_at", _("Published on"), "datetime"),
            registry.Column("answer", _("Official answer")),
            registry.Column("answered_at", _("Answered on"), "datetime"),
        ),
        rows=queries.published_rows,
        count=number_of_ideas,
        updated_at=last_change,
    )


def number_of_ideas() -> int:
    """How many rows there are."""
    return Contribution.objects.published().filter(kind=KIND).count()


def last_change() -> datetime | None:
    """When an idea was last published or changed status."""
    published = Contribution.objects.published().filter(kind=KIND)
    latest = published.aggregate(at=Max("published_at"), changed=Max("proposal__status_changed_at"))
    moments = [moment for moment in latest.values() if moment is not None]
    return max(moments, default=None)
