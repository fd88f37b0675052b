"""A town's administrator runs processes, reads answers, moderates, counts, sets up the portal."""

import csv
import io
import re
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.browsing import (
    Windows,
    download,
    mail_to,
    main_of,
    open_tab,
    origin_of,
    status_of,
)
from tests.journeys.ground import Ground

# Other web processes learn of a change of modules or brand within two seconds.
FOLLOWS = 2_500  # milliseconds
COMMENT = "Franchement, ce commentaire dépasse les bornes de la charte."
REASON = "Le deuxième mot vise une personne : écrivez-le autrement."


def office(windows: Windows, ground: Ground, town: str) -> Page:
    """The back office of a town, with its administrator in front of it."""
    page = windows.signed_in(town, f"admin@{town}.test")
    page.goto(ground.url(town, "/manage/"))
    return page


def enter(page: Page, title: str) -> None:
    """Follow an entry of the back office's menu."""
    menu = page.get_by_role("navigation", name="Principal")
    menu.get_by_role("link", name=title, exact=True).click()


@pytest.fixture
def buxerolles(windows: Windows, ground: Ground) -> Page:
    return office(windows, ground, "buxerolles")


@pytest.fixture
def rennes(windows: Windows, ground: Ground) -> Page:
    return office(windows, ground, "rennes")


def test_administrator_creates_a_process_from_a_template_and_moves_a_phase(
    buxerolles: Page,
) -> None:
    page = buxerolles
    expect(page.get_by_text("À traiter aujourd’hui").first).to_be_visible()
    enter(page, "Démarches")
    page.get_by_role("link", name="Nouvelle démarche").click()
    page.get_by_role("link", name="Appel à idées").first.click()
    page.get_by_role("button", name="Créer le brouillon").click()
    expect(page.get_by_role("alert")).to_be_visible()

    title = "Quel nom pour la nouvelle place ?"
    page.get_by_label("Titre").fill(title)
    page.get_by_role("button", name="Créer le brouillon").click()

    expect(main_of(page)).to_contain_text("Le brouillon est prêt.")
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    page.get_by_role("link", name="Modifier les textes").click()
    page.get_by_label("ce qui est à décider", exact=False).fill("Le nom de la place du marché.")
    page.get_by_role("button", name="Enregistrer les textes").click()
    expect(main_of(page)).to_contain_text("Le nom de la place du marché.")

    move_first_phase(page)
    page.get_by_role("button", name="Publier", exact=True).click()

    expect(main_of(page)).to_contain_text("Les habitants la voient maintenant.")
    page.get_by_role("link", name="Voir sur le portail").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    with open_tab(page) as tab:
        tab.goto(f"{origin_of(page)}/processes/")
        expect(main_of(tab)).to_contain_text(title)


def move_first_phase(page: Page) -> None:
    """Let it end in ten days, and the later ones move along."""
    phases = page.get_by_role("table", name="Étapes dans l’ordre").get_by_role("row")
    second_before = phases.nth(2).inner_text()
    phases.nth(1).get_by_role("rowheader").get_by_role("link").click()
    page.get_by_label("Dernier jour").fill((date.today() - timedelta(days=5)).isoformat())
    page.get_by_role("button", name="Enregistrer l’étape").click()
    expect(page.get_by_role("alert")).to_contain_text("ne peut pas précéder le premier")

    page.get_by_label("Dernier jour").fill((date.today() + timedelta(days=10)).isoformat())
    page.get_by_label("Décaler les étapes suivantes").check()
    page.get_by_role("button", name="Enregistrer l’étape").click()

    expect(main_of(page)).to_contain_text("L’étape est enregistrée.")
    assert phases.nth(2).inner_text() != second_before


def test_administrator_reads_and_exports_answers(windows: Windows, ground: Ground) -> None:
    page = office(windows, ground, "nanterre")
    enter(page, "Questionnaires")
    page.get_by_role("link", name="Bien manger à la cantine").first.click()
    page.get_by_role("link", name="Résultats", exact=True).click()
    expect(main_of(page)).to_contain_text("Des produits biologiques")

    name, content = download(page, page.get_by_role("button", name="Télécharger en CSV"))
    assert name.startswith("bien-manger-a-la-cantine")
    assert name.endswith(".csv")
    text = content.decode("utf-8-sig")
    delimiter = ";" if text.splitlines()[0].count(";") else ","
    lines = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    assert len(lines) > 200

    name, content = download(page, page.get_by_role("button", name="Télécharger en XLSX"))
    assert name.endswith(".xlsx")
    assert content.startswith(b"PK")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") >= len(lines) - 1


