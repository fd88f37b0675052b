"""publish_theme: colors that read, a logo drawn again, an event, for administrators."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from shared_apps.audit.models import AuditEvent
from shared_apps.permissions.errors import Refused
from shared_apps.theming import actions
from shared_apps.theming.logos import LogoNotReadable
from shared_apps.theming.tokens import Theme
from tenants.context import control_plane as control_plane_schema
from tenants.models import City

PAGE = "/manage/brand/"


def picture(kind: str = "PNG", size: tuple[int, int] = (900, 300)) -> SimpleUploadedFile:
    buffer = BytesIO()
    Image.new("RGB", size, "#0b5d66").save(buffer, kind)
    return SimpleUploadedFile(f"logo.{kind.lower()}", buffer.getvalue())


def values(**changes: Any) -> dict[str, Any]:
    return {"brand_color": "#1F4E8C", "accent_color": "#c2410c", "tagline": " Ensemble "} | changes


def stored(city: Any) -> City:
    with control_plane_schema():
        row: City = City.objects.get(pk=city.id)
    return row


@pytest.fixture
def admin(city: Any, make_user: Any) -> Any:
    return make_user(roles=["administrator"])


def test_publish_theme_stores_colors_and_leaves_a_trace(city: Any, admin: Any) -> None:
    actions.publish_theme(city_id=city.id, by=admin, **values())

    row = stored(city)
    assert (row.brand_color, row.accent_color, row.tagline) == ("#1f4e8c", "#c2410c", "Ensemble")
    assert AuditEvent.objects.filter(verb="theming.publish_theme", actor_id=admin.pk).exists()


def test_publish_theme_proposes_shades_for_colors_that_do_not_read(city: Any, admin: Any) -> None:
    with pytest.raises(actions.ThemeHasNoContrast) as caught:
        actions.publish_theme(city_id=city.id, by=admin, **values(brand_color="#ffe600"))

    assert caught.value.proposal.has_contrast()
    assert caught.value.proposal == Theme("#ffe600", "#c2410c").proposal()
    assert stored(city).brand_color != "#ffe600"


def test_publish_theme_refuses_what_is_no_color(city: Any, admin: Any) -> None:
    with pytest.raises(actions.NotAColor):
        actions.publish_theme(city_id=city.id, by=admin, **values(brand_color="red;}"))


@pytest.mark.parametrize("roles", [[], ["moderator"], ["evaluator"]])
def test_publish_theme_is_for_administrators(city: Any, make_user: Any, roles: list[str]) -> None:
    with pytest.raises(Refused):
        actions.publish_theme(city_id=city.id, by=make_user(roles=roles), **values())


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_logo_is_drawn_again_as_png(city: Any, admin: Any, kind: str) -> None:
    actions.publish_theme(city_id=city.id, by=admin, logo=picture(kind), **values())

    with default_storage.open(stored(city).logo) as file, Image.open(file) as drawn:
        assert drawn.format == "PNG"
        assert drawn.size == (528, 176)


@pytest.mark.parametrize(
    "content", [b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", b"GIF89a", b""]
)
def test_logo_that_is_no_picture_is_refused(city: Any, admin: Any, content: bytes) -> None:
    file = SimpleUploadedFile("logo.png", content)

    with pytest.raises(LogoNotReadable):
        actions.publish_theme(city_id=city.id, by=admin, logo=file, **values())


def test_logo_that_would_fill_the_memory_is_refused(city: Any, admin: Any) -> None:
    bomb, texts = BytesIO(), PngInfo()
    texts.add_text("comment", "x" * 80_000_000, zip=True)
    Image.new("RGB", (9, 9)).save(bomb, "PNG", pnginfo=texts)

    for file in (SimpleUploadedFile("logo.png", bomb.getvalue()), picture(size=(6001, 10))):
        with pytest.raises(LogoNotReadable):
            actions.publish_theme(city_id=city.id, by=admin, logo=file, **values())


def test_logo_can_be_removed(city: Any, admin: Any) -> None:
    actions.publish_theme(city_id=city.id, by=admin, logo=picture(), **values())
    actions.publish_theme(city_id=city.id, by=admin, is_logo_removed=True, **values())

    assert stored(city).logo == ""


def test_brand_page_publishes(city: Any, admin: Any, client_of: Any) -> None:
    client = client_of(city, admin)

    answer = client.post(PAGE, {**values(), "logo": picture()})

    assert answer.status_code == 302
    assert stored(city).brand_color == "#1f4e8c"
    assert stored(city).logo.startswith("logos/")


def test_brand_page_keeps_the_form_and_offers_readable_colors(
    city: Any, admin: Any, client_of: Any
) -> None:
    answer = client_of(city, admin).post(PAGE, values(brand_color="#ffe600"))

    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="#ffe600"' in html
    assert f'data-use-colors="{Theme("#ffe600", "#c2410c").proposal().brand} #c2410c"' in html


def test_preview_shows_colors_that_are_not_published(city: Any, admin: Any, client_of: Any) -> None:
    client = client_of(city, admin)
    page = client.get(f"{PAGE}preview/?brand_color=%231f4e8c&accent_color=%23c2410c")
    styles = client.get(f"{PAGE}preview/theme.css?brand=1f4e8c&accent=c2410c")
    cover = client.get(f"{PAGE}preview/paving.svg?brand=1f4e8c&accent=c2410c")

    assert "brand=1f4e8c&amp;accent=c2410c" in page.content.decode()
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert styles.content.decode() == Theme("#1f4e8c", "#c2410c").css()
    assert cover["Content-Type"] == "image/svg+xml"


def test_brand_page_sends_a_stranger_to_sign_in(city: Any, client_of: Any) -> None:
    answer = client_of(city).get(PAGE)

    assert answer.status_code == 302
    assert "next=%2Fmanage%2Fbrand%2F" in answer["Location"]
