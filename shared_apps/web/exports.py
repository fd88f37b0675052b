"""Tables as CSV, line by line, without texts that a spreadsheet would run."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

# Spreadsheets take what begins so for a formula; residents choose many of our texts.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
# Opens UTF-8 files right in spreadsheets.
MARK = "\ufeff"


def harmless(value: object) -> object:
    """A text that no spreadsheet takes for a formula; nothing for None; numbers as they are."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return "" if value is None else value


def csv_lines(rows: Iterable[Sequence[object]], delimiter: str = ",") -> Iterator[str]:
    """Each row as a line of RFC 4180, made when it is asked for."""
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=delimiter)
    for row in rows:
        writer.writerow([harmless(value) for value in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
