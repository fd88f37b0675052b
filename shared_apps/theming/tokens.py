"""A town's two colors, and every token that follows from them, for light and dark pages."""

import re
from dataclasses import dataclass
from functools import cached_property

from shared_apps.theming.contrast import MARK, TEXT, contrast, nearest_passing, passes, shifted
from shared_apps.ui.paving import mix

HEX = re.compile(r"#[0-9a-f]{6}")
BRAND, ACCENT = "#0b5d66", "#d8481f"
# The papers and inks of shared_apps/ui/static/ui/parvis.css: (light, dark).
PAPER, CARD, SUNK = ("#faf8f4", "#14171a"), ("#ffffff", "#1c2125"), ("#f2efe8", "#0f1214")
MUTED, INK = ("#565e62", "#a9b0b3"), ("#1e2326", "#eceae5")
ON_BRAND = ("#ffffff", "#10191a")
DARK_TEXT = 7.0  # on dark pages the brand is lifted further: it glows less than paper does
Pair = tuple[str, str]


@dataclass(frozen=True)
class Theme:
    """What a town chose; its tokens always pass WCAG AA, whatever the colors."""

    brand: str = BRAND
    accent: str = ACCENT

    @cached_property
    def wash(self) -> Pair:
        """Paper with a trace of the brand, on which muted text still reads."""
        return self._tint(0.09)

    @cached_property
    def wash_strong(self) -> Pair:
        """What is chosen or current."""
        return self._tint(0.18)

    def _tint(self, share: float) -> Pair:
        pair = []
        for side in (0, 1):
            color, part = (self.brand, self._lifted)[side], share
            while part > 0.01 and not passes(
                mix(color, PAPER[side], part), (MUTED[side], INK[side]), TEXT
            ):
                part *= 0.85
            pair.append(mix(color, PAPER[side], part))
        return pair[0], pair[1]

    @cached_property
    def _lifted(self) -> str:
        """The brand as it reads on dark paper."""
        return nearest_passing(self.brand, (CARD[1], PAPER[1]), DARK_TEXT)

    def _grounds(self, side: int) -> tuple[str, ...]:
        return (PAPER[side], CARD[side], SUNK[side], self.wash[side], self.wash_strong[side])

    @cached_property
    def brand_pair(self) -> Pair:
        """The brand as text, mark and ground of buttons."""
        return (
            nearest_passing(self.brand, self._grounds(0), TEXT),
            nearest_passing(self._lifted, self._grounds(1), TEXT),
        )

    @cached_property
    def accent_pair(self) -> Pair:
        """The second color: marks only, never text."""
        return (
            nearest_passing(self.accent, self._grounds(0), MARK),
            nearest_passing(self.accent, self._grounds(1), MARK),
        )

    def tokens(self) -> dict[str, Pair]:
        """Custom properties and their light and dark value."""
        light, dark = self.brand_pair
        accent = self.accent_pair
        return {
            "brand": (light, dark),
            "brand-deep": (shifted(light, -0.08), shifted(dark, 0.08)),
            "on-brand": ON_BRAND,
            "link": (light, dark),
            "accent": accent,
            "on-accent": (_ink_on(accent[0]), _ink_on(accent[1])),
            "wash": self.wash,
            "wash-strong": self.wash_strong,
            "stone": (mix(light, PAPER[0], 0.24), mix(dark, PAPER[1], 0.26)),
        }

    def css(self) -> str:
        """The stylesheet of a portal."""
        lines = "".join(
            f"--{name}:light-dark({light},{dark});" for name, (light, dark) in self.tokens().items()
        )
        return f"@layer tokens{{:root{{{lines}}}}}\n"

    def has_contrast(self) -> bool:
        """Whether the chosen colors can be used as they are."""
        return self.proposal() == self

    def proposal(self) -> "Theme":
        """The nearest colors that can be used: the brand as text on paper, the accent as a mark."""
        papers = (PAPER[0], CARD[0])
        return Theme(
            nearest_passing(self.brand, papers, TEXT), nearest_passing(self.accent, papers, MARK)
        )


def _ink_on(color: str) -> str:
    return max(ON_BRAND[0], INK[0], key=lambda ink: contrast(ink, color))
