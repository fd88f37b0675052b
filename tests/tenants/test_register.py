"""The official register: loaded whole, searched as people type."""

import pytest

from tenants.models import Territory
from tenants.register.names import normalized, proposed_slug

pytestmark = pytest.mark.usefixtures("control_plane")


def test_register_is_loaded_whole() -> None:
    counts = {kind: Territory.objects.filter(kind=kind).count() for kind in ("commune", "epci")}

    assert counts == {"commune": 34_969, "epci": 1_255}


def test_saint_denis_is_found_as_typed_and_its_namesakes_are_told_apart() -> None:
    found = list(Territory.objects.matching("saint-den")[:3])

    assert [(town.name, town.department) for town in found][:2] == [
        ("Saint-Denis", "974"),
        ("Saint-Denis", "93"),
    ]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ST ETIENNE", "Saint-Étienne"),
        ("l'hay les roses", "L'Haÿ-les-Roses"),
        ("92050", "Nanterre"),
        ("métropole européenne", "Métropole Européenne de Lille"),
        ("oeuilly", "Œuilly"),
    ],
)
def test_search_ignores_accents_case_and_hyphens(typed: str, name: str) -> None:
    first = Territory.objects.matching(typed)[0]

    assert first is not None
    assert first.name.replace("’", "'") == name


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Saint-Denis", "saint-denis"),
        ("L'Haÿ-les-Roses", "l-hay-les-roses"),
        ("Œuilly", "oeuilly"),
        ("Métropole Européenne de Lille", "metropole-europeenne-de-lille"),
    ],
)
def test_slug_is_proposed_from_the_name(name: str, slug: str) -> None:
    assert proposed_slug(name) == slug


def test_normalized_leaves_only_letters_digits_and_spaces() -> None:
    assert normalized("  Saint--Brès (34) ") == "saint bres 34"
