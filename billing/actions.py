"""Every write of billing: the price book, contracts, quotes, invoices, requests for portals."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from billing.choices import INVOICE_TRANSITIONS, InvoiceState
from billing.models import Invoice, InvoiceLine, InvoiceSequence, PortalRequest, Subscription
from billing.prices import INCLUDED_MODULES, PLAN_CODE, PLAN_NAME, PRICE_BOOK
from billing.queries import (
    a_year_after,
    account_of,
    new_subscription,
    next_invoice,
    with_contract,
)
from billing.vendor import VENDOR
from shared_apps.accounts.models import User
from shared_apps.audit import actions as audit
from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError
from tenants.models import City, Plan, Territory, Tier


class QuoteMissing(DomainError):
    """The city's price is by quote, and none is agreed."""

    code = "quote_missing"


class NotByQuote(DomainError):
    """The city's price is in the price book."""

    code = "not_by_quote"


class WrongInvoiceState(DomainError):
    """The invoice is not in the state that this needs."""

    code = "wrong_invoice_state"


@transaction.atomic
def load_price_book() -> Plan:
    """Write the plan and its tiers as the price book says; running it again changes nothing."""
    plan, _created = Plan.objects.update_or_create(
        code=PLAN_CODE, defaults={"name": PLAN_NAME, "modules": list(INCLUDED_MODULES)}
    )
    for position, row in enumerate(PRICE_BOOK):
        Tier.objects.update_or_create(
            plan=plan,
            position=position,
            defaults={
                "name": row.name,
                "max_population": row.max_population,
                "base_amount": row.base_amount,
                "module_amount": row.module_amount,
            },
        )
    plan.tiers.filter(position__gte=len(PRICE_BOOK)).delete()
    return plan


def subscribe_cities() -> int:
    """Store a contract for every served city that has none; the number of new ones.

    Safe to run at any time and twice at once: a city has at most one contract.
    """
    missing = City.objects.served().filter(subscription=None).select_related("plan").order_by("pk")
    created = Subscription.objects.bulk_create(
        [new_subscription(city) for city in missing], ignore_conflicts=True
    )
    return len(created)


@transaction.atomic
def agree_quote(*, city: City, amount: Decimal, by: User) -> Subscription:
    """Keep the yearly amount agreed with a city whose tier is priced by quote."""
    rules.require("billing.agree_quote", by, city)
    subscription = _locked_subscription(city)
    if not account_of(subscription.city).price.is_by_quote:
        raise NotByQuote(_("The price of this city is in the price book; it needs no quote."))
    subscription.quote_amount = amount
    subscription.save(update_fields=["quote_amount"])
    _record("billing.agree_quote", city, by, amount=str(amount))
    return subscription


@transaction.atomic
def draft_invoice(*, city: City, by: User) -> Invoice:
    """Store the next invoice as a draft; an existing draft is made anew from today's contract."""
    rules.require("billing.draft_invoice", by, city)
    subscription = _locked_subscription(city)
    computed = next_invoice(account_of(subscription.city))
    if computed is None:
        raise QuoteMissing(_("Agree on a quote first: the price of this city is by quote."))
    subscription.invoices.filter(state=InvoiceState.DRAFT).delete()
    invoice = computed.invoice
    invoice.save()
    for line in computed.lines:
        line.invoice = invoice
    InvoiceLine.objects.bulk_create(computed.lines)
    _record("billing.draft_invoice", city, by)
    return invoice


@transaction.atomic
def issue_invoice(*, invoice: Invoice, by: User, on: date | None = None) -> Invoice:
    """Give a draft the next number of the year and its dates; the contract moves on by a year.

    The counter's row is locked to the end of the transaction: numbers have no gaps, and follow
    the order of issue.
    """
    rules.require("billing.issue_invoice", by, invoice)
    invoice = _locked(invoice, InvoiceState.ISSUED)
    issued_on = on or timezone.localdate()
    sequence, _created = InvoiceSequence.objects.select_for_update().get_or_create(
        year=issued_on.year
    )
    sequence.last += 1
    sequence.save(update_fields=["last"])
    invoice.number = f"{issued_on.year}-{sequence.last:05d}"
    invoice.issued_on = issued_on
    invoice.due_on = issued_on + timedelta(days=VENDOR.payment_days)
    invoice.save()
    subscription = Subscription.objects.select_for_update().get(pk=invoice.subscription_id)
    subscription.renews_on = a_year_after(invoice.starts_on)
    subscription.save(update_fields=["renews_on"])
    _record("billing.issue_invoice", invoice.subscription.city, by, number=invoice.number)
    return invoice


@transaction.atomic
def record_payment(*, invoice: Invoice, by: User, on: date | None = None) -> Invoice:
    """Note that an issued invoice has been paid in full."""
    rules.require("billing.record_payment", by, invoice)
    invoice = _locked(invoice, InvoiceState.PAID)
    invoice.paid_on = on or timezone.localdate()
    invoice.save()
    _record("billing.record_payment", invoice.subscription.city, by, number=invoice.number)
    return invoice


@transaction.atomic
def request_portal(
    *,
    territory_name: str,
    contact_name: str,
    email: str,
    message: str = "",
    territory: Territory | None = None,
) -> PortalRequest:
    """Keep what somebody asked on the vendor's public page, for operators to answer."""
    request = PortalRequest.objects.create(
        territory=territory,
        territory_name=territory_name,
        contact_name=contact_name,
        email=email,
        message=message,
    )
    audit.record("billing.request_portal", subject=request, name=territory_name)
    return request


@transaction.atomic
def answer_portal_request(*, portal_request: PortalRequest, by: User) -> PortalRequest:
    """Take a request off the list of those that wait; one already answered stays as it was."""
    rules.require("billing.answer_portal_request", by, portal_request)
    portal_request = PortalRequest.objects.select_for_update().get(pk=portal_request.pk)
    if portal_request.answered_at is None:
        portal_request.answered_at = timezone.now()
        portal_request.save(update_fields=["answered_at"])
        name = portal_request.territory_name
        audit.record("billing.answer_portal_request", by=by, subject=portal_request, name=name)
    return portal_request


def _locked_subscription(city: City) -> Subscription:
    """The city's contract, stored if it was not yet, locked, with its city as accounts read it."""
    Subscription.objects.bulk_create([new_subscription(city)], ignore_conflicts=True)
    subscription = Subscription.objects.select_for_update(of=("self",)).get(city=city)
    subscription.city = with_contract(City.objects.all()).get(pk=city.pk)
    return subscription


def _locked(invoice: Invoice, state: InvoiceState) -> Invoice:
    """The invoice as stored, locked, moved to the state if its life cycle allows."""
    invoices = Invoice.objects.select_related("subscription__city").select_for_update(of=("self",))
    locked = invoices.get(pk=invoice.pk)
    if state not in INVOICE_TRANSITIONS[InvoiceState(locked.state)]:
        raise WrongInvoiceState(_("This invoice has moved on in the meantime; reload the page."))
    locked.state = state
    return locked


def _record(verb: str, city: City, by: User, **data: str) -> None:
    audit.record(verb, by=by, subject=city, slug=city.slug, name=city.name, **data)
