"""Without JavaScript, everything that matters works all the same."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import PHONE, Windows, main_of
from tests.journeys.ground import Ground


@pytest.fixture
def page(windows: Windows, ground: Ground) -> Page:
    """The portal of Rennes on a phone that runs no script."""
    page = windows.signed_in("rennes", "resident@rennes.test", width=PHONE, script=False)
    page.goto(ground.url("rennes"))
    return page


def test_the_menu_opens_without_script(page: Page) -> None:
    page.get_by_role("button", name="Menu").click()

    page.get_by_role("navigation", name="Principal").get_by_role("link", name="Démarches").click()

    expect(page.get_by_role("heading", name="Démarches", level=1)).to_be_visible()


def test_somebody_signs_in_and_answers_without_script(windows: Windows, ground: Ground) -> None:
    page = windows.signed_in("nanterre", "resident@nanterre.test", width=PHONE, script=False)
    page.goto(ground.url("nanterre", "/consultations/bien-manger-a-la-cantine/answer/"))
    page.get_by_role("button", name=re.compile("(Envoyer|Remplacer) mes réponses")).click()
    expect(page.get_by_role("alert")).to_contain_text("Répondez à cette question.")

    asked = page.get_by_role("group")
    asked.filter(has_text="Vous répondez en tant que").get_by_label("Parent").check()
    asked.filter(has_text="Qu’est-ce qui compte").get_by_label("Moins de sucre").check()
    page.get_by_label("Combien de minutes pour déjeuner").fill("40")
    for question in ("vous plaisent-ils", "est-il supportable"):
        asked.filter(has_text=question).get_by_role("radio").nth(2).check()
    asked.filter(has_text="sans viande par semaine").get_by_label("Un", exact=True).check()
    page.get_by_role("button", name=re.compile("(Envoyer|Remplacer) mes réponses")).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Merci, vos réponses comptent")


def test_somebody_posts_supports_and_comments_without_script(page: Page, ground: Ground) -> None:
    page.goto(ground.url("rennes", "/ideas/new/"))
    page.get_by_label("Titre").fill("Une fontaine à boire place des Lices")
    page.get_by_label("Votre texte").fill("Le samedi, au marché, chacun cherche de l’eau.")
    page.get_by_role("button", name="Publier mon idée").click()
    expect(main_of(page)).to_contain_text("Votre idée est publiée.")

    page.goto(ground.url("rennes", "/ideas/?sort=supported"))
    page.get_by_role("heading", level=3).get_by_role("link").first.click()
    support = page.get_by_role("button", name=re.compile("Je soutiens|Vous soutenez"))
    was = support.get_attribute("aria-pressed")
    support.click()
    expect(support).not_to_have_attribute("aria-pressed", was or "")
    page.get_by_label("Votre commentaire").fill("Lu et approuvé, sans aucun script.")
    page.get_by_role("button", name="Publier mon commentaire").click()
    expect(page.locator("#comments")).to_contain_text("Lu et approuvé, sans aucun script.")


def test_somebody_votes_without_script(page: Page, ground: Ground) -> None:
    page.goto(ground.url("rennes", "/budgets/budget-participatif-4/ballot/"))
    page.get_by_role("button", name=re.compile(r"^Ajouter à ma liste\s:")).first.click()
    expect(main_of(page)).to_contain_text("Il vous reste")

    page.get_by_role("link", name="Vérifier mon vote").click()
    page.get_by_role("button", name=re.compile("(Déposer|Remplacer) mon bulletin")).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Votre vote est enregistré")
