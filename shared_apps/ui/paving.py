"""Paving (fan-laid cobbles of French squares) as SVG: the cover where there is no picture.

The drawing follows from a seed and two colors. Shades run in slow waves over the square, as on
stones laid by hand; a few fans take the accent color. One file serves light and dark pages.
"""

import hashlib
import math
import random
from urllib.parse import quote

VERSION = "1"
LIGHT_PAPER = "#faf8f4"
DARK_PAPER = "#171b1e"
TINTS = (0.13, 0.19, 0.26, 0.34, 0.44)  # how much of the brand color a fan holds over the paper


def mix(color: str, paper: str, share: float) -> str:
    """`share` of #rrggbb `color` over `paper`, as #rrggbb."""
    pairs = ((int(color[i : i + 2], 16), int(paper[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def paving_digest(seed: str, brand: str, accent: str) -> str:
    """Names one drawing for ever, so that its address may be cached for ever."""
    text = "|".join((VERSION, seed, brand.lower(), accent.lower()))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _palette(brand: str, accent: str, paper: str, strength: float) -> list[str]:
    shades = [mix(brand, paper, tint * strength) for tint in TINTS]
    return [*shades, mix(accent, paper, 0.85), paper]


def _stones(radius: int, rings: int = 4) -> str:
    """The joints of one fan: circles between its rings and dashes across them."""
    step = radius / rings
    parts = []
    for ring in range(rings):
        middle = step * (ring + 0.5)
        count = max(6, round(2 * math.pi * middle / (step * 1.15)))
        dash = 2 * math.pi * middle / count - 1.4
        if ring:
            parts.append(f'<circle r="{step * ring:g}" stroke-width="1.4"/>')
        parts.append(
            f'<circle r="{middle:g}" stroke-width="{step:g}" stroke-dasharray="1.4 {dash:.2f}" '
            f'transform="rotate({ring * 17})"/>'
        )
    return "".join(parts)


def _shades(seed: str, columns: int, rows: int) -> list[list[int]]:
    """Which shade each fan takes: two slow waves and a little chance; one in thirty the accent."""
    rng = random.Random(hashlib.sha256(seed.encode()).digest())  # noqa: S311  (a drawing)
    turns = [(rng.uniform(0.16, 0.42), rng.uniform(-0.3, 0.3), rng.uniform(0, 6.28)) for _ in "12"]
    grid = []
    for row in range(rows):
        line = []
        for column in range(columns):
            wave = sum(math.sin(a * column * 2 + b * row + c) for a, b, c in turns)
            shade = round((wave + 2) / 4 * (len(TINTS) - 1) + rng.uniform(-0.9, 0.9))
            accent = rng.random() < 1 / 30
            line.append(len(TINTS) if accent else min(max(shade, 0), len(TINTS) - 1))
        grid.append(line)
    return grid


def paving_svg(
    seed: str, brand: str, accent: str, *, width: int = 1200, height: int = 420, radius: int = 48
) -> str:
    """Rows of fans, each row half a fan aside and covering the one above."""
    light = _palette(brand, accent, LIGHT_PAPER, 1)
    dark = _palette(mix(brand, "#ffffff", 0.72), accent, DARK_PAPER, 0.85)
    rows, columns = height * 2 // radius + 3, width // (2 * radius) + 2
    rules = "".join(f".f{i}{{fill:{shade}}}" for i, shade in enumerate(dark[:-1]))
    rules += f".j{{stroke:{dark[-1]}}}.p{{fill:{dark[-1]}}}"
    style = f"<style>@media(prefers-color-scheme:dark){{{rules}}}</style>"
    fans = "".join(
        f'<g id="{i}"><circle class="f{i} j" r="{radius}" fill="{shade}" stroke="{light[-1]}" '
        f'stroke-width="2"/><use href="#s"/></g>'
        for i, shade in enumerate(light[:-1])
    )
    stones = f'<g id="s" class="j" fill="none" stroke="{light[-1]}">{_stones(radius)}</g>'
    laid = []
    for row, line in enumerate(_shades(seed, columns, rows)):
        shift, top = 0 if row % 2 else -radius, (row - 1) * radius // 2
        laid += [
            f'<use href="#{shade}" x="{column * 2 * radius + shift}" y="{top}"/>'
            for column, shade in enumerate(line)
        ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" '
        f'preserveAspectRatio="xMidYMid slice">{style}<defs>{stones}{fans}</defs>'
        f'<rect class="p" width="{width}" height="{height}" fill="{light[-1]}"/>'
        f"{''.join(laid)}</svg>"
    )


def paving_data_url(seed: str, brand: str, accent: str, **size: int) -> str:
    """The drawing as an address that holds it whole, to show another town's colors."""
    return "data:image/svg+xml," + quote(paving_svg(seed, brand, accent, **size), safe=" =:/'()*,;")
