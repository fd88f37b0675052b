"""Pavings: the same seed draws the same square, in a small file."""

from gzip import compress
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from shared_apps.ui.paving import paving_digest, paving_svg

BRAND, ACCENT = "#0b5d66", "#d8481f"


def test_paving_is_deterministic() -> None:
    assert paving_svg("35238", BRAND, ACCENT) == paving_svg("35238", BRAND, ACCENT)
    assert paving_svg("35238", BRAND, ACCENT) != paving_svg("92050", BRAND, ACCENT)


@given(st.text(max_size=40))
def test_paving_is_small_and_well_formed(seed: str) -> None:
    drawing = paving_svg(seed, BRAND, ACCENT)

    assert len(compress(drawing.encode())) < 2_000
    assert ElementTree.fromstring(drawing).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314


def test_digest_names_seed_and_colors() -> None:
    digests = {
        paving_digest(seed, brand, ACCENT) for seed in ("a", "b") for brand in (BRAND, "#123456")
    }

    assert len(digests) == 4
    assert paving_digest("a", BRAND.upper(), ACCENT) == paving_digest("a", BRAND, ACCENT)