def test_administrator_hides_a_comment_with_a_reason(windows: Windows, ground: Ground) -> None:
    origin = ground.url("agen", "").rstrip("/")
    resident = windows.signed_in("agen", "resident@agen.test")
    resident.goto(f"{origin}/ideas/")
    resident.get_by_role("heading", level=3).get_by_role("link").first.click()
    resident.get_by_label("Votre commentaire").fill(COMMENT)
    resident.get_by_role("button", name="Publier mon commentaire").click()
    expect(resident.locator("#comments")).to_contain_text(COMMENT)
    idea = resident.url.partition("#")[0]

    page = office(windows, ground, "agen")
    page.goto(idea)
    comment = page.get_by_role("listitem").filter(has_text=COMMENT)
    comment.get_by_role("link", name="Masquer").last.click()
    page.get_by_role("button", name="Masquer le texte").click()
    page.get_by_role("radio", name="insulte ou attaque personnelle").check()
    page.get_by_label("Motif").fill(REASON)
    page.get_by_role("button", name="Masquer le texte").click()
    expect(main_of(page)).to_contain_text("Le texte est masqué. Son auteur est prévenu.")

    resident.goto(idea)
    expect(resident.locator("#comments")).not_to_contain_text(COMMENT)
    expect(resident.locator("#comments")).to_contain_text("Commentaire masqué par la modération")
    letter = mail_to(resident, origin, "resident@agen.test", "masqué")
    assert REASON in letter
    assert COMMENT in letter
    resident.goto(f"{origin}/notifications/")
    expect(main_of(resident)).to_contain_text("Votre texte a été masqué par la modération")


def test_administrator_changes_colors_and_logo(
    buxerolles: Page, tmp_path: Path, windows: Windows, ground: Ground
) -> None:
    page = buxerolles
    page.goto(ground.url("buxerolles", "/manage/brand/"))
    theme = page.locator("link[href*='theme.']").first.get_attribute("href")
    brand = page.get_by_role("textbox", name="Couleur principale")

    brand.fill("#ffe97a")
    page.get_by_role("button", name="Publier l’identité visuelle").click()
    expect(page.get_by_role("alert")).to_contain_text("se lisent mal sur le papier")
    expect(brand).to_have_value("#ffe97a")

    page.get_by_role("button", name="Utiliser ces couleurs").click()
    expect(brand).not_to_have_value("#ffe97a")
    brand.fill("#5b2a86")
    logo = tmp_path / "logo.png"
    logo.write_bytes(picture())
    page.get_by_label("Logo ou blason").set_input_files(logo)
    page.get_by_role("button", name="Publier l’identité visuelle").click()
    expect(main_of(page)).to_contain_text("Le portail a sa nouvelle apparence.")

    page.wait_for_timeout(FOLLOWS)
    visitor = windows.open()
    visitor.goto(ground.url("buxerolles"))
    assert visitor.locator("link[href*='theme.']").first.get_attribute("href") != theme
    color = visitor.evaluate(
        "getComputedStyle(document.documentElement).getPropertyValue('--brand')"
    )
    assert "#5b2a86" in color
    mark = visitor.locator("header img").first
    expect(mark).to_be_visible()
    assert mark.evaluate("(image) => image.naturalWidth > 0")


def picture() -> bytes:
    """A small PNG."""
    file = io.BytesIO()
    Image.new("RGBA", (96, 96), (91, 42, 134, 255)).save(file, "PNG")
    return file.getvalue()


