"""Small components and filters, made without templates because lists repeat them."""

from collections.abc import Sequence
from datetime import date, datetime
from zlib import crc32

from django.template import Context, Library
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from shared_apps.ui import formats, richtext
from shared_apps.ui.paving import paving_digest
from shared_apps.ui.tags.rendering import (
    Value,
    attributes,
    icon_svg,
    optional_icon,
    request_of,
)

register = Library()
VENDOR_BRAND, VENDOR_ACCENT = "#0b5d66", "#d8481f"

register.filter("number", formats.number)
register.filter("money", formats.money)
register.filter("percent", formats.percent)
register.filter("date_words", formats.date_words)
register.filter("until_words", formats.until_words)
register.filter("days_left", formats.days_left)
register.filter("ago", formats.ago)
register.filter("initials", richtext.initials)


@register.filter
def markdown(text: str | None, heading: int = 2) -> SafeString:
    """Safe HTML of a Markdown text, its headings from h2 (or the level given) on."""
    return richtext.markdown(text or "", heading)


@register.filter
def excerpt(text: str | None, length: int = 160) -> str:
    """The first words of a Markdown text."""
    return richtext.excerpt(text or "", length)


@register.simple_tag
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """A symbol; says nothing to a screen reader unless it has a label."""
    return icon_svg(name, str(label), size)


@register.simple_tag
def button(
    label: str,
    href: str = "",
    kind: str = "primary",
    icon: str = "",
    icon_after: str = "",
    type: str = "submit",
    name: str = "",
    value: str = "",
    small: bool = False,
    full: bool = False,
    disabled_reason: str = "",
    **attrs: Value,
) -> SafeString:
    """A link or a button; a disabled one stays in reach and says why below."""
    classes = ["button"]
    classes += [kind] if kind != "primary" else []
    classes += [css for css, on in (("small", small), ("full", full)) if on]
    extra = attrs.pop("class_", "")
    classes += [str(extra)] if extra else []
    body = format_html("{}{}{}", optional_icon(icon), label, optional_icon(icon_after))
    css = " ".join(classes)
    if disabled_reason:
        why = f"why-{crc32(f'{label}{href}{name}{value}{disabled_reason}'.encode()):x}"
        return format_html(
            '<span class="button-box"><button type="button" class="{}" aria-disabled="true" '
            'aria-describedby="{}">{}</button><span class="button-why" id="{}">{}</span></span>',
            css,
            why,
            body,
            why,
            disabled_reason,
        )
    if href:
        return format_html('<a class="{}" href="{}"{}>{}</a>', css, href, attributes(attrs), body)
    own = attributes({"type": type, "name": name, "value": value, **attrs})
    return format_html('<button class="{}"{}>{}</button>', css, own, body)


@register.simple_tag
def chip(text: str, state: str = "closed", icon: str = "") -> SafeString:
    """A status in words, with a dot or an icon."""
    bare = "" if icon else " bare"
    return format_html(
        '<span class="chip {}{}">{}{}</span>', state, bare, optional_icon(icon, "small"), text
    )


@register.simple_tag
def tag(text: str, href: str = "", icon: str = "") -> SafeString:
    """A neutral label: a theme, a district."""
    if href:
        return format_html(
            '<a class="tag" href="{}">{}{}</a>', href, optional_icon(icon, "small"), text
        )
    return format_html('<span class="tag">{}{}</span>', optional_icon(icon, "small"), text)


@register.simple_tag
def avatar(name: str, size: str = "") -> SafeString:
    """Initials in a tint that follows from the name; decorative, the name stands beside it."""
    tint = crc32(name.encode()) % 6 + 1
    return format_html(
        '<span class="avatar a{} {}" aria-hidden="true">{}</span>',
        tint,
        size,
        richtext.initials(name),
    )


@register.simple_tag
def time(value: date | datetime | None, style: str = "long") -> SafeString:
    """A `<time>` element with the date in words."""
    if not value:
        return SafeString()
    moment = formats.local(value)
    if isinstance(moment, datetime):
        machine = moment.isoformat(timespec="minutes")
    else:
        machine = moment.isoformat()
    return format_html('<time datetime="{}">{}</time>', machine, formats.date_words(value, style))


@register.simple_tag(takes_context=True)
def paving_url(context: Context, seed: str = "") -> str:
    """Address of the paving of a seed in the colors of the town (or of the vendor)."""
    city = getattr(request_of(context), "city", None)
    brand = getattr(city, "brand_color", "") or VENDOR_BRAND
    accent = getattr(city, "accent_color", "") or VENDOR_ACCENT
    seed = str(seed or getattr(city, "slug", "") or "parvis")
    try:
        return reverse("theming:paving", args=[seed, paving_digest(seed, brand, accent)])
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Value) -> str:
    """The current query string with these changes; None removes a parameter."""
    return query_with(context, changes)


def query_with(context: Context, changes: dict[str, Value]) -> str:
    """`?a=1&b=2`: keeps what the visitor has chosen, changes what is given."""
    request = request_of(context)
    if request is None:
        from django.http import QueryDict

        parameters = QueryDict(mutable=True)
    else:
        parameters = request.GET.copy()
    for name, value in changes.items():
        if value is None or value == "":
            parameters.pop(name, None)
        elif isinstance(value, Sequence) and not isinstance(value, str):
            parameters.setlist(name, [str(item) for item in value])
        else:
            parameters[name] = str(value)
    return "?" + parameters.urlencode()
