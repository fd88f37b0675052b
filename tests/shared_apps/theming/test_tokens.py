"""Whatever a town chooses, its pages read."""

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from shared_apps.theming import tokens
from shared_apps.theming.contrast import MARK, TEXT, contrast
from shared_apps.theming.tokens import Theme

colors = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")
STYLES = Path(tokens.__file__).parents[1] / "ui" / "static" / "ui" / "parvis.css"


@settings(max_examples=40, deadline=None)
@given(colors, colors)
def test_every_theme_reaches_aa_in_light_and_dark(brand: str, accent: str) -> None:
    values = Theme(brand, accent).tokens()

    for side in (0, 1):
        token = {name: pair[side] for name, pair in values.items()}
        grounds = [tokens.PAPER[side], tokens.CARD[side], tokens.SUNK[side]]
        grounds += [token["wash"], token["wash-strong"]]
        for ground in grounds:
            assert contrast(token["link"], ground) >= TEXT
            assert contrast(token["accent"], ground) >= MARK
            assert contrast(tokens.INK[side], ground) >= TEXT
            assert contrast(tokens.MUTED[side], ground) >= TEXT
        assert contrast(token["on-brand"], token["brand"]) >= TEXT
        assert contrast(token["on-brand"], token["brand-deep"]) >= TEXT


@settings(max_examples=40, deadline=None)
@given(colors, colors)
def test_proposal_can_be_published(brand: str, accent: str) -> None:
    assert Theme(brand, accent).proposal().has_contrast()


def test_pale_colors_cannot_be_published() -> None:
    assert not Theme("#ffe600", "#d8481f").has_contrast()
    assert Theme().has_contrast()


def test_stylesheet_of_the_vendor_says_what_its_theme_computes() -> None:
    written = dict(re.findall(r"--([\w-]+): light-dark\((#\w+, #\w+)\)", STYLES.read_text()))

    for name, pair in Theme().tokens().items():
        assert written[name] == ", ".join(pair), name


def test_papers_and_inks_are_those_of_the_stylesheet() -> None:
    written = dict(re.findall(r"--([\w-]+): light-dark\((#\w+, #\w+)\)", STYLES.read_text()))

    for name in ("paper", "card", "sunk", "muted", "ink"):
        assert written[name] == ", ".join(getattr(tokens, name.upper())), name
