"""Tells whether the lock files belong to today's pyproject.toml and name no place."""

import importlib.machinery
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from infra.local.services import ROOT

NAMES = ("bootstrap", "chart", "demo", "dev", "production")
PLACES = ("http", "file:", "://", " @ ", "--index", "--find-links", "--extra-index")


def launcher() -> ModuleType:
    """Load `./dev` as a module: it has no suffix, since people type its name."""
    loader = importlib.machinery.SourceFileLoader("dev_launcher", str(ROOT / "dev"))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    written, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = written
    return module


def problems(folder: Path = ROOT / "requirements") -> Iterator[str]:
    wanted = launcher().fingerprint_line()
    for name in NAMES:
        path = folder / f"{name}.lock"
        if not path.exists():
            yield f"{path.name} is missing"
            continue
        text = path.read_text()
        if text.partition("\n")[0] != wanted:
            yield f"{path.name} is older than the dependencies of pyproject.toml"
        yield from (f"{path.name} names a place: {place!r}" for place in PLACES if place in text)
        yield from (f"{path.name} pins {line} without a hash" for line in unhashed(text))


def unhashed(text: str) -> Iterator[str]:
    """Return the requirements that no hash follows."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line and not line.startswith(" ") and "--hash=sha256:" not in following:
            yield line.rstrip("\\ ")


if __name__ == "__main__":
    found = list(problems())
    sys.exit("\n".join([*found, "./dev lock writes them anew."]) if found else 0)
