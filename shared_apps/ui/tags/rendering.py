"""What all components share: rendering a part, attributes, the request of a context."""

from collections.abc import Mapping
from functools import lru_cache

from django.http import HttpRequest
from django.template import Context
from django.templatetags.static import static
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

Value = object


def part(context: Context, name: str, values: Mapping[str, Value]) -> SafeString:
    """Render a template with these values only (and the request, and its CSRF token)."""
    assert context.template is not None
    template = context.template.engine.get_template(f"{name}.html")
    inner = context.new(dict(values))
    token = context.get("csrf_token")
    if token is not None:
        inner["csrf_token"] = token
    request = request_of(context)
    if request is not None:
        inner["request"] = request
    return template.render(inner)


def stripped(content: str) -> SafeString:
    """A block's content without the space around it, so that an empty block is empty."""
    return mark_safe(content.strip())  # noqa: S308  (rendered by a template)


def request_of(context: Context) -> HttpRequest | None:
    """The request a template is rendered for; none in mails and tests."""
    request = getattr(context, "request", None) or context.get("request")
    return request if isinstance(request, HttpRequest) else None


def attributes(values: Mapping[str, Value]) -> SafeString:
    """HTML attributes: `hx_get` becomes `hx-get`.

    True is a bare name; None, False and "" are left out.
    """
    parts = []
    for name, value in values.items():
        if value is None or value is False or value == "":
            continue
        name = name.rstrip("_").replace("_", "-")
        parts.append(name if value is True else f'{name}="{escape(str(value))}"')
    return mark_safe((" " + " ".join(parts)) if parts else "")  # noqa: S308  (escaped above)


@lru_cache(maxsize=256)
def icon_svg(name: str, label: str = "", size: str = "", sprite: str = "") -> SafeString:
    """A symbol of the sprite: decorative unless it has a label."""
    sprite = sprite or static("ui/icons.svg")
    css = f"icon {size}" if size else "icon"
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}#{}"/></svg>',
            css,
            label,
            sprite,
            name,
        )
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', css, sprite, name
    )


def optional_icon(name: str, size: str = "") -> SafeString:
    """The icon, or nothing."""
    return icon_svg(name, "", size) if name else SafeString()
