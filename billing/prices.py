"""The price book, and what one city pays a year."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from billing.models import Subscription
from tenants.models import Tier
from tenants.prices import Price, price_of

PLAN_CODE = "parvis"
PLAN_NAME = "Parvis"
# Modules that the base price includes; the others are charged one by one.
INCLUDED_MODULES = ("consultations", "open_data")


@dataclass(frozen=True)
class TierPrice:
    """Amounts of a tier, euros a year without tax; None is by quote or without bound."""

    name: str
    max_population: int | None
    base_amount: Decimal | None
    module_amount: Decimal | None


def _tier(name: str, bound: int, base: int, module: int) -> TierPrice:
    return TierPrice(name, bound, Decimal(base), Decimal(module))


# "Under 2,000" ends at 1,999; the other bounds are included: 5,000 inhabitants pay "to 5,000".
PRICE_BOOK = (
    _tier("Moins de 2 000 habitants", 1_999, 600, 150),
    _tier("Jusqu’à 5 000 habitants", 5_000, 1_200, 300),
    _tier("Jusqu’à 10 000 habitants", 10_000, 2_400, 600),
    _tier("Jusqu’à 20 000 habitants", 20_000, 4_200, 1_000),
    _tier("Jusqu’à 50 000 habitants", 50_000, 7_500, 1_800),
    _tier("Jusqu’à 100 000 habitants", 100_000, 12_000, 3_000),
    TierPrice("Plus de 100 000 habitants", None, None, None),
)


def price_of_subscription(
    subscription: Subscription, modules: Collection[str], tiers: list[Tier] | None = None
) -> tuple[Price, Decimal | None]:
    """The price by the book, and the amount that the city pays: the agreed one where by quote.

    The amount is None while a quote is to be made.
    """
    price = price_of(subscription.plan, subscription.population, modules, tiers)
    return price, subscription.quote_amount if price.is_by_quote else price.total
