"""The invoice as a page and the accounts as a table, read back."""

import csv
import re
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import pytest
from pypdf import PdfReader

from billing import actions, queries
from billing.exports.accounts_csv import accounts_csv
from billing.exports.invoice_pdf import invoice_pdf
from tenants.models import City
from tests.factories.billing import make_subscription
from tests.factories.tenants import make_city

pytestmark = pytest.mark.usefixtures("control_plane")


def text_of(pdf: bytes) -> str:
    """The words of a file, spaces made plain."""
    pages = PdfReader(BytesIO(pdf)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def town(**fields: Any) -> City:
    fields = {"name": "Bœuf-sur-l’Haÿ", "siren": "214700015", "postal_codes": ["47000"], **fields}
    return make_city(population=32_801, **fields)


def test_next_invoice_says_that_it_is_a_preview() -> None:
    computed = queries.next_invoice(queries.account_of(town()))
    assert computed is not None

    text = text_of(invoice_pdf(computed.invoice, computed.lines))

    assert "Prochaine facture (aperçu)" in text
    assert "attribué à l’émission" in text
    assert "elle n’est due qu’une fois émise" in text


def test_invoice_holds_what_the_law_asks_for(make_user: Any) -> None:
    by = make_user(roles=["finance"])
    city = make_subscription(city=town()).city
    draft = actions.draft_invoice(city=city, by=by)
    invoice = actions.issue_invoice(invoice=draft, by=by, on=date(2026, 3, 5))

    text = text_of(invoice_pdf(invoice, list(invoice.lines.order_by("position"))))

    for words in (
        "Facture 2026-00001",
        "5 mars 2026",
        "4 avr. 2026",
        "du 1er mars 2026 au 28 févr. 2027",
        "Bœuf-sur-l’Haÿ",
        "47000 Bœuf-sur-l’Haÿ",
        "SIREN 214 700 015",
        "SIRET",
        "RCS",
        "Prestation de services",
        "40 €",
        "Total HT 9 300,00 €",
        "TVA à 20 % 1 860,00 €",
        "Total TTC 11 160,00 €",
    ):
        assert words in text
    assert "aperçu" not in text


def test_invoice_fits_on_one_page() -> None:
    city = town(modules=("consultations", "proposals", "budgets", "open_data"))
    computed = queries.next_invoice(queries.account_of(city))
    assert computed is not None

    pages = PdfReader(BytesIO(invoice_pdf(computed.invoice, computed.lines))).pages

    assert len(pages) == 1
    assert [round(float(side)) for side in pages[0].mediabox[2:]] == [595, 842]


def test_names_from_the_register_cannot_break_the_page() -> None:
    computed = queries.next_invoice(queries.account_of(town(name="L’Île <b> & Cie")))
    assert computed is not None

    assert "L’Île <b> & Cie" in text_of(invoice_pdf(computed.invoice, computed.lines))


def test_accounts_csv_opens_in_a_french_spreadsheet() -> None:
    town(slug="haye")

    file = accounts_csv(queries.accounts())

    assert file.startswith("\ufeff")
    rows = list(csv.DictReader(StringIO(file[1:]), delimiter=";"))
    haye = next(row for row in rows if row["Nom"] == "Bœuf-sur-l’Haÿ")
    assert haye["Montant annuel HT (EUR)"] == "9300,00"
    assert haye["SIREN"] == "214700015"
    assert len(rows) == 3


def test_account_by_quote_is_empty_in_the_file() -> None:
    make_city(population=None, name="Région")

    rows = list(csv.DictReader(StringIO(accounts_csv(queries.accounts())[1:]), delimiter=";"))

    assert next(row for row in rows if row["Nom"] == "Région")["Montant annuel HT (EUR)"] == ""
