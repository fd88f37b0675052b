"""The vendor's public page: prices, the calculator, requests."""

from typing import Any

import pytest
from django.test import Client

from billing.models import PortalRequest
from tests.factories.tenants import make_city

pytestmark = pytest.mark.usefixtures("control_plane")
REQUEST = {
    "territory_name": "Saint-Denis",
    "contact_name": "Camille Roy",
    "email": "camille@example.org",
    "message": "Un budget participatif.",
}


@pytest.fixture
def visitor(client_of: Any) -> Client:
    client: Client = client_of("vendor")
    return client


def test_home_shows_the_price_book(visitor: Client) -> None:
    page = visitor.get("/").content.decode()

    for words in ("moins de 2\u00a0000", "600\u00a0€", "12\u00a0000\u00a0€", "sur devis"):
        assert words in page


@pytest.mark.parametrize("more", [0, 5])
def test_home_takes_three_queries(
    visitor: Client, more: int, django_assert_num_queries: Any
) -> None:
    for _ in range(more):
        make_city()

    with django_assert_num_queries(3):
        visitor.get("/")


def test_home_tells_accounts_in_the_demo_only(visitor: Client, settings: Any) -> None:
    assert "parvis-demo" in visitor.get("/").content.decode()

    settings.DEMO = False

    assert "parvis-demo" not in visitor.get("/").content.decode()


def test_calculator_tells_what_a_town_pays(visitor: Client) -> None:
    page = visitor.get("/?town=agen", headers={"hx-request": "true"}).content.decode()

    assert "Agen (47)" in page
    assert "7\u00a0500\u00a0€" in page
    assert "11\u00a0100\u00a0€" in page


def test_calculator_says_when_it_finds_nothing(visitor: Client) -> None:
    assert "Aucun territoire de ce nom" in visitor.get("/?town=zzzzzz").content.decode()


def test_request_portal_arrives(visitor: Client) -> None:
    response = visitor.post("/request/", REQUEST, follow=True)

    assert "Votre demande est arrivée" in response.content.decode()
    assert PortalRequest.objects.get().territory_name == "Saint-Denis"


def test_request_portal_for_a_territory_keeps_it(visitor: Client) -> None:
    form = visitor.get("/request/?territory=commune/93066").content.decode()
    assert 'value="Saint-Denis (93)"' in form

    visitor.post(
        "/request/",
        {**REQUEST, "territory": "commune/93066", "territory_name": "Saint-Denis (93)"},
    )

    territory = PortalRequest.objects.get().territory
    assert territory is not None
    assert territory.code == "93066"


@pytest.mark.parametrize("change", [{"email": "nobody"}, {"website": "http://spam.example"}])
def test_refused_request_keeps_every_value(visitor: Client, change: dict[str, str]) -> None:
    page = visitor.post("/request/", {**REQUEST, **change}).content.decode()

    assert "Un budget participatif." in page
    assert not PortalRequest.objects.exists()
