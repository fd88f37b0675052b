"""What axe and a look at the width say of a page."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.browsing import PHONE, SMALLEST, WIDE

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
SCRIPT = Axe().axe_script


def problems_of(page: Page) -> list[str]:
    """Everything wrong with the page: light and wide, dark and on a phone, at each width."""
    before = page.viewport_size or {"width": WIDE, "height": 900}
    page.evaluate(SCRIPT)
    problems = [f"light: {problem}" for problem in violations(page)]
    page.set_viewport_size({"width": PHONE, "height": 844})
    page.emulate_media(color_scheme="dark")
    problems += [f"dark, on a phone: {problem}" for problem in violations(page)]
    page.emulate_media(color_scheme="light")
    for width in (PHONE, SMALLEST, WIDE):
        page.set_viewport_size({"width": width, "height": 844})
        if extra := sideways(page):
            problems.append(f"{extra} pixels too wide at {width}: {widest(page)}")
    page.set_viewport_size(before)
    return problems


def violations(page: Page) -> list[str]:
    """One line for each rule that is broken and where; axe is on the page already."""
    results: dict[str, Any] = page.evaluate("(options) => axe.run(options)", OPTIONS)
    return [
        f"{rule['id']}: {node['target']} {summary(node)}"
        for rule in results["violations"]
        for node in rule["nodes"][:4]
    ]


def summary(node: dict[str, Any]) -> str:
    """What axe says of one element, on one line."""
    checks = [*node["any"], *node["all"], *node["none"]]
    return f"{node['html'][:160]} {'; '.join(check['message'] for check in checks)}"[:420]


def sideways(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    width: int = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return max(width, 0)


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
