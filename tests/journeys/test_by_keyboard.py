"""By keyboard alone: skip link, menu, ballot."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import PHONE, Windows, path_of
from tests.journeys.ground import Ground

BALLOT = "/budgets/budget-participatif-4/ballot/"


def press_until(page: Page, key: str, name: str, *, most: int = 60) -> None:
    """Press a key until what has the focus is called `name`."""
    for _press in range(most):
        page.keyboard.press(key)
        here = page.evaluate(
            """() => {
                const box = document.activeElement;
                const name = box.getAttribute('aria-label') || box.innerText || '';
                return name.replace(/\\s+/g, ' ').trim();
            }"""
        )
        if re.search(name, here):
            return
    raise AssertionError(f"{name!r} was not reached by {most} times {key} on {page.url}")


def outline_of(page: Page) -> float:
    """Width in pixels of what marks the focus: on the element, what covers it, or its card."""
    width: float = page.evaluate(
        """() => {
            const widthOf = (style) =>
                style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
            const widths = [widthOf(getComputedStyle(document.activeElement, '::after'))];
            for (let box = document.activeElement; box; box = box.parentElement)
                widths.push(widthOf(getComputedStyle(box)));
            return Math.max(...widths);
        }"""
    )
    return width


@pytest.fixture
def page(windows: Windows, ground: Ground) -> Page:
    page = windows.signed_in("rennes", "moderator@rennes.test")
    page.goto(ground.url("rennes"))
    return page


def test_first_key_offers_to_skip_to_the_content(page: Page) -> None:
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Aller au contenu")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()

    page.keyboard.press("Enter")

    expect(page.get_by_role("main")).to_be_focused()


def test_focus_is_always_seen(page: Page) -> None:
    thin = []
    for _press in range(25):
        page.keyboard.press("Tab")
        if outline_of(page) < 3:
            thin.append(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))

    assert not thin, "\n".join(thin)


def test_menu_of_a_phone_opens_and_closes(windows: Windows, ground: Ground) -> None:
    page = windows.open(width=PHONE)
    page.goto(ground.url("rennes"))
    press_until(page, "Tab", "^Menu$")
    page.keyboard.press("Enter")
    menu = page.get_by_role("navigation", name="Principal")
    expect(menu).to_be_visible()

    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()

    expect(page.get_by_role("button", name="Menu")).to_be_focused()
    page.keyboard.press("Enter")
    press_until(page, "Tab", "^Idées$")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ideas/")
    assert path_of(page) == "/ideas/"


def test_ballot_is_filled_and_emptied(page: Page, ground: Ground) -> None:
    page.goto(ground.url("rennes", BALLOT))
    bar = page.get_by_role("region", name="Mon bulletin")
    before = bar.inner_text()

    press_until(page, "Tab", r"^Ajouter à ma liste\s:")
    title = page.evaluate("document.activeElement.getAttribute('aria-label')").split("«")[1]
    title = title.split("»")[0].strip()
    page.keyboard.press("Enter")

    added = page.get_by_role("button", name=f"Retirer de ma liste : « {title} »")
    expect(added).to_be_focused()
    expect(page.locator("#toasts")).to_contain_text("Projet ajouté. Il vous reste")
    expect(bar).not_to_contain_text("Il vous reste 200 000 €")

    page.keyboard.press("Space")

    expect(page.get_by_role("button", name=f"Ajouter à ma liste : « {title} »")).to_be_focused()
    expect(page.locator("#toasts")).to_contain_text("Projet retiré.")
    assert bar.inner_text() == before


def test_account_menu_opens_and_closes(page: Page) -> None:
    press_until(page, "Tab", "Mon compte")
    page.keyboard.press("Enter")
    sign_out = page.get_by_role("button", name="Se déconnecter")
    expect(sign_out).to_be_visible()

    page.keyboard.press("Escape")

    expect(sign_out).to_be_hidden()
