"""Finance sees what every city pays, its next invoice, and the revenue by tier."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Windows, download, main_of, shoot
from tests.journeys.ground import Ground

FINANCE = "finance@parvis.test"


@pytest.fixture
def page(windows: Windows, ground: Ground) -> Page:
    """The accounts, with finance in front of them."""
    page = windows.signed_in("console", FINANCE)
    page.goto(ground.url("console"))
    page.get_by_role("navigation", name="Principal").get_by_role("link", name="Facturation").click()
    return page


def amount_in(text: str) -> int:
    """The last amount in euros of a text."""
    found = re.findall(r"(\d[\d\s]*)\s€", text)
    assert found, text
    return int(re.sub(r"\s", "", found[-1]))


def test_finance_sees_plan_tier_modules_and_amount_of_every_city(page: Page) -> None:
    expect(page.get_by_role("heading", name="Facturation", level=1)).to_be_visible()
    accounts = page.get_by_role("table", name="Ce que paie chaque collectivité").get_by_role("row")

    buxerolles = accounts.filter(has_text="Buxerolles")
    expect(buxerolles).to_contain_text("à 20 000 habitants")
    expect(buxerolles).to_contain_text("Budgets participatifs")
    # 4,200 a year, and 1,000 for each module that the plan does not include.
    modules = buxerolles.get_by_role("cell").nth(2).inner_text().count(",") + 1
    assert amount_in(buxerolles.get_by_role("cell").nth(3).inner_text()) == 4200 + 1000 * modules
    rennes = accounts.filter(has_text="Rennes")
    expect(rennes).to_contain_text("plus de 100 000 habitants")
    expect(rennes).to_contain_text("devis")


def test_finance_sees_recurring_revenue_by_tier_as_chart_and_table(page: Page) -> None:
    expect(page.get_by_role("heading", name="Revenu récurrent par palier")).to_be_visible()
    revenue = page.get_by_role("figure", name="Montants annuels hors taxes, en euros")

    expect(revenue.locator("svg").first).to_be_visible()
    rows = revenue.get_by_role("row")
    amounts = [amount_in(row.inner_text()) for row in rows.all() if "€" in row.inner_text()]
    assert len(amounts) >= 3
    total = page.get_by_role("definition").first.inner_text()
    assert sum(amounts) == amount_in(total)


def test_finance_reads_the_next_invoice_of_a_city(page: Page) -> None:
    page.get_by_role("row").filter(has_text="Buxerolles").get_by_role(
        "link", name="Buxerolles"
    ).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Buxerolles")
    lines = page.get_by_role("table", name="Lignes de la prochaine facture")
    expect(lines).to_contain_text("4 200,00 €")
    expect(lines).to_contain_text("Total TTC")
    shoot(page, "billing-account")

    name, content = download(page, page.get_by_role("link", name="Télécharger l’aperçu (PDF)"))

    assert name.startswith("prochaine-facture-buxerolles-")
    assert name.endswith(".pdf")
    assert content.startswith(b"%PDF")
    assert content.rstrip().endswith(b"%%EOF")


def test_finance_issues_an_invoice_and_records_its_payment(page: Page) -> None:
    page.get_by_role("row").filter(has_text="Agen").get_by_role("link", name="Agen").first.click()
    page.get_by_role("button", name="Préparer le brouillon").click()
    expect(main_of(page)).to_contain_text("Le brouillon est prêt.")

    page.get_by_role("button", name="Émettre la facture").first.click()

    expect(main_of(page)).to_contain_text("est émise.")
    invoices = page.get_by_role("table", name="Factures de cette collectivité")
    expect(invoices).to_contain_text("émise")
    _name, content = download(page, invoices.get_by_role("link").first)
    assert content.startswith(b"%PDF")


def test_finance_exports_the_accounts(page: Page) -> None:
    name, content = download(
        page, page.get_by_role("link", name="Exporter pour le comptable (CSV)")
    )

    assert name.endswith(".csv")
    lines = content.decode("utf-8-sig").splitlines()
    assert "SIREN" in lines[0]
    assert any("Buxerolles" in line for line in lines)
