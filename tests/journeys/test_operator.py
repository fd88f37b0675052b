"""The operator opens a portal for a town, and is told why where it cannot be done."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Windows, main_of, origin_of, path_of, shoot, status_of
from tests.journeys.ground import Ground

OPERATOR = "operator@parvis.test"


@pytest.fixture
def page(windows: Windows, ground: Ground) -> Page:
    """The console, with the operator in front of it."""
    page = windows.signed_in("console", OPERATOR)
    page.goto(ground.url("console"))
    return page


def start_portal(page: Page, kind: str, code: str) -> None:
    page.goto(f"{origin_of(page)}/cities/new/{kind}/{code}/")


def test_operator_sees_every_city_at_a_glance(page: Page) -> None:
    expect(page.get_by_role("heading", name="Collectivités", level=1)).to_be_visible()

    rows = page.get_by_role("table", name="Collectivités et leurs portails").get_by_role("row")
    for name in ("Rennes", "Nanterre", "Cahors", "Agen", "Buxerolles", "Lille"):
        expect(rows.filter(has_text=name)).not_to_have_count(0)
    rennes = rows.filter(has=page.get_by_role("rowheader", name="Rennes (35)"))
    expect(rennes).to_contain_text("plus de 100 000 habitants")
    expect(rennes).to_contain_text("Budgets participatifs")
    expect(rennes.get_by_role("link", name="rennes.localhost")).to_be_visible()
    expect(rennes.get_by_role("cell")).to_have_count(5)

    page.get_by_role("searchbox", name="Nom, adresse, département ou code").fill("buxe")

    expect(rows.filter(has_text="Rennes")).to_have_count(0)
    expect(rows.filter(has_text="Buxerolles")).to_have_count(1)


def test_operator_opens_the_portal_of_saint_denis(
    page: Page, windows: Windows, ground: Ground
) -> None:
    page.get_by_role("main").get_by_role("link", name="Nouvelle collectivité").click()
    page.get_by_role("searchbox").press_sequentially("saint-den")
    towns = page.get_by_role("table", name="Territoires trouvés").get_by_role("row")
    expect(towns.filter(has_text="Saint-Denis (974)")).to_have_count(1)
    shoot(page, "console-find-territory")

    towns.get_by_role("link", name="Saint-Denis (93)").click()

    expect(main_of(page)).to_contain_text("plus de 100 000 habitants")
    expect(page.get_by_label("Adresse", exact=True)).to_have_value("saint-denis")
    page.get_by_role("checkbox", name="Données ouvertes").uncheck()
    colors(page, "#1f4e79", "#b4451f")
    page.get_by_label("Accroche").fill("Saint-Denis en commun")
    page.get_by_label("Nom du premier administrateur").fill("Camille Vidal")
    page.get_by_label("Adresse électronique du premier administrateur").fill("camille@example.org")
    expect(page.get_by_text("Cette adresse est libre.")).to_be_visible()
    shoot(page, "console-open-portal")
    page.get_by_role("button", name="Ouvrir le portail").click()

    address = ground.url("saint-denis", "").rstrip("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Saint-Denis")
    expect(page.get_by_role("link", name=address)).to_be_visible()
    shoot(page, "console-portal-opened")
    page.get_by_role("main").get_by_role("link", name="Voir le portail").click()
    expect(page.get_by_role("link", name="Saint-Denis en commun")).to_be_visible()
    assert origin_of(page) == address
    shoot(page, "portal-home-new-town")
    # The module that was not chosen has no page.
    assert status_of(page, f"{address}/data/") == 404


def colors(page: Page, brand: str, accent: str) -> None:
    page.get_by_role("textbox", name="Couleur principale").fill(brand)
    page.get_by_role("textbox", name="Seconde couleur").fill(accent)


def test_operator_is_told_that_the_territory_has_a_portal(page: Page) -> None:
    page.get_by_role("main").get_by_role("link", name="Nouvelle collectivité").click()
    page.get_by_role("searchbox").press_sequentially("35000")
    rennes = page.get_by_role("row").filter(has_text="Rennes (35)")
    expect(rennes.get_by_role("link", name="déjà ouvert")).to_be_visible()

    start_portal(page, "commune", "35238")
    expect(page.get_by_text("Ce territoire a déjà un portail.")).to_be_visible()
    page.get_by_label("Adresse", exact=True).fill("rennes-bis")
    page.get_by_role("button", name="Ouvrir le portail").click()

    expect(page.get_by_text("Ce territoire a déjà un portail.").first).to_be_visible()
    expect(page.get_by_label("Adresse", exact=True)).to_have_value("rennes-bis")
    assert status_of(page, f"{origin_of(page)}/cities/rennes-bis/") == 404


@pytest.mark.parametrize(
    ("slug", "message"),
    [
        ("console", "Cette adresse est réservée à la plateforme."),
        ("Évry ville", "Une adresse contient des lettres minuscules sans accent"),
        ("rennes", "Un autre portail occupe déjà cette adresse."),
    ],
    ids=["reserved", "malformed", "taken"],
)
def test_operator_is_told_what_is_wrong_with_an_address(
    page: Page, slug: str, message: str
) -> None:
    start_portal(page, "commune", "44109")
    page.get_by_label("Adresse", exact=True).fill(slug)
    page.get_by_label("Accroche").fill("Nantes ensemble")
    colors(page, "#14532d", "#9a3412")
    page.get_by_role("button", name="Ouvrir le portail").click()

    summary = page.get_by_role("alert")
    expect(summary).to_contain_text(message)
    summary.get_by_role("link").first.click()
    address = page.get_by_label("Adresse", exact=True)
    expect(address).to_be_focused()
    expect(address).to_have_value(slug)
    expect(page.get_by_label("Accroche")).to_have_value("Nantes ensemble")
    expect(page.get_by_role("textbox", name="Couleur principale")).to_have_value("#14532d")
    assert path_of(page) == "/cities/new/commune/44109/"


def test_operator_is_told_that_a_code_is_unknown(page: Page) -> None:
    start_portal(page, "commune", "99999")

    expect(main_of(page)).to_contain_text("Le répertoire ne connaît pas le code 99999")
    expect(page.get_by_role("searchbox")).to_be_visible()
