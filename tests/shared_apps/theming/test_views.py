"""A town's stylesheet and pavings: its own colors, kept for ever, without the database."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shared_apps.theming.tokens import Theme
from shared_apps.ui.paving import paving_digest

URLCONF = "infra.urls_city"


def test_stylesheet_holds_the_towns_tokens_and_is_kept(city: Any, client_of: Any) -> None:
    client = client_of(city)
    client.get(city.theme_url)

    with CaptureQueriesContext(connection) as queries:
        answer = client.get(city.theme_url)

    assert answer["Content-Type"] == "text/css"
    assert "immutable" in answer["Cache-Control"]
    assert answer.content.decode() == Theme(city.brand_color, city.accent_color).css()
    assert len(queries) == 0


def test_address_of_older_colors_answers_but_is_not_kept(city: Any, client_of: Any) -> None:
    answer = client_of(city).get("/theme.000000000000.css")

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-cache"


def test_paving_is_drawn_in_the_towns_colors(city: Any, client_of: Any) -> None:
    digest = paving_digest("velo", city.brand_color, city.accent_color)
    address = reverse("theming:paving", URLCONF, args=["velo", digest])

    answer = client_of(city).get(address)

    assert answer["Content-Type"] == "image/svg+xml"
    assert "immutable" in answer["Cache-Control"]
    assert answer.content.startswith(b"<svg")


def test_console_and_vendor_have_pavings_too(control_plane: None, client_of: Any) -> None:
    for side in ("console", "vendor"):
        assert client_of(side).get("/paving/parvis.abc.svg").status_code == 200
