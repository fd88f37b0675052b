"""Components that hold content: card, section, accordion, dialog, banner, empty state."""

from collections.abc import Iterable, Sequence

from django.template import Context, Library
from django.utils.safestring import SafeString

from shared_apps.ui.tags.rendering import Value, part
from shared_apps.ui.tags.small import paving_url

register = Library()


@register.simple_block_tag
def slot(content: str) -> str:
    """Keeps a piece of HTML for an argument: `{% slot as name %}…{% endslot %}`."""
    return content


@register.simple_block_tag(takes_context=True)
def card(
    context: Context,
    content: str,
    title: str = "",
    href: str = "",
    heading: int = 3,
    cover: str = "",
    cover_alt: str = "",
    seed: str = "",
    chip_text: str = "",
    chip_state: str = "closed",
    foot: str = "",
) -> SafeString:
    """A bordered sheet; with `href` the whole card is the link."""
    paving = paving_url(context, seed) if seed and not cover else ""
    values = {"content": content, "title": title, "href": href, "heading": heading}
    values |= {"cover": cover, "cover_alt": cover_alt, "paving": paving, "foot": foot}
    return part(
        context, "ui/parts/card", values | {"chip_text": chip_text, "chip_state": chip_state}
    )


@register.simple_tag(takes_context=True)
def process_card(
    context: Context,
    title: str,
    href: str,
    summary: str = "",
    chip_text: str = "",
    chip_state: str = "closed",
    seed: str = "",
    cover: str = "",
    cover_alt: str = "",
    kind: str = "",
    foot: str = "",
    action: str = "",
    heading: int = 3,
) -> SafeString:
    """A process: its cover, where it stands, what it asks, what one can do."""
    values: dict[str, Value] = {"title": title, "href": href, "summary": summary, "kind": kind}
    values |= {"chip_text": chip_text, "chip_state": chip_state, "foot": foot, "action": action}
    values |= {"cover": cover, "cover_alt": cover_alt, "heading": heading}
    values["paving"] = "" if cover else paving_url(context, seed or title)
    return part(context, "ui/parts/process_card", values)


@register.simple_block_tag(takes_context=True)
def section(
    context: Context,
    content: str,
    title: str,
    id: str = "",
    link_url: str = "",
    link_text: str = "",
    lead: str = "",
    tinted: bool = False,
) -> SafeString:
    """A titled part of a page below a heavy rule."""
    values = {"content": content, "title": title, "id": id, "lead": lead, "tinted": tinted}
    return part(
        context, "ui/parts/section", values | {"link_url": link_url, "link_text": link_text}
    )


@register.simple_block_tag(takes_context=True)
def grid(context: Context, content: str, min: str = "19") -> SafeString:
    """Cards side by side, as many as fit."""
    return part(context, "ui/parts/grid", {"content": content, "min": str(min)})


@register.simple_block_tag(takes_context=True)
def columns(context: Context, content: str, aside_first: bool = False) -> SafeString:
    """Two columns on wide screens."""
    return part(context, "ui/parts/columns", {"content": content, "aside_first": aside_first})


@register.simple_block_tag(takes_context=True)
def accordion(
    context: Context,
    content: str,
    title: str,
    open: bool = False,
    note: str = "",
) -> SafeString:
    """Content that opens on demand."""
    values = {"content": content, "title": title, "open": open, "note": note}
    return part(context, "ui/parts/accordion", values)


@register.simple_block_tag(takes_context=True)
def dialog(context: Context, content: str, id: str, title: str) -> SafeString:
    """A dialog, opened by anything with `data-dialog` of this id."""
    return part(context, "ui/parts/dialog", {"content": content, "id": id, "title": title})


@register.simple_block_tag(takes_context=True)
def banner(context: Context, content: str, kind: str = "info", title: str = "") -> SafeString:
    """Something to know before going on."""
    return part(context, "ui/parts/banner", {"content": content, "kind": kind, "title": title})


@register.simple_block_tag(takes_context=True)
def empty_state(
    context: Context,
    content: str,
    title: str,
    text: str = "",
    icon: str = "",
    action_label: str = "",
    action_url: str = "",
) -> SafeString:
    """Nothing here yet: why, and what to do."""
    values = {"content": content, "title": title, "text": text, "icon": icon}
    return part(
        context, "ui/parts/empty", values | {"action_label": action_label, "action_url": action_url}
    )


@register.simple_block_tag(takes_context=True)
def stats(context: Context, content: str) -> SafeString:
    """A row of big numbers."""
    return part(context, "ui/parts/stats", {"content": content})


@register.simple_tag(takes_context=True)
def stat(
    context: Context, value: str, label: str, note: str = "", href: str = "", icon: str = ""
) -> SafeString:
    """One big number and what it counts."""
    values = {"value": value, "label": label, "note": note, "href": href, "icon": icon}
    return part(context, "ui/parts/stat", values)


@register.simple_tag(takes_context=True)
def definition_list(context: Context, rows: Iterable[Sequence[Value]]) -> SafeString:
    """Terms and what they are: rule sheets, receipts."""
    return part(context, "ui/parts/definition", {"rows": list(rows)})


@register.simple_tag(takes_context=True)
def copy_button(context: Context, value: str, label: str = "") -> SafeString:
    """Copies a link or a text; hidden without script."""
    return part(context, "ui/parts/copy", {"value": value, "label": label})
