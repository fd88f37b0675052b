"""The audit log as a file."""

import csv
import json
from collections.abc import Iterator
from typing import Any

from shared_apps.audit.models import AuditEventQuerySet

COLUMNS = ("date", "action", "person_id", "person", "subject_type", "subject_id", "data")


class Echo:
    """A file that hands back what is written, so that rows can be streamed."""

    def write(self, value: str) -> str:
        """Return the row instead of storing it."""
        return value


def csv_rows(events: AuditEventQuerySet) -> Iterator[str]:
    """Lines of CSV, one an event; read from the database in portions.

    It starts with a byte order mark, without which spreadsheets misread accents.
    """
    writer = csv.writer(Echo())
    yield "\ufeff" + writer.writerow(COLUMNS)
    for event in events.iterator(chunk_size=1000):
        row: list[Any] = [
            event.created_at.isoformat(timespec="seconds"),
            event.verb,
            event.actor_id or "",
            plain(event.actor.display_name) if event.actor else "",
            event.subject_type,
            event.subject_id,
            json.dumps(event.data, ensure_ascii=False) if event.data else "",
        ]
        yield writer.writerow(row)


def plain(text: str) -> str:
    """Text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
