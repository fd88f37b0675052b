"""Contrast as WCAG computes it; the proposed shade always passes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared_apps.theming.contrast import (
    MARK,
    TEXT,
    contrast,
    from_oklch,
    nearest_passing,
    passes,
    to_oklch,
)

colors = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(one, other) == contrast(other, one)


@given(colors)
def test_oklch_there_and_back_is_the_same_color(color: str) -> None:
    back = from_oklch(*to_oklch(color))

    assert all(abs(int(color[i : i + 2], 16) - int(back[i : i + 2], 16)) <= 2 for i in (1, 3, 5))


@given(colors, colors, st.sampled_from([MARK, TEXT]))
def test_proposed_shade_always_passes(color: str, background: str, ratio: float) -> None:
    shade = nearest_passing(color, (background,), ratio)

    assert contrast(shade, background) >= ratio


@given(colors)
def test_proposed_shade_passes_on_all_light_papers(color: str) -> None:
    papers = ("#faf8f4", "#ffffff", "#f2efe8")

    assert passes(nearest_passing(color, papers, TEXT), papers, TEXT)


def test_passing_color_is_kept_and_a_failing_one_keeps_its_hue() -> None:
    shade = nearest_passing("#f5c400", ("#faf8f4",), TEXT)

    assert nearest_passing("#0b5d66", ("#faf8f4",), TEXT) == "#0b5d66"
    assert to_oklch(shade)[2] == pytest.approx(to_oklch("#f5c400")[2], abs=0.1)


def test_impossible_backgrounds_are_an_error() -> None:
    with pytest.raises(ValueError, match="No color reaches"):
        nearest_passing("#888888", ("#000000", "#ffffff"), 7.0)
