"""Contracts, quotes and invoices through their life."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from billing import actions, queries
from billing.actions import NotByQuote, QuoteMissing, WrongInvoiceState
from billing.choices import INVOICE_TRANSITIONS, InvoiceState
from billing.models import Invoice, InvoiceSequence, PortalRequest, Subscription
from shared_apps.audit.models import AuditEvent
from shared_apps.permissions.errors import Refused
from tenants.models import City
from tests.factories.billing import make_subscription
from tests.factories.tenants import make_city
from tests.threads import run_together

pytestmark = pytest.mark.usefixtures("control_plane")


@pytest.fixture
def accountant(make_user: Any) -> Any:
    return make_user(roles=["finance"])


def issued(city: City, by: Any, on: date = date(2026, 3, 5)) -> Invoice:
    return actions.issue_invoice(invoice=actions.draft_invoice(city=city, by=by), by=by, on=on)


def test_subscribe_cities_gives_every_served_city_one_contract() -> None:
    make_city(slug="suspended", state="suspended")

    actions.subscribe_cities()
    again = actions.subscribe_cities()

    assert again == 0
    assert set(Subscription.objects.values_list("city__slug", flat=True)) == {"agen", "cahors"}


def test_subscription_freezes_the_population() -> None:
    city = make_city(population=4_000)
    actions.subscribe_cities()
    City.objects.filter(pk=city.pk).update(population=60_000)

    account = queries.account_of(City.objects.get(pk=city.pk))

    assert account.subscription.population == 4_000
    assert account.amount == Decimal(1_500)


def test_account_before_its_contract_is_stored_is_the_same() -> None:
    city = make_city(population=4_000, modules=("budgets", "proposals", "open_data"))
    before = queries.account_of(City.objects.get(pk=city.pk))
    actions.subscribe_cities()

    after = queries.account_of(City.objects.get(pk=city.pk))

    assert before.subscription != after.subscription
    assert (before.amount, before.next_invoice_on) == (after.amount, after.next_invoice_on)
    assert after.amount == 1_200 + 2 * 300


def test_agree_quote_sets_the_amount(accountant: Any) -> None:
    city = make_city(population=230_000)

    actions.agree_quote(city=city, amount=Decimal(18_000), by=accountant)

    assert queries.account_of(City.objects.get(pk=city.pk)).amount == 18_000
    assert AuditEvent.objects.get(verb="billing.agree_quote").subject_id == str(city.pk)


def test_agree_quote_is_refused_where_the_price_book_says_the_price(accountant: Any) -> None:
    with pytest.raises(NotByQuote):
        actions.agree_quote(city=make_city(), amount=Decimal(18_000), by=accountant)


def test_draft_invoice_needs_a_quote_above_the_last_bound(accountant: Any) -> None:
    with pytest.raises(QuoteMissing):
        actions.draft_invoice(city=make_city(population=None), by=accountant)


def test_draft_invoice_again_replaces_the_draft(accountant: Any) -> None:
    subscription = make_subscription()
    actions.draft_invoice(city=subscription.city, by=accountant)
    subscription.city.modules.filter(module="budgets").delete()

    invoice = actions.draft_invoice(city=subscription.city, by=accountant)

    assert list(subscription.invoices.all()) == [invoice]
    assert invoice.lines.count() == 1


def test_issue_invoice_numbers_and_moves_the_contract_on(accountant: Any) -> None:
    subscription = make_subscription()

    first = issued(subscription.city, accountant)

    subscription.refresh_from_db()
    assert (first.number, first.due_on) == ("2026-00001", date(2026, 4, 4))
    assert (first.starts_on, first.ends_on) == (date(2026, 3, 1), date(2027, 2, 28))
    assert subscription.renews_on == date(2027, 3, 1)


def test_numbers_start_again_every_year(accountant: Any) -> None:
    cities = [make_subscription().city for _ in range(3)]

    numbers = [
        issued(city, accountant, on).number
        for city, on in zip(
            cities, (date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 2)), strict=True
        )
    ]

    assert numbers == ["2026-00001", "2026-00002", "2027-00001"]


def test_number_of_a_failed_issue_is_given_to_the_next(accountant: Any) -> None:
    one, other = make_subscription().city, make_subscription().city
    draft = actions.draft_invoice(city=one, by=accountant)

    with transaction.atomic():
        actions.issue_invoice(invoice=draft, by=accountant, on=date(2026, 3, 5))
        transaction.set_rollback(True)

    assert issued(other, accountant).number == "2026-00001"


def test_numbers_have_no_gap_under_load(committed_database: None, make_user: Any) -> None:
    by = make_user(roles=["finance"])
    drafts = [actions.draft_invoice(city=make_subscription().city, by=by) for _ in range(6)]

    results = run_together(
        *(
            lambda draft=draft: actions.issue_invoice(invoice=draft, by=by, on=date(2026, 3, 5))
            for draft in drafts
        )
    )

    assert sorted(invoice.number for invoice in results) == [f"2026-{n:05d}" for n in range(1, 7)]
    assert InvoiceSequence.objects.get(year=2026).last == 6


@pytest.mark.parametrize("state", InvoiceState)
@pytest.mark.parametrize("target", [InvoiceState.ISSUED, InvoiceState.PAID])
def test_invoice_moves_as_its_table_says(
    accountant: Any, state: InvoiceState, target: InvoiceState
) -> None:
    invoice = actions.draft_invoice(city=make_subscription().city, by=accountant)
    if state != InvoiceState.DRAFT:
        invoice = actions.issue_invoice(invoice=invoice, by=accountant)
    if state == InvoiceState.PAID:
        invoice = actions.record_payment(invoice=invoice, by=accountant)
    move = actions.issue_invoice if target == InvoiceState.ISSUED else actions.record_payment

    if target in INVOICE_TRANSITIONS[state]:
        assert move(invoice=invoice, by=accountant).state == target
    else:
        with pytest.raises(WrongInvoiceState):
            move(invoice=invoice, by=accountant)


def test_issued_invoice_without_a_number_is_impossible() -> None:
    invoice = Invoice(
        subscription=make_subscription(),
        state=InvoiceState.ISSUED,
        customer_name="Agen",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        invoice.save()


@time_machine.travel("2026-05-01T12:00:00Z", tick=False)
def test_open_invoices_tell_late_from_due(accountant: Any) -> None:
    late = issued(make_subscription().city, accountant, date(2026, 3, 5))
    due = issued(make_subscription().city, accountant, date(2026, 4, 20))
    paid = issued(make_subscription().city, accountant, date(2026, 4, 20))
    actions.record_payment(invoice=paid, by=accountant)

    found = queries.open_invoices()

    assert (found.count, found.late_count) == (2, 1)
    assert found.late_cities == {late.subscription.city_id}
    assert found.late_amount == queries.totals(late.lines.all()).gross == Decimal("1800.00")
    assert not due.is_late


def test_tax_is_computed_on_the_sum_of_a_rate() -> None:
    draft = queries.next_invoice(queries.account_of(make_city(population=3_000)))

    assert draft is not None
    assert queries.totals(draft.lines).vat == ((Decimal("20.00"), Decimal("300.00")),)
    assert queries.totals(draft.lines).gross == Decimal("1800.00")


def test_next_invoice_stores_nothing() -> None:
    city = make_city()

    queries.next_invoice(queries.account_of(city))

    assert not Invoice.objects.exists()
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    ("day", "next_year"),
    [(date(2026, 3, 1), date(2027, 3, 1)), (date(2028, 2, 29), date(2029, 2, 28))],
)
def test_a_year_after(day: date, next_year: date) -> None:
    assert queries.a_year_after(day) == next_year


@pytest.mark.parametrize(
    "role", [None, "support", "operations", "finance", "superadmin", "administrator"]
)
def test_only_finance_and_superadmins_write(make_user: Any, role: str | None) -> None:
    by = make_user(roles=[role] if role else [])
    city = make_city(population=230_000)

    if role in ("finance", "superadmin"):
        actions.agree_quote(city=city, amount=Decimal(100), by=by)
        actions.record_payment(invoice=issued(city, by), by=by)
        return
    with pytest.raises(Refused):
        actions.agree_quote(city=city, amount=Decimal(100), by=by)
    with pytest.raises(Refused):
        actions.draft_invoice(city=city, by=by)


def test_request_portal_waits_until_it_is_answered(make_user: Any) -> None:
    asked = actions.request_portal(
        territory_name="Agen (47)", contact_name="Camille", email="camille@example.org"
    )
    by = make_user(roles=["support"])

    actions.answer_portal_request(portal_request=asked, by=by)
    first = PortalRequest.objects.get().answered_at
    actions.answer_portal_request(portal_request=asked, by=by)

    assert first is not None
    assert PortalRequest.objects.get().answered_at == first


def test_daily_work_subscribes_cities() -> None:
    from billing.jobs import subscribe_cities

    subscribe_cities.apply()

    assert Subscription.objects.count() == 2
