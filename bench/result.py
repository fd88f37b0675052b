"""What a benchmark found, and how it is printed and kept."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Result:
    """One figure; `baseline` and `ratio` are None where there is nothing to compare with.

    `target` says in words what the figure should reach, `is_met` whether it does.
    """

    name: str
    value: float
    unit: str
    target: str
    is_met: bool
    baseline: float | None = None
    ratio: float | None = None


def table(results: list[Result]) -> str:
    """The results as aligned text."""
    head = ("name", "value", "unit", "baseline", "ratio", "target", "")
    rows = [
        (
            result.name,
            f"{result.value:,.2f}",
            result.unit,
            "" if result.baseline is None else f"{result.baseline:,.2f}",
            "" if result.ratio is None else f"{result.ratio:.2f}",
            result.target,
            "met" if result.is_met else "MISSED",
        )
        for result in results
    ]
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (head, *rows)
    ]
    return "\n".join(lines)


def keep(results: list[Result], path: Path) -> None:
    """Write the results as JSON; figures of other benchmarks in the file stay."""
    old = {row["name"]: row for row in json.loads(path.read_text())} if path.exists() else {}
    new = {**old, **{result.name: asdict(result) for result in results}}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(list(new.values()), indent=2) + "\n")