def test_administrator_switches_a_module_off_and_on(
    buxerolles: Page, windows: Windows, ground: Ground
) -> None:
    page = buxerolles
    origin = ground.url("buxerolles", "").rstrip("/")
    visitor = windows.open()
    visitor.goto(f"{origin}/ideas/")
    visitor.get_by_role("heading", level=3).get_by_role("link").first.click()
    idea = visitor.url
    assert status_of(visitor, idea) == 200

    enter(page, "Réglages")
    page.get_by_role("link", name="Modules").last.click()
    page.get_by_role("link", name="Désactiver « Boîte à idées »").click()
    page.get_by_role("button", name="Désactiver").click()

    expect(main_of(page)).to_contain_text("« Boîte à idées » : module désactivé.")
    page.wait_for_timeout(FOLLOWS)
    page.reload()
    for address in (idea, f"{origin}/ideas/", f"{origin}/api/v1/ideas/"):
        assert status_of(visitor, address) == 404
    assert status_of(page, f"{origin}/manage/ideas/") == 404
    for path in ("/", "/processes/"):
        visitor.goto(f"{origin}{path}")
        assert visitor.locator("a[href^='/ideas/']").count() == 0
    expect(page.get_by_role("navigation").get_by_role("link", name="Idées")).to_have_count(0)

    page.get_by_role("link", name="Activer « Boîte à idées »").click()
    page.get_by_role("button", name="Activer").click()

    expect(main_of(page)).to_contain_text("« Boîte à idées » : module activé.")
    page.wait_for_timeout(FOLLOWS)
    assert status_of(visitor, idea) == 200
    visitor.goto(origin)
    expect(visitor.locator("a[href^='/ideas/']").first).to_be_attached()


def test_administrator_closes_the_vote_counts_and_publishes_the_winners(
    rennes: Page, windows: Windows, ground: Ground
) -> None:
    page = rennes
    enter(page, "Budgets participatifs")
    page.get_by_role("link", name="Budget participatif, 4ᵉ édition").click()
    page.get_by_role("link", name="Bulletins papier").click()
    enter_paper_ballots(page)

    page.get_by_role("link", name="Dépouillement et résultats").click()
    page.get_by_role("link", name="Clore le vote").first.click()
    expect(main_of(page)).to_contain_text("La période de vote n’est pas terminée")
    confirm(page, "Clore le vote")
    expect(main_of(page)).to_contain_text("Le vote est clos. Vous pouvez compter les bulletins.")

    page.get_by_role("link", name="Dépouillement et résultats").click()
    page.get_by_role("button", name="Enregistrer ce dépouillement").click()
    expect(main_of(page)).to_contain_text("Le dépouillement est enregistré.")
    visitor = windows.open()
    results = ground.url("rennes", "/budgets/budget-participatif-4/results/")
    visitor.goto(ground.url("rennes", "/budgets/budget-participatif-4/"))
    expect(main_of(visitor)).to_contain_text("Le vote est clos")

    page.get_by_role("link", name="Publier les résultats").first.click()
    confirm(page, "Publier les résultats")
    expect(main_of(page)).to_contain_text("Les résultats sont publics.")

    visitor.goto(results)
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("choisis")
    rows = visitor.get_by_role("table", name="Les projets choisis").get_by_role("row")
    winners = rows.filter(has=visitor.get_by_role("link")).all()
    costs = [row.get_by_role("cell").last.inner_text() for row in winners]
    spent = sum(int(re.sub(r"\D", "", cost)) for cost in costs)
    assert 0 < spent <= 200_000
    name, content = download(visitor, visitor.get_by_role("link", name="Télécharger les résultats"))
    assert name.endswith(".csv")
    assert content.count(b"\n") >= 40


def enter_paper_ballots(page: Page) -> None:
    """A wrong line first: nothing is saved, nothing typed is lost."""
    page.get_by_label("Urne").fill("Maison de quartier de la Poterie")
    page.get_by_label("Bulletins", exact=True).fill("1 2\n999\n3")
    page.get_by_role("button", name="Saisir ces bulletins").click()
    expect(page.get_by_role("alert")).to_contain_text("999")
    expect(page.get_by_label("Bulletins", exact=True)).to_have_value("1 2\n999\n3")

    page.get_by_label("Bulletins", exact=True).fill("1\n2\n3")
    page.get_by_role("button", name="Saisir ces bulletins").click()
    expect(main_of(page)).to_contain_text("3 bulletins saisis.")


def confirm(page: Page, action: str) -> None:
    """Check the box of what cannot be undone, then do it."""
    page.get_by_label("Je comprends que c’est définitif.").check()
    page.get_by_role("button", name=action).click()
