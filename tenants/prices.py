"""What a plan costs for a population and its modules: the only reader of prices in tiers."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from tenants import registry
from tenants.models import Plan, Tier


@dataclass(frozen=True)
class Price:
    """Euros a year without tax; `total` is None where the tier's price is made by quote."""

    tier: Tier
    tier_label: str
    paid_modules: tuple[str, ...]
    total: Decimal | None

    @property
    def is_by_quote(self) -> bool:
        """Whether the amount is agreed with the city instead of read from the tier."""
        return self.tier.is_by_quote


def tier_for(tiers: Iterable[Tier], population: int | None) -> Tier:
    """The only tier of a population: the first whose bound holds it, the bound included.

    An unknown population (regions, some intercommunalities) goes to the last tier, by quote.
    LookupError where the tiers have no open end.
    """
    ordered = sorted(tiers, key=lambda tier: tier.position)
    for tier in ordered:
        if tier.max_population is None:
            return tier
        if population is not None and population <= tier.max_population:
            return tier
    raise LookupError("The last tier of a plan has no bound.")


def tier_label(tiers: Iterable[Tier], tier: Tier) -> str:
    """`under 2,000 inhabitants`, `from 2,000 to 5,000 inhabitants`, `over 100,000 inhabitants`."""
    lower = max(
        (other.max_population or 0 for other in tiers if other.position < tier.position),
        default=None,
    )
    words = {"least": spaced(lower or 0), "most": spaced(tier.max_population or 0)}
    if tier.max_population is None:
        return _("over %(least)s inhabitants") % words
    if lower is None:
        return _("under %(most)s inhabitants") % {"most": spaced(tier.max_population + 1)}
    words["least"] = spaced(lower + 1)
    return _("%(least)s to %(most)s inhabitants") % words


def spaced(number: int) -> str:
    """A number with the language's thousands separator."""
    return number_format(number, use_l10n=True, force_grouping=True)


def paid_modules(plan: Plan, modules: Collection[str]) -> tuple[str, ...]:
    """Which of the modules are charged beside the plan's base price, in the registry's order."""
    return tuple(
        app.label
        for app in registry.modules()
        if app.label in modules and app.is_paid and app.label not in plan.modules
    )


def price_of(
    plan: Plan,
    population: int | None,
    modules: Collection[str],
    tiers: Sequence[Tier] | None = None,
) -> Price:
    """The yearly price of a plan; one query unless the plan's tiers are given or prefetched."""
    known = list(plan.tiers.all()) if tiers is None else tiers
    tier = tier_for(known, population)
    paid = paid_modules(plan, modules)
    total = None
    if tier.base_amount is not None and tier.module_amount is not None:
        total = tier.base_amount + len(paid) * tier.module_amount
    return Price(tier, tier_label(known, tier), paid, total)
