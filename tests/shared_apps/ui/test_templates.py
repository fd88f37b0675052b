"""Base templates render with nothing but a request, and the page of components with all."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory

from shared_apps.ui import samples
from tests.shared_apps.ui.conftest import squeezed

STATIC = Path(samples.__file__).parent / "static" / "ui"
BASES = ["city_base", "staff_base", "console_base", "vendor_base"]


def town(**changes: Any) -> SimpleNamespace:
    values = {"name": "Agen", "slug": "agen", "tagline": "", "theme_url": "/theme.x.css"}
    values |= {"logo_url": "", "brand_color": "#0b5d66", "accent_color": "#d8481f"}
    return SimpleNamespace(**values | {"modules": frozenset()} | changes)


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_base_renders_for_a_stranger(base: str, language: str, settings: Any) -> None:
    settings.LANGUAGE_CODE = language
    request = RequestFactory().get("/")
    request.city = town() if base in BASES[:2] else None  # type: ignore[attr-defined]

    html = squeezed(
        render_to_string(
            f"ui/{base}.html", {"user": AnonymousUser(), "portal_nav": [], "staff_nav": []}, request
        )
    )

    assert html.count("<main") == 1
    assert 'class="skip" href="#content"' in html
    assert '"allowEval":false' in html
    assert "style=" not in html


def test_logo_takes_the_place_of_the_mark() -> None:
    request = RequestFactory().get("/")
    request.city = town(logo_url="/files/logo.png")  # type: ignore[attr-defined]

    html = squeezed(
        render_to_string("ui/city_base.html", {"user": AnonymousUser(), "portal_nav": []}, request)
    )

    assert '<img class="mark" src="/files/logo.png" alt="">' in html


def test_error_page_shows_the_way_out() -> None:
    request = RequestFactory().get("/")
    context = {
        "status": 404,
        "title": "Gone",
        "message": "It moved.",
        "remedy": "/",
        "remedy_label": "Home",
    }

    html = squeezed(render_to_string("ui/error.html", context, request))

    assert "<h1>Gone</h1>" in html
    assert '<a class="button" href="/">Home</a>' in html


@pytest.mark.parametrize("suffix", ["html", "txt"])
@pytest.mark.parametrize(
    "context",
    [
        {},
        {
            "city": town(tagline="x"),
            "action_url": "https://a.test",
            "action_label": "See",
            "subject": "S",
            "site_url": "https://a.test",
            "footer_reason": "R",
        },
    ],
)
def test_mail_renders_with_and_without_values(suffix: str, context: dict[str, Any]) -> None:
    text = render_to_string(f"ui/mail_base.{suffix}", context)

    assert ("https://a.test" in text) == ("site_url" in context)


def test_every_icon_in_use_is_in_the_sprite() -> None:
    names = set(samples.icon_names())
    root = Path(samples.__file__).parents[2]
    used = set()
    for package in ("shared_apps", "tenant_apps", "billing"):
        for path in (root / package).rglob("templates/**/*.html"):
            text = path.read_text()
            used |= set(re.findall(r"""\{% icon ["']([\w-]+)["']""", text))
            used |= set(re.findall(r"""\bicon(?:_after)?=["']([\w-]+)["']""", text))

    assert used <= names


def test_component_page_shows_everything(city: Any, client_of: Any) -> None:
    answer = client_of(city).get("/dev/ui/")

    assert answer.status_code == 200
    html = answer.content.decode()
    assert "style=" not in html
    for name in samples.icon_names():
        assert f"icons.svg#{name}" in html


@pytest.mark.parametrize("name", samples.PAGES)
def test_sample_page_renders(city: Any, client_of: Any, name: str) -> None:
    assert client_of(city).get(f"/dev/ui/{name}/").status_code == 200


def test_unknown_sample_page_is_404(city: Any, client_of: Any) -> None:
    assert client_of(city).get("/dev/ui/nothing/").status_code == 404


def test_stylesheet_and_script_are_small() -> None:
    from gzip import compress

    sizes = {path.name: len(compress(path.read_bytes())) for path in STATIC.iterdir()}

    assert sizes["parvis.css"] < 12_000
    assert sizes["staff.css"] < 2_500
    assert sizes["parvis.js"] < 3_500
    assert sizes["icons.svg"] < 3_500


def test_styles_use_known_tokens_only() -> None:
    text = (STATIC / "parvis.css").read_text()
    known = set(re.findall(r"(--[\w-]+):", text))

    for path in STATIC.glob("*.css"):
        assert set(re.findall(r"var\((--[\w-]+)", path.read_text())) <= known
