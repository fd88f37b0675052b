"""Markdown written by staff and residents, as safe HTML."""

import re
from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr"} | {
    f"h{level}" for level in range(2, 7)
}
PARSER = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")
SPACE = re.compile(r"\s+")


@lru_cache(maxsize=1024)
def markdown(text: str, heading: int = 2) -> SafeString:
    """A subset of Markdown; its headings take levels from `heading` on, without gaps."""
    tokens = PARSER.parse(text)
    titles = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    order = sorted({token.tag for token in titles})
    for token in titles:
        token.tag = f"h{min(heading + order.index(token.tag), 6)}"
    html = PARSER.renderer.render(tokens, PARSER.options, {})
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="nofollow noopener ugc",
    )
    return mark_safe(clean)  # noqa: S308  (cleaned on the line above)


def excerpt(text: str, length: int = 160) -> str:
    """The first words of a Markdown text without its marks, cut at a word."""
    plain = SPACE.sub(" ", nh3.clean(markdown(text), tags=set())).strip()
    plain = (
        plain.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ")
    )
    if len(plain) <= length:
        return plain
    return plain[:length].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def initials(name: str) -> str:
    """Up to two initials: `Anne-Marie Le Goff` is AG."""
    words = [word for word in re.split(r"[\s'’\-]+", name.strip()) if word[:1].isalnum()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
