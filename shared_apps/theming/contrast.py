"""WCAG contrast between colors, and the nearest shade that passes (searched in OKLCH).

Formulas: relative luminance of WCAG 2.2; OKLab of Björn Ottosson.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

TEXT = 4.5  # WCAG 1.4.3, text
MARK = 3.0  # WCAG 1.4.11, marks and borders
BLACK, WHITE = "#000000", "#ffffff"
Triple = tuple[float, float, float]


def channels(color: str) -> Triple:
    """Linear light of #rrggbb, each 0 to 1."""
    values = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)
    return red, green, blue


def luminance(color: str) -> float:
    """Relative luminance, 0 for black to 1 for white."""
    red, green, blue = channels(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The WCAG ratio of two colors, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def passes(color: str, backgrounds: Sequence[str], ratio: float) -> bool:
    """Whether the color reaches the ratio on every background."""
    return all(contrast(color, background) >= ratio for background in backgrounds)


def to_oklch(color: str) -> Triple:
    """Lightness 0 to 1, chroma, hue in radians."""
    r, g, b = channels(color)
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    middle = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _linear(lightness: float, chroma: float, hue: float) -> Triple:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """#rrggbb; chroma gives way until the color is one that a screen can show."""
    lightness = min(max(lightness, 0.0), 1.0)
    for _step in range(40):
        linear = _linear(lightness, chroma, hue)
        if all(-0.0005 <= value <= 1.0005 for value in linear):
            break
        chroma *= 0.9
    else:
        linear = _linear(lightness, 0, hue)
    parts = []
    for value in linear:
        value = min(max(value, 0.0), 1.0)
        coded = 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
        parts.append(f"{round(coded * 255):02x}")
    return "#" + "".join(parts)


def shifted(color: str, lightness: float) -> str:
    """The same hue, lighter (above 0) or darker."""
    base, chroma, hue = to_oklch(color)
    return from_oklch(base + lightness, chroma, hue)


@lru_cache(maxsize=512)
def nearest_passing(color: str, backgrounds: tuple[str, ...], ratio: float = TEXT) -> str:
    """The color where it passes, else the shade of its hue nearest in lightness that does.

    Always finds one: black or white ends the search. Raises ValueError where the backgrounds lie
    so far apart that nothing can pass on all.
    """
    if passes(color, backgrounds, ratio):
        return color
    lightness, chroma, hue = to_oklch(color)
    for step in range(1, 201):
        for direction in (-1, 1):
            there = lightness + direction * step / 200
            if 0 <= there <= 1:
                shade = from_oklch(there, chroma, hue)
                if passes(shade, backgrounds, ratio):
                    return shade
    for end in (BLACK, WHITE):
        if passes(end, backgrounds, ratio):
            return end
    raise ValueError(f"No color reaches {ratio} on all of {', '.join(backgrounds)}.")
