"""The wizard, page by page."""

from typing import Any

import pytest
from django.test import Client

from tenants.models import City, Plan

pytestmark = pytest.mark.usefixtures("control_plane")
FORM = "/cities/new/commune/93066/"


@pytest.fixture
def operator(client_of: Any, make_user: Any) -> Client:
    client: Client = client_of("console", make_user(roles=["operations"]))
    return client


def values(**changes: Any) -> dict[str, Any]:
    return {
        "slug": "saint-denis",
        "plan": str(Plan.objects.get(code="parvis").pk),
        "modules": ["budgets", "open_data"],
        "brand_color": "#0b5d66",
        "accent_color": "#d8481f",
        "tagline": "La place de Saint-Denis",
        "administrator_name": "",
        "administrator_email": "",
        **changes,
    }


@pytest.mark.parametrize("role", ["support", "finance"])
@pytest.mark.parametrize("path", ["/cities/new/", FORM, f"{FORM}preview/"])
def test_wizard_is_for_operations(client_of: Any, make_user: Any, role: str, path: str) -> None:
    assert client_of("console", make_user(roles=[role])).get(path).status_code == 403


def test_search_tells_namesakes_apart(operator: Client) -> None:
    page = operator.get("/cities/new/?q=saint-den").content.decode()

    assert page.index("/cities/new/commune/93066/") < page.index("/cities/new/commune/97411/")
    assert "149\u00a0077" in page


def test_search_fragment_is_the_page_reloaded(operator: Client) -> None:
    whole = operator.get("/cities/new/?q=agen").content.decode()
    part = operator.get("/cities/new/?q=agen", headers={"hx-request": "true"}).content.decode()

    assert part.strip() in whole


def test_search_leads_to_the_portal_that_exists(operator: Client) -> None:
    page = operator.get("/cities/new/?q=agen").content.decode()

    assert 'href="/cities/agen/"' in page
    assert "/cities/new/commune/47001/" not in page


def test_search_takes_two_queries(operator: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        operator.get("/cities/new/?q=saint")


@pytest.mark.parametrize("path", ["/cities/new/commune/00000/", "/cities/new/village/47001/"])
def test_unknown_code_says_so(operator: Client, path: str) -> None:
    response = operator.get(path)

    assert response.status_code == 404
    assert "Le répertoire ne connaît pas le code" in response.content.decode()


def test_form_proposes_a_slug_and_reads_the_tier(operator: Client) -> None:
    page = operator.get("/cities/new/commune/92050/").content.decode()

    assert 'value="nanterre"' in page
    assert "50\u00a0001 à 100\u00a0000" in page
    assert "12\u00a0000\u00a0€" in page


def test_territory_with_a_portal_is_said_before_the_form(operator: Client) -> None:
    page = operator.get("/cities/new/commune/47001/").content.decode()

    assert "a déjà un portail" in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("slug=console", "réservée"),
        ("slug=agen", "un autre portail"),
        ("slug=Saint+Denis", "minuscules"),
        ("slug=libre", "Cette adresse est libre"),
        ("slug=libre&brand_color=%23ffff00", "trop pâles"),
        ("slug=libre&brand_color=red", "lisibles"),
    ],
)
def test_preview_gives_its_verdict(operator: Client, query: str, words: str) -> None:
    part = operator.get(f"{FORM}preview/?{query}", headers={"hx-request": "true"}).content.decode()

    assert words.lower() in part.lower()


def test_preview_sums_the_modules_up(operator: Client) -> None:
    path = "/cities/new/commune/92050/preview/?slug=x1&modules=budgets&modules=proposals"

    part = operator.get(path, headers={"hx-request": "true"}).content.decode()

    assert "18\u00a0000\u00a0€" in part


def test_provision_city_opens_the_portal(
    operator: Client, client_of: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = operator.post(FORM, values(), follow=True)

    city = City.objects.get(slug="saint-denis")
    assert "http://saint-denis.parvis.test" in response.content.decode()
    assert (city.code, city.department, city.population) == ("93066", "93", 149_077)
    assert (city.brand_color, city.tagline) == ("#0b5d66", "La place de Saint-Denis")
    allowed = set(city.modules.filter(is_allowed=True).values_list("module", flat=True))
    assert allowed == {"budgets", "open_data"}
    portal = Client(HTTP_HOST="saint-denis.parvis.test")
    assert portal.get("/accounts/login/").status_code == 200


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"slug": "agen"}, "un autre portail"),
        ({"slug": "www"}, "réservée"),
        ({"slug": "Saint_Denis"}, "minuscules"),
        ({"brand_color": "#ffee00"}, "Trop pâle"),
        ({"accent_color": "orange"}, "#rrvvbb"),
        ({"modules": ["nothing"]}, "nothing"),
        ({"administrator_email": "nobody"}, "e-mail"),
    ],
)
def test_refused_form_keeps_every_value(
    operator: Client, changes: dict[str, Any], words: str
) -> None:
    response = operator.post(FORM, values(**changes))

    page = response.content.decode()
    assert response.status_code == 200
    assert words.lower() in page.lower()
    assert "La place de Saint-Denis" in page
    assert not City.objects.filter(code="93066").exists()


def test_second_portal_of_a_territory_is_refused(operator: Client) -> None:
    page = operator.post("/cities/new/commune/47001/", values(slug="agen-bis")).content.decode()

    assert "a déjà un portail" in page
    assert not City.objects.filter(slug="agen-bis").exists()
