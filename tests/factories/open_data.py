"""Data sets for tests."""

from collections.abc import Iterator, Mapping
from typing import Any

from tenants.registry import Column, Dataset


def make_dataset(rows: list[dict[str, Any]], slug: str = "rows") -> Dataset:
    """A data set of these rows, with a column for each key of the first one."""
    codes = list(rows[0]) if rows else ["code"]

    def each() -> Iterator[Mapping[str, Any]]:
        yield from rows

    return Dataset(
        slug=slug,
        title="Rows",
        description="Some rows.",
        columns=tuple(Column(code, code.title()) for code in codes),
        rows=each,
        count=lambda: len(rows),
    )
