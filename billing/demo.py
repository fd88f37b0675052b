"""What the demo shows of billing: contracts under way, quotes, invoices paid, due and late."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from billing import actions
from billing.models import Subscription
from shared_apps.accounts.models import User
from tenants.models import City


@dataclass(frozen=True)
class Contract:
    """When a town's contract began, what was agreed by quote, when the first year was paid."""

    slug: str
    days_ago: int
    quote: Decimal | None = None
    paid_after_days: int | None = None


# Oldest first: invoice numbers follow the dates of issue.
CONTRACTS = (
    Contract("rennes", 338, Decimal(18_000), paid_after_days=24),
    Contract("cahors", 301, paid_after_days=29),
    Contract("nanterre", 226, paid_after_days=18),
    Contract("mel", 94, Decimal(36_000), paid_after_days=27),
    Contract("agen", 41),
    Contract("buxerolles", 12),
)
FINANCE = "finance@parvis.test"


@transaction.atomic
def seed_billing() -> None:
    """Give the demo's towns a past; a town that has invoices is left as it is."""
    actions.subscribe_cities()
    by = User.objects.get(email=FINANCE)
    cities = {city.slug: city for city in City.objects.served().select_related("subscription")}
    for contract in CONTRACTS:
        city = cities.get(contract.slug)
        if city is not None and not city.subscription.invoices.exists():
            sign(contract, city, by)


def sign(contract: Contract, city: City, by: User) -> None:
    """Begin the contract in the past and invoice its first year."""
    day = timezone.localdate() - timedelta(days=contract.days_ago)
    Subscription.objects.filter(city=city).update(starts_on=day, renews_on=day)
    if contract.quote is not None:
        actions.agree_quote(city=city, amount=contract.quote, by=by)
    draft = actions.draft_invoice(city=city, by=by)
    invoice = actions.issue_invoice(invoice=draft, by=by, on=day)
    if contract.paid_after_days is not None:
        paid_on = day + timedelta(days=contract.paid_after_days)
        actions.record_payment(invoice=invoice, by=by, on=paid_on)
