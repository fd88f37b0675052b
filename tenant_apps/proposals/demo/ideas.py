"""Titles and texts of ideas, read from `ideas.md` (any town) and `plan.md` (an urban plan).

`{place}` is a district of the town or a commune.
"""

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def texts(name: str) -> tuple[tuple[str, str], ...]:
    """(title, body) of each idea of a file."""
    parts = (FOLDER / f"{name}.md").read_text(encoding="utf-8").split("## ")[1:]
    pairs = (part.split("\n\n", 1) for part in parts)
    return tuple((french(title.strip()), french(body.strip())) for title, body in pairs)


def french(text: str) -> str:
    """The spaces that French keeps before its tall signs are never broken."""
    text = re.sub(r"(\d) (h|m²|euros|heures|degrés|minutes|mètres)\b", "\\1\u00a0\\2", text)
    text = re.sub(r" ([;?!])", "\u202f\\1", text)
    return re.sub(r" ([:»%])", "\u00a0\\1", text).replace("« ", "«\u00a0")
