"""A resident registers, answers, proposes, supports, comments, and votes."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.accessibility import problems_of
from tests.journeys.browsing import PHONE, Windows, mail_to, main_of, path_of, shoot, sign_in
from tests.journeys.ground import PASSWORD, Ground

BALLOT = "/budgets/budget-participatif-4/ballot/"


@pytest.fixture
def page(windows: Windows, ground: Ground) -> Page:
    """The portal of Rennes on the phone of somebody new."""
    page = windows.open(width=PHONE)
    page.goto(ground.url("rennes"))
    return page


@pytest.fixture
def resident(windows: Windows, ground: Ground) -> Page:
    """The portal of Rennes, signed in as a resident of the demo."""
    page = windows.signed_in("rennes", "resident@rennes.test")
    page.goto(ground.url("rennes"))
    return page


def projects_of(page: Page) -> Locator:
    """The projects on the ballot."""
    return page.get_by_role("article")


def money(text: str) -> int:
    """`Il vous reste 45 000 €` as a number."""
    found = re.search(r"(\d[\d\u202f\xa0]*)\s€", text)
    assert found, text
    return int(re.sub(r"\s", "", found[1]))


def register(page: Page, origin: str, name: str) -> str:
    """Create an account, with the code of the mail; return its address."""
    email = f"{uuid4().hex[:8]}@example.org"
    page.goto(f"{origin}/accounts/signup/")
    page.get_by_label("Nom affiché aux autres").fill(name)
    page.get_by_label("Adresse électronique").fill(email)
    page.get_by_label("Mot de passe", exact=True).fill("trois-petits-pavés")
    page.get_by_label("J’accepte la charte").check()
    page.get_by_role("button", name="Créer mon compte").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirmez votre adresse")

    code = re.search(r"\b\d{6}\b", mail_to(page, origin, email, "Votre code"))

    assert code
    page.get_by_label("Code").fill(code[0])
    page.get_by_role("button", name="Confirmer").click()
    expect(page.get_by_role("button", name="Confirmer")).to_have_count(0)
    return email


def test_newcomer_registers_and_signs_in(page: Page, ground: Ground) -> None:
    origin = ground.url("rennes", "").rstrip("/")
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Se connecter").click()
    page.get_by_role("link", name="Créer mon compte").click()
    page.get_by_label("Nom affiché aux autres").fill("Camille L.")
    page.get_by_label("Adresse électronique").fill("camille")
    page.get_by_label("Mot de passe", exact=True).fill("12345678")
    page.get_by_role("button", name="Créer mon compte").click()

    expect(page.get_by_role("alert")).to_contain_text("Vérifiez ces réponses")
    expect(page.get_by_label("Nom affiché aux autres")).to_have_value("Camille L.")

    email = register(page, origin, "Camille L.")

    expect(page.get_by_text("Camille L.").first).to_be_attached()
    page.context.clear_cookies()
    sign_in(page, origin, email, "trois-petits-pavés")
    expect(page.get_by_text("Camille L.").first).to_be_attached()


def test_session_of_one_town_is_worth_nothing_in_another(windows: Windows, ground: Ground) -> None:
    page = windows.signed_in("rennes", "resident@rennes.test")

    page.goto(ground.url("nanterre", "/people/me/"))

    assert path_of(page) == "/accounts/login/"


def test_resident_sees_what_is_open(resident: Page) -> None:
    expect(resident.get_by_role("heading", name="En ce moment")).to_be_visible()
    main_of(resident).get_by_role("link", name="Budget participatif, 4ᵉ édition").first.click()

    expect(resident.get_by_role("heading", level=1)).to_have_text("Budget participatif, 4ᵉ édition")
    expect(main_of(resident)).to_contain_text("encore 6 jours")
    expect(
        main_of(resident).get_by_role("link", name="Voter pour mes projets").first
    ).to_be_visible()


def test_resident_answers_a_questionnaire(windows: Windows, ground: Ground) -> None:
    page = windows.open(width=PHONE)
    origin = ground.url("nanterre", "").rstrip("/")
    register(page, origin, "Sofiane B.")
    page.goto(f"{origin}/consultations/")
    page.get_by_role("link", name="Bien manger à la cantine").first.click()
    page.get_by_role("link", name="Répondre au questionnaire").first.click()

    # A first try forgets an answer and chooses too much elsewhere.
    asked = page.get_by_role("group")
    asked.filter(has_text="Vous répondez en tant que").get_by_label("Parent").check()
    matters = asked.filter(has_text="Qu’est-ce qui compte le plus")
    for label in ("Des produits biologiques", "Des produits de la région", "Moins de sucre"):
        matters.get_by_label(label).check()
    page.get_by_label("Combien de minutes pour déjeuner").fill("beaucoup")
    page.get_by_label("Qu’aimeriez-vous ajouter").fill("Merci d’avoir demandé.")
    page.get_by_role("button", name="Envoyer mes réponses").click()

    problems = page.get_by_role("alert")
    expect(problems).to_contain_text("Répondez à cette question.")
    expect(problems).to_contain_text("Choisissez au plus 2 réponses")
    expect(problems).to_contain_text("Écrivez un nombre")
    shoot(page, "questionnaire-errors")
    assert not problems_of(page)
    expect(matters.get_by_label("Moins de sucre")).to_be_checked()
    expect(page.get_by_label("Qu’aimeriez-vous ajouter")).to_have_value("Merci d’avoir demandé.")

    matters.get_by_label("Moins de sucre").uncheck()
    page.get_by_label("Combien de minutes pour déjeuner").fill("45")
    for question in ("vous plaisent-ils", "est-il supportable"):
        asked.filter(has_text=question).get_by_role("radio").nth(3).check()
    asked.filter(has_text="sans viande par semaine").get_by_label("Deux").check()
    page.get_by_role("button", name="Envoyer mes réponses").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Merci, vos réponses comptent")
    expect(main_of(page)).to_contain_text("Des produits biologiques")
    shoot(page, "questionnaire-receipt")
    assert not problems_of(page)

    page.get_by_role("link", name="Modifier mes réponses").click()
    expect(page.get_by_label("Combien de minutes pour déjeuner")).to_have_value("45")
    page.get_by_label("Combien de minutes pour déjeuner").fill("50")
    page.get_by_role("button", name="Remplacer mes réponses").click()
    expect(page.get_by_text("Réponses modifiées")).to_be_visible()


def test_resident_posts_an_idea(resident: Page) -> None:
    resident.get_by_role("link", name="Idées", exact=True).first.click()
    resident.get_by_role("link", name="Déposer mon idée").first.click()
    body = "Une tablette et deux prises, pour lire en attendant le bus de nuit."
    resident.get_by_label("Titre").fill("Lire")
    resident.get_by_label("Votre texte").fill(body)
    resident.get_by_role("button", name="Publier mon idée").click()

    expect(resident.get_by_role("alert")).to_contain_text("au moins 5 caractères")
    expect(resident.get_by_label("Votre texte")).to_have_value(body)

    resident.get_by_label("Titre").fill("Des abribus où l’on peut lire la nuit")
    resident.get_by_role("button", name=re.compile("[Aa]perçu")).click()
    expect(resident.get_by_role("heading", level=1)).to_have_text("Voici ce que l’on verra")
    resident.get_by_role("button", name="Publier mon idée").click()

    expect(resident.get_by_role("heading", level=1)).to_have_text(
        "Des abribus où l’on peut lire la nuit"
    )
    expect(main_of(resident)).to_contain_text("Votre idée est publiée.")
    resident.get_by_role("link", name="Idées", exact=True).first.click()
    expect(main_of(resident)).to_contain_text("Des abribus où l’on peut lire la nuit")


def test_resident_supports_and_comments_an_idea(windows: Windows, ground: Ground) -> None:
    page = windows.open()
    origin = ground.url("rennes", "").rstrip("/")
    register(page, origin, "Nolwenn P.")
    page.goto(f"{origin}/ideas/")
    page.get_by_role("heading", level=3).get_by_role("link").first.click()
    box = page.locator(".support-box")
    before = int(re.sub(r"\D", "", box.get_by_text("soutien").first.inner_text()) or 0)

    page.get_by_role("button", name="Je soutiens").click()

    expect(page.get_by_role("button", name="Vous soutenez")).to_be_visible()
    expect(page.locator(".support-box .tally")).to_contain_text(f"{before + 1}")
    page.reload()
    expect(page.get_by_role("button", name="Vous soutenez")).to_be_visible()

    discussion = page.locator("#comments")
    discussion.get_by_label("Votre commentaire").fill("Je passe là chaque matin : oui, vite.")
    discussion.get_by_role("radio", name="Pour").check()
    discussion.get_by_role("button", name="Publier mon commentaire").click()
    expect(discussion).to_contain_text("Je passe là chaque matin : oui, vite.")
    expect(discussion).to_contain_text("Nolwenn P.")


def test_resident_votes_within_the_amount_and_changes_the_ballot(
    windows: Windows, ground: Ground
) -> None:
    page = windows.open(width=PHONE)
    origin = ground.url("rennes", "").rstrip("/")
    email = register(page, origin, "Gwen T.")
    page.goto(f"{origin}/budgets/budget-participatif-4/")
    page.get_by_role("link", name="Voter pour mes projets").first.click()
    assert path_of(page) == BALLOT
    expect(page.get_by_role("heading", level=1)).to_have_text("Choisissez vos projets")

    # Add projects until one no longer fits, which says why.
    left, chosen = 200_000, []
    bar = page.get_by_role("region", name="Mon bulletin")
    expect(bar).to_contain_text("Il vous reste 200 000 €")
    while page.get_by_text("Il manque").count() == 0:
        offered = page.get_by_role("button", name=re.compile(r"^Ajouter à ma liste\s:")).first
        card = projects_of(page).filter(has=offered).first
        title = card.get_by_role("heading").inner_text()
        left -= money(card.inner_text())
        offered.click()
        expect(bar).to_contain_text(f"Il vous reste {left:,} €".replace(",", " "))
        chosen.append(title)
    refused = projects_of(page).filter(has_text="Il manque").first
    expect(refused.get_by_role("button")).to_have_attribute("aria-disabled", "true")
    expect(refused).to_contain_text("retirez un projet")

    bar.get_by_role("link", name="Vérifier mon vote").click()
    for title in chosen:
        expect(main_of(page)).to_contain_text(title)
    page.get_by_role("button", name="Déposer mon bulletin").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Votre vote est enregistré")
    shoot(page, "ballot-receipt")
    assert not problems_of(page)
    code = page.locator(".receipt-code").inner_text()
    assert code in mail_to(page, origin, email, "Votre bulletin")

    page.get_by_role("link", name="Modifier mon bulletin").click()
    page.get_by_role("button", name=f"Retirer de ma liste : « {chosen[0]} »").click()
    expect(page.get_by_role("button", name=f"Ajouter à ma liste : « {chosen[0]} »")).to_be_visible()
    bar.get_by_role("link", name="Vérifier mon vote").click()
    page.get_by_role("button", name="Remplacer mon bulletin").click()

    expect(page.get_by_text("Bulletin modifié")).to_be_visible()
    expect(main_of(page)).not_to_contain_text(chosen[0])

    page.get_by_role("link", name="Vérifier un reçu").click()
    page.get_by_label("Code de votre reçu").fill(code)
    page.get_by_role("button", name="Vérifier").click()
    expect(main_of(page)).to_contain_text("Oui")


def test_password_of_the_demo_is_refused_when_wrong(page: Page, ground: Ground) -> None:
    page.goto(ground.url("rennes", "/accounts/login/"))
    page.get_by_label("Adresse électronique").fill("resident@rennes.test")
    page.get_by_label("Mot de passe", exact=True).fill(f"{PASSWORD}-not")
    page.get_by_role("button", name="Se connecter").click()

    expect(main_of(page)).to_contain_text("ne vont pas ensemble")
    expect(page.get_by_label("Adresse électronique")).to_have_value("resident@rennes.test")
