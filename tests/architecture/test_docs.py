"""What the documents name is there: links, files, folders and commands."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.services import ROOT

TOP_FOLDERS = sorted(path.name for path in ROOT.iterdir() if path.is_dir())
DOCUMENTS = sorted(
    path.relative_to(ROOT)
    for pattern in ("*.md", "docs/**/*.md", "billing/README.md", "*_apps/*/README.md")
    for path in ROOT.glob(pattern)
)
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")
QUOTED = re.compile(r"`([^`\n]+)`")
# A file in a folder, or whatever begins like a folder at the top; no address and no pattern.
PATH = re.compile(
    rf"(?:[\w.-]+/)+[\w-]+\.\w+|\.?(?:{'|'.join(map(re.escape, TOP_FOLDERS))})/[\w./-]*"
)
COMMAND = re.compile(r"\./dev ([a-z]+)")
GENERATED = "var/"


def quoted_paths(text: str) -> Iterator[str]:
    for quoted in QUOTED.findall(text):
        for word in quoted.split():
            if PATH.fullmatch(word) and not word.startswith(GENERATED):
                yield word


def is_there(name: str, document: Path) -> bool:
    """Look from the top, from the document's folder, and where Django looks for templates."""
    folder = (ROOT / document).parent
    return any((place / name).exists() for place in (ROOT, folder)) or any(
        ROOT.glob(f"*_apps/*/templates/{name}")
    )


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_document_names_only_what_is_there(document: Path) -> None:
    text = (ROOT / document).read_text()

    paths = {name for name in quoted_paths(text) if not is_there(name, document)}
    links = {
        link for link in LINK.findall(text) if not (ROOT / document).parent.joinpath(link).exists()
    }

    assert not paths | links


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_document_names_only_commands_that_there_are(document: Path) -> None:
    usage = set(re.findall(r"^  ([a-z]+) ", (ROOT / "dev").read_text(), re.MULTILINE))

    assert set(COMMAND.findall((ROOT / document).read_text())) <= usage
