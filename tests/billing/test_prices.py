"""Prices: every population has one tier, and a larger town never pays less."""

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from billing import actions
from billing.prices import PRICE_BOOK
from tenants.models import Plan, Tier
from tenants.prices import paid_modules, price_of, tier_for, tier_label

TIERS = [
    Tier(
        position=position,
        max_population=row.max_population,
        base_amount=row.base_amount,
        module_amount=row.module_amount,
    )
    for position, row in enumerate(PRICE_BOOK)
]
POPULATIONS = st.integers(min_value=0, max_value=15_000_000)
MODULES = ("budgets", "proposals")
PLAN = Plan(code="parvis", name="Parvis", modules=["consultations", "open_data"])


def amount(population: int | None, modules: tuple[str, ...] = ()) -> Decimal | None:
    return price_of(PLAN, population, modules, TIERS).total


@pytest.mark.parametrize(
    ("population", "base", "module"),
    [
        (0, 600, 150),
        (1_999, 600, 150),
        (2_000, 1_200, 300),
        (5_000, 1_200, 300),
        (5_001, 2_400, 600),
        (10_000, 2_400, 600),
        (10_001, 4_200, 1_000),
        (20_000, 4_200, 1_000),
        (20_001, 7_500, 1_800),
        (50_000, 7_500, 1_800),
        (50_001, 12_000, 3_000),
        (100_000, 12_000, 3_000),
    ],
)
def test_price_on_both_sides_of_every_bound(population: int, base: int, module: int) -> None:
    assert amount(population) == base
    assert amount(population, ("budgets",)) == base + module
    assert amount(population, MODULES) == base + 2 * module


@pytest.mark.parametrize("population", [100_001, 1_194_040, None])
def test_largest_and_unknown_populations_are_by_quote(population: int | None) -> None:
    assert amount(population) is None
    assert price_of(PLAN, population, (), TIERS).is_by_quote


@given(POPULATIONS)
def test_every_population_has_exactly_one_tier(population: int) -> None:
    lower = [-1, *(tier.max_population for tier in TIERS[:-1])]
    holding = [
        tier
        for tier, bound in zip(TIERS, lower, strict=True)
        if bound is not None and bound < population
        if tier.max_population is None or population <= tier.max_population
    ]

    assert holding == [tier_for(TIERS, population)]


@given(POPULATIONS, POPULATIONS, st.sampled_from([(), ("budgets",), MODULES]))
def test_larger_town_never_pays_less(one: int, other: int, modules: tuple[str, ...]) -> None:
    small, large = (amount(population, modules) for population in sorted((one, other)))

    assert large is None or (small is not None and small <= large)


@given(POPULATIONS, st.permutations(TIERS))
def test_order_of_the_rows_does_not_matter(population: int, tiers: list[Tier]) -> None:
    assert tier_for(tiers, population) == tier_for(TIERS, population)


def test_tiers_without_an_open_end_are_an_error() -> None:
    with pytest.raises(LookupError):
        tier_for(TIERS[:-1], 2_000_000)


def test_included_and_unknown_modules_cost_nothing() -> None:
    assert paid_modules(PLAN, ("open_data", "consultations", "nothing")) == ()


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("en", ("under 2,000", "2,000 to 5,000", "over 100,000")),
        ("fr", ("moins de 2\u00a0000", "2\u00a0000 à 5\u00a0000", "plus de 100\u00a0000")),
    ],
)
def test_tiers_in_words(language: str, labels: tuple[str, str, str]) -> None:
    with translation.override(language):
        found = [tier_label(TIERS, tier) for tier in (TIERS[0], TIERS[1], TIERS[-1])]

    for label, words in zip(labels, found, strict=True):
        assert label in words


def test_price_book_is_loaded_once(control_plane: None) -> None:
    before = list(Tier.objects.order_by("position").values())

    actions.load_price_book()

    assert list(Tier.objects.order_by("position").values()) == before
    assert len(before) == len(PRICE_BOOK)


def test_price_book_mends_what_was_changed(control_plane: None) -> None:
    Tier.objects.filter(position=0).update(base_amount=1)

    plan = actions.load_price_book()

    assert plan.tiers.get(position=0).base_amount == 600
