"""Reads of billing: every city's account, its next invoice, totals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Prefetch
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from billing.choices import InvoiceState
from billing.models import VAT_RATE, Invoice, InvoiceLine, Subscription, rounded
from billing.prices import price_of_subscription
from tenants import registry
from tenants.choices import TerritoryKind
from tenants.models import City, CityModule, CityQuerySet, Plan
from tenants.prices import Price, tier_label


@dataclass(frozen=True)
class Account:
    """A city as finance sees it; `amount` is euros a year without tax, None without a quote."""

    city: City
    subscription: Subscription
    price: Price
    modules: tuple[str, ...]
    amount: Decimal | None

    @property
    def next_invoice_on(self) -> date:
        """The day from which the next invoice can be issued."""
        return self.subscription.renews_on

    @property
    def paid_titles(self) -> list[str]:
        """Names of the modules that are charged."""
        return [str(registry.module(label).title) for label in self.price.paid_modules]

    @property
    def next_invoice_is_due(self) -> bool:
        """Whether that day has come."""
        return self.subscription.renews_on <= timezone.localdate()


@dataclass(frozen=True)
class NextInvoice:
    """An invoice computed from a contract, not stored; `invoice` has no key and no number."""

    invoice: Invoice
    lines: tuple[InvoiceLine, ...]


@dataclass(frozen=True)
class Totals:
    """Sums of an invoice in euros; `vat` by rate, highest first."""

    net: Decimal
    vat: tuple[tuple[Decimal, Decimal], ...]
    gross: Decimal


@dataclass
class TierRevenue:
    """Yearly revenue of one tier."""

    label: str
    amount: Decimal = field(default_factory=Decimal)
    cities: int = 0


def with_contract(cities: CityQuerySet) -> CityQuerySet:
    """The cities with all that an account reads."""
    return cities.select_related("subscription").prefetch_related(
        Prefetch("modules", CityModule.objects.filter(is_allowed=True)),
        Prefetch("plan", Plan.objects.prefetch_related("tiers")),
    )


def accounts() -> list[Account]:
    """The account of every city whose portal answers, by name; four queries for any number."""
    cities = list(with_contract(City.objects.served()).order_by("slug"))
    plans = {city.plan_id: city.plan for city in cities}
    signed = {city.subscription.plan_id for city in cities if hasattr(city, "subscription")}
    if signed - set(plans):  # contracts on a plan that no city has any more
        plans |= Plan.objects.prefetch_related("tiers").in_bulk(signed - set(plans))
    return [account_of(city, plans) for city in cities]


def account_of(city: City, plans: dict[int, Plan] | None = None) -> Account:
    """The account of one city; without a stored contract, the one that it will get."""
    subscription = getattr(city, "subscription", None) or new_subscription(city)
    if plans is not None:
        subscription.plan = plans[subscription.plan_id]
    allowed = {row.module for row in city.modules.all() if row.is_allowed}
    modules = tuple(app.label for app in registry.modules() if app.label in allowed)
    price, amount = price_of_subscription(subscription, modules)
    return Account(city, subscription, price, modules, amount)


def new_subscription(city: City) -> Subscription:
    """The contract that a city starts with, not yet stored."""
    opened = timezone.localdate(city.ready_at) if city.ready_at else timezone.localdate()
    return Subscription(
        city=city,
        plan=city.plan,
        starts_on=opened,
        renews_on=opened,
        population=city.population,
        population_vintage=city.population_vintage,
    )


def next_invoice(account: Account) -> NextInvoice | None:
    """What the city will be sent next, computed now; None while a quote is to be made.

    Written in the city's language. Nothing is stored and no number is given: numbers have no
    gaps, so an invoice gets one when it is issued.
    """
    if account.amount is None:
        return None
    city, subscription = account.city, account.subscription
    starts_on = subscription.renews_on
    with translation.override(city.language):
        invoice = Invoice(
            subscription=subscription,
            customer_name=city.name,
            customer_siren=city.siren,
            customer_place=place_of(city),
            starts_on=starts_on,
            ends_on=a_year_after(starts_on) - timedelta(days=1),
        )
        return NextInvoice(invoice, tuple(_lines(account, account.amount)))


def _lines(account: Account, amount: Decimal) -> Iterable[InvoiceLine]:
    words = {"plan": account.subscription.plan.name, "tier": account.price.tier_label}
    if account.price.is_by_quote:
        description = _("%(plan)s, yearly subscription as agreed by quote, %(tier)s") % words
        yield InvoiceLine(
            position=1, description=description, unit_amount=amount, vat_rate=VAT_RATE
        )
        return
    yield InvoiceLine(
        position=1,
        description=_("%(plan)s, yearly subscription, %(tier)s") % words,
        unit_amount=account.price.tier.base_amount or Decimal(0),
        vat_rate=VAT_RATE,
    )
    for position, label in enumerate(account.price.paid_modules, start=2):
        yield InvoiceLine(
            position=position,
            description=_("Module “%(module)s”, one year")
            % {"module": registry.module(label).title},
            unit_amount=account.price.tier.module_amount or Decimal(0),
            vat_rate=VAT_RATE,
        )


def totals(lines: Iterable[InvoiceLine]) -> Totals:
    """Sums of lines; tax is computed on the sum of each rate, not line by line."""
    by_rate: dict[Decimal, Decimal] = {}
    for line in lines:
        by_rate[line.vat_rate] = by_rate.get(line.vat_rate, Decimal(0)) + line.amount
    vat = tuple(
        (rate, rounded(net * rate / 100)) for rate, net in sorted(by_rate.items(), reverse=True)
    )
    net = sum(by_rate.values(), Decimal(0))
    return Totals(net, vat, net + sum((amount for _rate, amount in vat), Decimal(0)))


def revenue_by_tier(found: Sequence[Account], plan: Plan) -> list[TierRevenue]:
    """Recurring revenue of each tier of a plan, smallest towns first, empty tiers included."""
    tiers = sorted(plan.tiers.all(), key=lambda tier: tier.position)
    revenue = {tier.position: TierRevenue(tier_label(tiers, tier)) for tier in tiers}
    for account in found:
        if account.subscription.plan_id == plan.pk:
            row = revenue[account.price.tier.position]
            row.cities += 1
            row.amount += account.amount or Decimal(0)
    return list(revenue.values())


@dataclass(frozen=True)
class OpenInvoices:
    """What is issued and not paid: number of invoices and euros with tax."""

    count: int
    amount: Decimal
    late_count: int
    late_amount: Decimal
    # Keys of the cities that have one overdue.
    late_cities: frozenset[int]


def open_invoices() -> OpenInvoices:
    """Invoices that wait for their payment; two queries."""
    found = list(
        Invoice.objects.filter(state=InvoiceState.ISSUED)
        .select_related("subscription")
        .prefetch_related("lines")
        .order_by("due_on", "pk")
    )
    amounts = {invoice.pk: totals(invoice.lines.all()).gross for invoice in found}
    late = [invoice for invoice in found if invoice.is_late]
    return OpenInvoices(
        count=len(found),
        amount=sum(amounts.values(), Decimal(0)),
        late_count=len(late),
        late_amount=sum((amounts[invoice.pk] for invoice in late), Decimal(0)),
        late_cities=frozenset(invoice.subscription.city_id for invoice in late),
    )


def place_of(city: City) -> str:
    """Second line of a city's postal address, as far as the register knows it."""
    postal_code = city.postal_codes[0] if city.postal_codes else ""
    if city.kind == TerritoryKind.COMMUNE:
        return f"{postal_code} {city.name}".strip()
    return ""


def a_year_after(day: date) -> date:
    """The same day of the next year; February 29th gives the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def invoices_of(city: City) -> list[tuple[Invoice, Totals]]:
    """A city's invoices with their totals, the latest period first; two queries."""
    found = (
        Invoice.objects.filter(subscription__city=city)
        .prefetch_related("lines")
        .order_by("-starts_on", "-pk")
    )
    return [(invoice, totals(invoice.lines.all())) for invoice in found]
