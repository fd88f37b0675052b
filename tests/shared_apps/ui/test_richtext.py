"""Markdown is a subset, and safe."""

import pytest

from shared_apps.ui.richtext import excerpt, initials, markdown


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[go](javascript:alert(1))",
        "[go](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](https://example.org/spy.png)",
        '<a href="https://example.org" onclick="steal()">x</a>',
        "<iframe src=https://example.org></iframe>",
        "<style>body{display:none}</style>",
    ],
)
def test_nothing_active_comes_through(attack: str) -> None:
    html = str(markdown(f"before {attack} after")) + str(markdown(attack))

    for sign in ("<script", "<img", "<iframe", "<style", 'href="javascript', 'href="data'):
        assert sign not in html
    assert "<a" not in html or "onclick" not in html


def test_subset_is_rendered() -> None:
    html = str(markdown("# One\n\n**bold** *soft*\n\n- a\n- b\n\n> said\n\n[site](https://a.org)"))

    assert "<h2>One</h2>" in html
    assert "<strong>bold</strong> <em>soft</em>" in html
    assert "<li>a</li>" in html
    assert "<blockquote>" in html
    assert '<a href="https://a.org" rel="nofollow noopener ugc">site</a>' in html


def test_headings_leave_no_gap_and_follow_the_page() -> None:
    html = str(markdown("# One\n\n### Two\n", 3))

    assert html == "<h3>One</h3>\n<h4>Two</h4>\n"


def test_excerpt_is_plain_and_cut_at_a_word() -> None:
    assert excerpt("## Title\n\nA **very** long & quiet text", 15) == "Title A very…"
    assert excerpt("Salt & pepper") == "Salt & pepper"


def test_initials_are_two_letters_at_most() -> None:
    assert initials("Anne-Marie Le Goff") == "AG"
    assert initials("zoé") == "Z"
    assert initials("  ") == "?"
