"""Finding a territory by what people type."""

import pytest

from shared_apps.onboarding.queries import find_territories
from tests.factories.tenants import make_city

pytestmark = pytest.mark.usefixtures("control_plane")


def found(text: str) -> list[tuple[str, str]]:
    return [(row.name, row.department) for row in find_territories(text)[:5]]


def test_namesakes_stand_together_in_the_order_of_departments() -> None:
    assert found("saint-den")[:2] == [("Saint-Denis", "93"), ("Saint-Denis", "974")]


@pytest.mark.parametrize("text", ["nanterre", "NANTERRE", "92050", "92000", " Nanterre "])
def test_name_code_and_postal_code_find_a_town(text: str) -> None:
    assert found(text)[0] == ("Nanterre", "92")


@pytest.mark.parametrize("text", ["st etienne", "Saint-Étienne", "saint etienne"])
def test_accents_hyphens_and_short_forms_do_not_matter(text: str) -> None:
    assert found(text)[0] == ("Saint-Étienne", "42")


def test_exact_name_comes_before_longer_ones() -> None:
    assert found("rennes")[0] == ("Rennes", "35")
    assert found("agen")[0] == ("Agen", "47")


def test_intercommunality_is_found_by_its_siren() -> None:
    assert [row.kind for row in find_territories("200093201")] == ["epci"]


@pytest.mark.parametrize("text", ["", " ", "a", "--", "%%%", "zzzzzzzz", "00000"])
def test_too_little_or_nothing_finds_nothing(text: str) -> None:
    assert found(text) == []


def test_territory_tells_its_portal() -> None:
    make_city(slug="metropole", kind="epci", code="200093201")

    slugs = [row.portal_slug for row in find_territories("200093201")]  # type: ignore[attr-defined]

    assert slugs == ["metropole"]
