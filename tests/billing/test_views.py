"""Finance's pages: who may enter, what they show, how many queries they need."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from billing import actions
from billing.models import Invoice, PortalRequest
from tenants.models import City
from tests.factories.billing import make_subscription
from tests.factories.tenants import make_city

pytestmark = pytest.mark.usefixtures("control_plane")
ROLES = ("support", "operations", "finance", "superadmin")
FINANCE = {"finance", "superadmin"}


@pytest.fixture
def finance(client_of: Any, make_user: Any) -> Client:
    client: Client = client_of("console", make_user(roles=["finance"]))
    return client


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "path",
    [
        "/billing/",
        "/billing/accounts.csv",
        "/billing/cities/agen/",
        "/billing/cities/agen/next-invoice.pdf",
    ],
)
def test_pages_are_for_finance(client_of: Any, make_user: Any, role: str, path: str) -> None:
    response = client_of("console", make_user(roles=[role])).get(path)

    assert response.status_code == (200 if role in FINANCE else 403)


@pytest.mark.parametrize("role", ROLES)
def test_requests_for_portals_are_for_every_operator(
    client_of: Any, make_user: Any, role: str
) -> None:
    assert (
        client_of("console", make_user(roles=[role])).get("/billing/requests/").status_code == 200
    )


def test_signed_out_visitors_are_sent_to_sign_in(client_of: Any) -> None:
    response = client_of("console").get("/billing/")

    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]


@pytest.mark.parametrize("more", [0, 20])
def test_accounts_take_nine_queries(
    finance: Client, make_user: Any, more: int, django_assert_num_queries: Any
) -> None:
    by = make_user(roles=["finance"])
    for _ in range(more + 1):
        city = make_subscription().city
        actions.issue_invoice(invoice=actions.draft_invoice(city=city, by=by), by=by)

    with django_assert_num_queries(9):
        finance.get("/billing/")


def test_accounts_sum_up_what_they_show(finance: Client) -> None:
    make_city(population=1_000, modules=())
    actions.subscribe_cities()

    context = finance.get("/billing/").context

    assert context["cities"] == 3
    assert context["revenue"] == context["total"]
    assert sum(Decimal(bar.value) for bar in context["bars"]) == context["revenue"]


def test_accounts_filter_by_name_tier_and_payment(finance: Client) -> None:
    make_city(name="L’Haÿ-les-Roses", population=1_000)
    make_city(name="Grande Ville", population=500_000)

    def names(query: str) -> list[str]:
        page = finance.get(f"/billing/?{query}").context["page"]
        return [account.city.name for account in page.object_list]

    assert names("q=hay") == ["L’Haÿ-les-Roses"]
    assert names("tier=0") == ["L’Haÿ-les-Roses"]
    assert names("only=quote") == ["Grande Ville"]
    assert names("only=late") == []
    assert names("only=nonsense") == []


def test_swapped_fragment_is_the_page_reloaded(finance: Client) -> None:
    whole = finance.get("/billing/?q=agen").content.decode()
    part = finance.get("/billing/?q=agen", headers={"hx-request": "true"}).content.decode()

    assert part.strip() in whole


def test_city_by_quote_shows_what_to_do(finance: Client) -> None:
    city = make_city(population=500_000)

    page = finance.get(f"/billing/cities/{city.slug}/").content.decode()
    pdf = finance.get(f"/billing/cities/{city.slug}/next-invoice.pdf")

    assert "Devis à établir" in page
    assert pdf.status_code == 409


def test_agree_quote_keeps_what_was_refused(finance: Client) -> None:
    city = make_city(population=500_000)

    response = finance.post(f"/billing/cities/{city.slug}/quote/", {"amount": "-5"})

    assert response.status_code == 200
    assert 'value="-5"' in response.content.decode()


def test_invoice_from_quote_to_payment(finance: Client) -> None:
    city = make_city(population=500_000)

    finance.post(f"/billing/cities/{city.slug}/quote/", {"amount": "18000"})
    finance.post(f"/billing/cities/{city.slug}/draft/")
    invoice = Invoice.objects.get()
    finance.post(f"/billing/invoices/{invoice.pk}/issue/")
    finance.post(f"/billing/invoices/{invoice.pk}/payment/")

    invoice.refresh_from_db()
    pdf = finance.get(f"/billing/invoices/{invoice.pk}.pdf")
    page = finance.get(f"/billing/cities/{city.slug}/").content.decode()
    assert invoice.state == "paid"
    assert pdf.content.startswith(b"%PDF")
    assert invoice.number in page


def test_issue_invoice_twice_says_so(finance: Client) -> None:
    city = City.objects.get(slug="agen")
    finance.post(f"/billing/cities/{city.slug}/draft/")
    invoice = Invoice.objects.get()
    finance.post(f"/billing/invoices/{invoice.pk}/issue/")

    page = finance.post(f"/billing/invoices/{invoice.pk}/issue/", follow=True).content.decode()

    assert "a changé d’état entre-temps" in page


def test_answer_portal_request_takes_it_off_the_list(finance: Client) -> None:
    actions.request_portal(
        territory_name="Agen (47)", contact_name="C", email="camille.roy@example.org"
    )
    asked = PortalRequest.objects.get()

    finance.post(f"/billing/requests/{asked.pk}/answer/")

    assert "camille.roy@example.org" not in finance.get("/billing/requests/").content.decode()
    answered = finance.get("/billing/requests/?show=answered").content.decode()
    assert "camille.roy@example.org" in answered
