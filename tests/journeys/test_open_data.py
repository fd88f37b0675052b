"""Anyone looks at, downloads and queries what participation produced."""

import csv
import io
import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Windows, download, main_of, open_tab, path_of
from tests.journeys.ground import Ground

NAMES = ("resident@rennes.test", "admin@rennes.test")


@pytest.fixture
def page(windows: Windows, ground: Ground) -> Page:
    """The open data page of Rennes, reached from its home page by somebody without an account."""
    page = windows.open()
    page.goto(ground.url("rennes"))
    page.get_by_role("link", name="Données ouvertes").first.click()
    expect(page.get_by_role("heading", name="Données ouvertes", level=1)).to_be_visible()
    return page


def json_of(page: Page, address: str) -> Any:
    """What an address answers to a program."""
    with open_tab(page) as tab:
        tab.goto(address)
        return json.loads(tab.locator("body").inner_text())


def test_anyone_looks_at_a_data_set(page: Page) -> None:
    for title in ("Démarches de participation", "Projets des budgets participatifs"):
        expect(main_of(page)).to_contain_text(title)

    page.get_by_role("link", name="Projets des budgets participatifs", exact=True).click()

    expect(main_of(page)).to_contain_text("Licence Ouverte 2.0")
    preview = page.get_by_role("table").first
    expect(preview).to_contain_text("Les 20 premières lignes sur")
    expect(preview.get_by_role("row")).to_have_count(21)
    expect(page.get_by_role("table", name="Colonnes")).to_contain_text("cost")


def test_anyone_downloads_csv_and_json_that_say_the_same(page: Page) -> None:
    page.get_by_role("link", name="Projets des budgets participatifs", exact=True).click()

    name, content = download(page, page.get_by_role("link", name="Télécharger en CSV"))
    assert name.endswith(".csv")
    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    name, content = download(page, page.get_by_role("link", name="Télécharger en JSON"))
    assert name.endswith(".json")
    entries = json.loads(content)

    rows = entries if isinstance(entries, list) else entries["rows"]
    assert len(lines) == len(rows) > 525
    assert list(lines[0]) == list(rows[0])
    for email in NAMES:
        assert email.encode() not in content


def test_api_lists_and_pages_the_same_rows(page: Page, ground: Ground) -> None:
    api = ground.url("rennes", "/api/v1/data/")
    catalog = json_of(page, api)
    published = {entry["identifier"] for entry in catalog["results"]}
    assert {"processes", "budgets", "budget-projects", "budget-ballots", "ideas"} <= published

    first = json_of(page, f"{api}budget-projects/?page_size=50")
    second = json_of(page, f"{api}budget-projects/?page_size=50&page=2")

    assert first["count"] == second["count"] > 525
    assert len(first["results"]) == len(second["results"]) == 50
    assert first["results"][0] != second["results"][0]
    assert first == json_of(page, f"{api}budget-projects/?page_size=50")
    codes = [column["code"] for column in first["dataset"]["columns"]]
    assert codes == list(first["results"][0])


def test_api_describes_itself(page: Page, ground: Ground) -> None:
    with open_tab(page) as tab:
        answer = (
            tab.evaluate(
                """async (address) => {
                const answer = await fetch(address, {headers: {Accept: 'application/json'}});
                return [answer.status, await answer.text()];
            }""",
                "/api/v1/schema/",
            )
            if tab.goto(ground.url("rennes", "/data/"))
            else None
        )

    assert answer
    assert answer[0] == 200
    assert "/api/v1/data/" in answer[1]
    assert "3.1.0" in answer[1]


def test_answers_of_a_questionnaire_are_published_without_names(
    windows: Windows, ground: Ground
) -> None:
    page = windows.open()
    page.goto(ground.url("nanterre", "/data/"))
    page.get_by_role("link", name="À quelles heures ouvrir la médiathèque ?").first.click()
    assert path_of(page).startswith("/data/")

    _name, content = download(page, page.get_by_role("link", name="Télécharger en CSV"))

    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(lines) == 812
    assert not {"name", "email", "author", "user"} & set(lines[0])
