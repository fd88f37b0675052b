"""Fixtures of the journeys: the ground, a browser, and windows that notice what goes wrong."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tests.journeys.browsing import LONGEST_WAIT, Windows
from tests.journeys.ground import Ground
from tests.journeys.ground import ground as set_up_ground

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# What is open comes before the city's administrator, who closes the vote.
ORDER = (
    "test_operator",
    "test_pages",
    "test_open_data",
    "test_resident",
    "test_without_script",
    "test_by_keyboard",
    "test_finance",
    "test_city_admin",
)
FLAGS = (
    "--disable-dev-shm-usage --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-extensions"
).split()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Never in random order: the towns' content changes as the stories go on."""
    here = Path(__file__).parent
    places = [index for index, item in enumerate(items) if here in item.path.parents]
    stories = sorted((items[index] for index in places), key=place_of)
    for index, item in zip(places, stories, strict=True):
        items[index] = item


def place_of(item: pytest.Item) -> tuple[int, int, str]:
    """Order of the file, line in it, name."""
    return ORDER.index(item.path.stem), item.reportinfo()[1] or 0, item.name


@pytest.fixture(autouse=True)
def clean_surroundings() -> None:
    """Journeys touch nothing of this process: the servers are others."""


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser; without one, the journeys are skipped."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("No Chromium on this machine: install one, or name its path in CHROMIUM.")
    return path


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    """One browser for all journeys."""
    flags = [*FLAGS, *(("--no-sandbox",) if os.geteuid() == 0 else ())]
    started = playwright.chromium.launch(executable_path=chromium, args=flags)
    expect.set_options(timeout=LONGEST_WAIT)
    yield started
    started.close()


@pytest.fixture(scope="session")
def ground(chromium: str) -> Iterator[Ground]:
    """Towns, web server and worker; only where there is a browser for them."""
    with set_up_ground() as ready:
        yield ready


@pytest.fixture(scope="session")
def all_windows(browser: Browser, ground: Ground) -> Windows:
    return Windows(browser, ground)


@pytest.fixture
def windows(all_windows: Windows) -> Iterator[Windows]:
    """Windows of one test; whatever went wrong in one of them fails it."""
    yield all_windows
    problems = list(dict.fromkeys(all_windows.watch.problems))
    all_windows.close()
    assert not problems, "\n".join(problems)
