"""Taking part: phases, progress, budget meter, comments, supports, agenda."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.template import Context, Library
from django.utils.safestring import SafeString

from shared_apps.ui import formats
from shared_apps.ui.navigation import Step
from shared_apps.ui.tags.rendering import Value, part, stripped

register = Library()
Amount = int | float | Decimal


@register.simple_tag(takes_context=True)
def timeline(context: Context, steps: Iterable[Step], label: str = "") -> SafeString:
    """The phases: which are over, which is open, which come."""
    return part(context, "ui/parts/timeline", {"steps": list(steps), "label": label})


@register.simple_tag(takes_context=True)
def progress(
    context: Context,
    value: Amount,
    max: Amount,
    label: str,
    text: str = "",
) -> SafeString:
    """How far something is, in words and as a bar."""
    words = text or f"{formats.number(value)} / {formats.number(max)}"
    numbers = {"value": plain(value), "max": plain(max or 1)}
    return part(context, "ui/parts/progress", numbers | {"label": label, "text": words})


@register.simple_tag(takes_context=True)
def meter(
    context: Context,
    spent: Amount,
    total: Amount,
    label: str,
    id: str = "",
    unit: str = "money",
) -> SafeString:
    """A budget: what is left of what there is."""
    words = formats.money if unit == "money" else formats.number
    left = Decimal(str(total)) - Decimal(str(spent))
    values: dict[str, Value] = {
        "spent": plain(spent),
        "total": plain(total),
        "label": label,
        "id": id,
    }
    values |= {"left_words": words(left), "total_words": words(total), "spent_words": words(spent)}
    return part(context, "ui/parts/meter", values | {"is_full": left <= 0})


def plain(value: Amount) -> str:
    """A number as machines write it."""
    return f"{Decimal(str(value)).normalize():f}"


@register.simple_tag(takes_context=True)
def for_against(
    context: Context,
    name: str,
    for_count: int,
    against_count: int,
    chosen: str = "",
    action: str = "",
    readonly: bool = False,
) -> SafeString:
    """Two buttons and the balance between them."""
    total = for_count + against_count
    share = round(100 * for_count / total) if total else 50
    values: dict[str, Value] = {
        "name": name,
        "for_count": for_count,
        "against_count": against_count,
    }
    values |= {"chosen": chosen, "action": action, "readonly": readonly, "total": total}
    return part(context, "ui/parts/for_against", values | {"share": share, "rest": 100 - share})


@register.simple_tag(takes_context=True)
def support_button(
    context: Context,
    count: int,
    is_supported: bool,
    action: str,
    label: str = "",
    disabled_reason: str = "",
    href: str = "",
    target: str = "",
) -> SafeString:
    """Support with one tap, and take it back; `href` is the way to sign in first."""
    values: dict[str, Value] = {"count": count, "is_supported": is_supported, "action": action}
    values |= {"label": label, "disabled_reason": disabled_reason, "href": href, "target": target}
    return part(context, "ui/parts/support", values)


@register.simple_block_tag(takes_context=True)
def comment_thread(context: Context, content: str, title: str, count: int = 0) -> SafeString:
    """A discussion: its title and its comments."""
    return part(
        context, "ui/parts/comment_thread", {"content": content, "title": title, "count": count}
    )


@register.simple_block_tag(takes_context=True)
def comment_item(
    context: Context,
    content: str,
    author: str,
    when: date | datetime,
    text: str,
    badge: str = "",
    alignment: str = "",
    depth: int = 0,
    id: str = "",
    is_removed: bool = False,
) -> SafeString:
    """One comment; its content is its actions."""
    values: dict[str, Value] = {
        "content": stripped(content),
        "author": author,
        "when": when,
    }
    values |= {"text": text, "badge": badge, "alignment": alignment, "depth": min(depth, 2)}
    return part(context, "ui/parts/comment", values | {"id": id, "is_removed": is_removed})


@register.simple_block_tag(takes_context=True)
def answer_box(
    context: Context, content: str, author: str, when: date | datetime, title: str = ""
) -> SafeString:
    """The town's official answer."""
    values = {"content": content, "author": author, "when": when, "title": title}
    return part(context, "ui/parts/answer", values)


@register.simple_tag(takes_context=True)
def date_block(context: Context, date: date | datetime, note: str = "") -> SafeString:
    """A day torn off a calendar."""
    moment = formats.local(date)
    months = formats.FR_SHORT if formats.is_french() else formats.EN_SHORT
    has_hour = isinstance(moment, datetime) and bool(moment.hour or moment.minute)
    values: dict[str, Value] = {"day": moment.day, "month": months[moment.month - 1], "note": note}
    values |= {
        "hour": formats.date_words(date, "hour") if has_hour else "",
        "machine": moment.isoformat(),
    }
    return part(
        context, "ui/parts/date_block", values | {"words": formats.date_words(date, "time")}
    )


@register.simple_block_tag(takes_context=True)
def agenda(context: Context, content: str) -> SafeString:
    """A list of dated things to come."""
    return part(context, "ui/parts/agenda", {"content": content})


@register.simple_tag(takes_context=True)
def agenda_item(
    context: Context,
    date: date | datetime,
    title: str,
    href: str = "",
    place: str = "",
    note: str = "",
    heading: int = 3,
) -> SafeString:
    """One dated thing."""
    values: dict[str, Value] = {"title": title, "href": href, "place": place, "note": note}
    return part(
        context,
        "ui/parts/agenda_item",
        values | {"heading": heading, "block": date_block(context, date)},
    )
