"""Every main page: no violation of WCAG 2.2 AA in either color scheme, no sideways scroll."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.browsing import PHONE, SMALLEST, WIDE, Windows, shoot, sideways
from tests.journeys.places import PLACES, Place, visit

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}


@pytest.fixture(scope="session")
def axe() -> Axe:
    return Axe()


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_page_is_accessible_and_fits_every_screen(
    windows: Windows, axe: Axe, place: Place
) -> None:
    page = visit(windows, place)
    shoot(page, place.name)

    problems = [f"light: {problem}" for problem in violations(page, axe)]
    page.set_viewport_size({"width": PHONE, "height": 844})
    page.emulate_media(color_scheme="dark")
    problems += [f"dark, on a phone: {problem}" for problem in violations(page, axe)]
    for width in (PHONE, SMALLEST):
        page.set_viewport_size({"width": width, "height": 844})
        if extra := sideways(page):
            problems.append(f"{extra} pixels too wide at {width}: {widest(page)}")
    page.set_viewport_size({"width": WIDE, "height": 900})
    if extra := sideways(page):
        problems.append(f"{extra} pixels too wide at {WIDE}: {widest(page)}")

    assert not problems, f"{page.url}\n" + "\n".join(problems)


def violations(page: Page, axe: Axe) -> list[str]:
    """One line for each rule that is broken and where."""
    results: dict[str, Any] = axe.run(page, options=OPTIONS).response
    return [
        f"{rule['id']}: {node['target']} {summary(node)}"
        for rule in results["violations"]
        for node in rule["nodes"][:4]
    ]


def summary(node: dict[str, Any]) -> str:
    """What axe says of one element, on one line."""
    checks = [*node["any"], *node["all"], *node["none"]]
    return f"{node['html'][:160]} {'; '.join(check['message'] for check in checks)}"[:420]


def widest(page: Page) -> list[str]:
    """Elements that stick out of the window, for whoever looks for the cause."""
    found: list[str] = page.evaluate(
        """() => {
            const isCut = (box) => box && (getComputedStyle(box).overflowX !== 'visible'
                || getComputedStyle(box).position === 'fixed' || isCut(box.parentElement));
            return [...document.querySelectorAll('main *, header *, footer *')]
                .filter((box) => box.getBoundingClientRect().right > window.innerWidth + 1)
                .filter((box) => !isCut(box.parentElement))
                .slice(0, 5)
                .map((box) => `${box.tagName.toLowerCase()}.${box.getAttribute('class') || ''}`);
        }"""
    )
    return found
