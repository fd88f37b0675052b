"""Compiles the translations of every app, in Python: gettext's own programs are not needed.

The compiled files are not in the repository; they are made again when a text is newer.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("tenants", "shared_apps", "billing", "tenant_apps", "infra")
PATTERN = "**/locale/*/LC_MESSAGES/*.po"


def compile_messages(root: Path = ROOT) -> list[Path]:
    """Write each outdated `.mo` beside its `.po`; return what was written."""
    return [_compile(source) for source in sources(root) if _is_outdated(source)]


def sources(root: Path = ROOT) -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted((root / package).glob(PATTERN))


def _is_outdated(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime_ns != source.stat().st_mtime_ns


def _compile(source: Path) -> Path:
    """Write aside and move into place: several commands may do it at once."""
    target = source.with_suffix(".mo")
    unfinished = source.with_suffix(f".mo.{os.getpid()}")
    status = source.stat()
    polib.pofile(str(source)).save_as_mofile(str(unfinished))
    # Same time as the source, so that an older text checked out later is noticed as well.
    os.utime(unfinished, ns=(status.st_atime_ns, status.st_mtime_ns))
    unfinished.replace(target)
    return target


if __name__ == "__main__":
    for path in compile_messages():
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")
