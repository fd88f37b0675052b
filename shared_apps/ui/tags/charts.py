"""Charts as server-side SVG, each with its numbers in a table."""

from collections.abc import Iterable, Sequence

from django.template import Context, Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

from shared_apps.ui import formats
from shared_apps.ui.navigation import Bar, Stack
from shared_apps.ui.tags.rendering import Value, part

register = Library()


def words(value: float, unit: str) -> str:
    """A value of a chart in words: money, percent, or a number and its unit."""
    if unit in ("€", "money"):
        return formats.money(value, 0)
    if unit == "%":
        return formats.percent(value / 100)
    return formats.number(value) + (f"{formats.NBSP}{unit}" if unit else "")


def round_top(value: float) -> float:
    """The next round number: the top of a scale."""
    if value <= 0:
        return 1
    size = 10 ** (len(str(int(value))) - 1) if value >= 1 else 0.1
    return next(top * size for top in (1, 2, 3, 4, 5, 6, 8, 10, 20) if top * size >= value)


@register.simple_tag(takes_context=True)
def bar_chart(
    context: Context,
    rows: Iterable[Bar | Sequence[Value]],
    title: str,
    unit: str = "",
    note: str = "",
    whole: float = 0,
) -> SafeString:
    """Horizontal bars inside the table of their numbers; a full bar is `whole`, or the largest."""
    bars = [row if isinstance(row, Bar) else Bar(*row) for row in rows]  # type: ignore[arg-type]
    top = whole or max((bar.value for bar in bars), default=0) or 1
    lines = [
        {
            "label": bar.label,
            "width": f"{100 * float(bar.value) / float(top):.1f}",
            "text": bar.text or words(bar.value, unit),
        }
        for bar in bars
    ]
    return part(context, "ui/parts/bar_chart", {"lines": lines, "title": title, "note": note})


@register.simple_tag(takes_context=True)
def column_chart(
    context: Context,
    rows: Iterable[Stack | Sequence[Value]],
    title: str,
    unit: str = "",
    series: Sequence[str] = (),
) -> SafeString:
    """Columns over time, stacked where there are several series."""
    stacks = [_stack(row) for row in rows]
    top = round_top(max((sum(stack.values) for stack in stacks), default=0))
    columns = []
    for place, stack in enumerate(stacks):
        base, boxes = 100.0, []
        for kind, value in enumerate(stack.values, 1):
            height = 100 * float(value) / top
            base -= height
            boxes.append(
                {"kind": (kind - 1) % 7 + 1, "y": f"{base:.2f}", "height": f"{height:.2f}"}
            )
        texts = [words(value, unit) for value in stack.values]
        columns.append(
            {"x": f"{place * 10 + 1.5:g}", "boxes": boxes, "label": stack.label, "texts": texts}
        )
    values: dict[str, Value] = {"columns": columns, "title": title, "series": list(series)}
    values |= {"width": len(stacks) * 10, "top": words(top, unit), "middle": words(top / 2, unit)}
    return part(context, "ui/parts/column_chart", values | {"zero": words(0, unit)})


def _stack(row: Stack | Sequence[Value]) -> Stack:
    if isinstance(row, Stack):
        return row
    label, values = row
    many = values if isinstance(values, tuple | list) else (values,)
    return Stack(str(label), tuple(float(value) for value in many))


@register.simple_tag
def sparkline(values: Sequence[float], label: str) -> SafeString:
    """A tiny line of activity; its label says what it shows."""
    points = [float(value) for value in values] or [0.0]
    top = max(points) or 1
    step = 96 / max(len(points) - 1, 1)
    line = " ".join(f"{i * step:.1f},{21 - 18 * point / top:.1f}" for i, point in enumerate(points))
    return format_html(
        '<svg class="spark" viewBox="0 0 96 24" preserveAspectRatio="none" role="img" '
        'aria-label="{}"><polyline points="{}"/></svg>',
        label,
        line,
    )
