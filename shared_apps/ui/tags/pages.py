"""Pieces of a page's frame: hero, breadcrumb, language, account, messages, action bar."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest
from django.template import Context, Library
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from shared_apps.ui.navigation import Crumb, NavItem
from shared_apps.ui.tags.rendering import Value, part, request_of, stripped
from shared_apps.ui.tags.small import paving_url

register = Library()
LANGUAGE_NAMES = {"fr": ("Français", "FR"), "en": ("English", "EN")}


def address(*names: str) -> str:
    """The first of these routes that this host has; "" for none."""
    for name in names:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return ""


@register.simple_block_tag(takes_context=True)
def hero(
    context: Context,
    content: str,
    title: str,
    lead: str = "",
    eyebrow: str = "",
    chip_text: str = "",
    chip_state: str = "closed",
    seed: str = "",
    cover: str = "",
    cover_alt: str = "",
    facts: Sequence[Sequence[Value]] | None = None,
    compact: bool = False,
) -> SafeString:
    """A sheet of paper on the paving: the page's question, where it stands, what one can do."""
    values: dict[str, Value] = {"content": stripped(content), "title": title, "lead": lead}
    values |= {"eyebrow": eyebrow, "chip_text": chip_text, "chip_state": chip_state}
    values |= {"cover": cover, "cover_alt": cover_alt, "facts": facts or (), "compact": compact}
    values["paving"] = "" if cover else paving_url(context, seed)
    return part(context, "ui/parts/hero", values)


@register.simple_block_tag(takes_context=True)
def action_bar(context: Context, content: str, kind: str = "sticky", label: str = "") -> SafeString:
    """The primary action at the bottom edge: always, or on phones only."""
    return part(context, "ui/parts/action_bar", {"content": content, "kind": kind, "label": label})


@register.simple_tag(takes_context=True)
def breadcrumb(context: Context, items: Iterable[Crumb | Sequence[str]]) -> SafeString:
    """The way from the home page to here."""
    crumbs = [Crumb(*item) if isinstance(item, tuple | list) else item for item in items or ()]
    return part(context, "ui/parts/breadcrumb", {"crumbs": crumbs}) if crumbs else SafeString()


@register.simple_tag(takes_context=True)
def tabs(context: Context, items: Iterable[NavItem], label: str = "") -> SafeString:
    """Links between the views of one thing."""
    return part(context, "ui/parts/tabs", {"items": list(items), "label": label})


@register.simple_tag(takes_context=True)
def language_switch(context: Context) -> SafeString:
    """The other languages of the page, as links that come back here."""
    request = request_of(context)
    current = (get_language() or settings.LANGUAGE_CODE)[:2]
    back = request.get_full_path() if request is not None else "/"
    others = []
    for code, _name in settings.LANGUAGES:
        name, short = LANGUAGE_NAMES.get(code, (code, code.upper()))
        try:
            url = reverse("web:choose_language", args=[code])
        except NoReverseMatch:
            continue
        if code != current:
            others.append({"code": code, "name": name, "short": short, "url": url})
    return (
        part(context, "ui/parts/language", {"languages": others, "back": back})
        if others
        else SafeString()
    )


FAVICON = (Path(__file__).parent.parent / "static" / "ui" / "favicon.svg").read_text().strip()


@register.simple_tag(takes_context=True)
def favicon(context: Context) -> SafeString:
    """The mark in the town's colors, inside the page: one request less at the first visit."""
    city = getattr(request_of(context), "city", None)
    drawing = FAVICON
    if city is not None:
        drawing = drawing.replace("#0b5d66", city.brand_color).replace("#d8481f", city.accent_color)
    return SafeString("data:image/svg+xml," + quote(drawing, safe=" =:/"))


@register.simple_tag(takes_context=True)
def account_menu(context: Context, drawer: bool = False) -> SafeString:
    """Sign in, or the person's own pages and the way out."""
    if mark := getattr(request_of(context), "account_hole", ""):
        return SafeString("" if drawer else mark)
    user = context.get("user")
    signed_in = bool(getattr(user, "is_authenticated", False))
    request = request_of(context)
    values: dict[str, Value] = {"signed_in": signed_in, "drawer": drawer, "name": "", "email": ""}
    if signed_in:
        values["name"] = getattr(user, "display_name", "") or str(user)
        values["email"] = getattr(user, "email", "")
        is_agent = getattr(user, "is_staff", False) and getattr(request, "city", None) is not None
        values["manage_url"] = "/manage/" if is_agent else ""
    values.setdefault("manage_url", "")
    values["items"] = (context.get("account_nav") or ()) if signed_in else ()
    values["sign_in_url"] = address("accounts:login", "account_login")
    values["sign_out_url"] = address("accounts:logout", "account_logout")
    path = request.get_full_path() if request is not None else "/"
    values["back"] = "" if "/accounts/" in path or path == "/" else path
    return part(context, "ui/parts/account", values)


@register.simple_tag(takes_context=True)
def messages_region(context: Context) -> SafeString:
    """What the last action did; a live region that htmx swaps fill too."""
    return part(context, "ui/parts/messages", {"messages": context.get("messages") or ()})


@register.filter
def message_kind(tags: str) -> str:
    """The banner kind for the tags of a Django message."""
    for tag, kind in (("error", "danger"), ("warning", "warning"), ("success", "success")):
        if tag in (tags or ""):
            return kind
    return "info"


@register.simple_tag(takes_context=True)
def nav_list(context: Context, name: str) -> SafeString:
    """The sidebar of this name in the context, with a heading where the group changes."""
    names = ("title", "url", "icon", "is_current", "count", "group")
    links = [{name: getattr(item, name, "") for name in names} for item in context.get(name) or ()]
    return part(context, "ui/parts/sidebar", {"items": links})


@register.filter
def error_base(request: HttpRequest | None) -> str:
    """The base template of the side on which something went wrong."""
    if getattr(request, "city", None) is not None:
        return "ui/city_base.html"
    urlconf = getattr(request, "urlconf", "")
    is_console = urlconf and urlconf == getattr(settings, "CONSOLE_URLCONF", None)
    return "ui/console_base.html" if is_console else "ui/vendor_base.html"


@register.filter
def sample_base(request: HttpRequest | None) -> str:
    """The base template that the components' page shows on this host."""
    return error_base(request)
