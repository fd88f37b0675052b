"""Lists: tables, filters, sorting, pages, search, bulk actions."""

from collections.abc import Sequence

from django.core.paginator import Page
from django.template import Context, Library
from django.utils.safestring import SafeString

from shared_apps.ui.tags.rendering import Value, part, request_of
from shared_apps.ui.tags.small import query_with

register = Library()


@register.simple_block_tag(takes_context=True)
def table(
    context: Context,
    content: str,
    caption: str = "",
    show_caption: bool = False,
    kind: str = "cards",
    keys: bool = False,
) -> SafeString:
    """A table whose rows become cards on a phone, or that scrolls in its own frame."""
    values = {"content": content, "caption": caption, "show_caption": show_caption, "keys": keys}
    return part(context, "ui/parts/table", values | {"kind": kind})


@register.simple_tag(takes_context=True)
def sort_header(
    context: Context, label: str, key: str, param: str = "sort", numeric: bool = False
) -> SafeString:
    """A `<th>` whose link sorts by its column, the other way when it already does."""
    request = request_of(context)
    current = request.GET.get(param, "") if request is not None else ""
    direction = {key: "ascending", f"-{key}": "descending"}.get(current, "")
    wanted = f"-{key}" if current == key else key
    url = query_with(context, {param: wanted, "page": None})
    values = {"label": label, "url": url, "direction": direction, "numeric": numeric}
    return part(context, "ui/parts/sort_header", values)


@register.simple_tag(takes_context=True)
def sort_menu(
    context: Context,
    options: Sequence[Sequence[str]],
    param: str = "sort",
    current: str = "",
    explain: str = "",
) -> SafeString:
    """Orders to choose from; says how the chosen one works."""
    request = request_of(context)
    chosen = (request.GET.get(param, "") if request is not None else "") or current
    chosen = chosen or (options[0][0] if options else "")
    links = [
        {
            "label": label,
            "url": query_with(context, {param: value, "page": None}),
            "is_current": value == chosen,
        }
        for value, label in options
    ]
    return part(context, "ui/parts/sort_menu", {"links": links, "explain": explain})


@register.simple_block_tag(takes_context=True)
def filter_panel(
    context: Context, content: str, label: str = "", count: int = 0, action: str = ""
) -> SafeString:
    """A form of filters: beside the list on wide screens, a drawer on phones."""
    request = request_of(context)
    values: dict[str, Value] = {"content": content, "label": label, "count": count}
    values["action"] = action or (request.path if request is not None else "")
    values["sort"] = request.GET.get("sort", "") if request is not None else ""
    return part(context, "ui/parts/filter_panel", values)


@register.simple_tag(takes_context=True)
def search_form(
    context: Context,
    action: str = "",
    name: str = "q",
    value: str = "",
    label: str = "",
    placeholder: str = "",
) -> SafeString:
    """One field and its button."""
    request = request_of(context)
    value = value or (request.GET.get(name, "") if request is not None else "")
    values = {"action": action, "name": name, "value": value, "label": label}
    return part(context, "ui/parts/search", values | {"placeholder": placeholder})


@register.simple_tag(takes_context=True)
def pagination(context: Context, page: Page[Value], param: str = "page") -> SafeString:
    """Links to the other pages with the visitor's filters kept; nothing for a single page."""
    if page.paginator.num_pages < 2:
        return SafeString()
    numbers = []
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        is_gap = not isinstance(number, int)
        url = "" if is_gap else query_with(context, {param: None if number == 1 else number})
        numbers.append(
            {"number": number, "url": url, "is_current": number == page.number, "is_gap": is_gap}
        )
    values: dict[str, Value] = {"page": page, "numbers": numbers, "previous": "", "next": ""}
    if page.has_previous():
        back = page.previous_page_number()
        values["previous"] = query_with(context, {param: None if back == 1 else back})
    if page.has_next():
        values["next"] = query_with(context, {param: page.next_page_number()})
    return part(context, "ui/parts/pagination", values)


@register.simple_block_tag(takes_context=True)
def bulk_bar(context: Context, content: str, label: str = "") -> SafeString:
    """Actions on the checked rows of the form around it."""
    return part(context, "ui/parts/bulk_bar", {"content": content, "label": label})
