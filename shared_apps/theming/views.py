"""A town's stylesheet and pavings, made from the request's city without the database."""

from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from shared_apps.theming.tokens import ACCENT, BRAND, Theme
from shared_apps.ui.paving import paving_digest, paving_svg
from shared_apps.web.guards import public

FOR_EVER = "public, max-age=31536000, immutable"
NOT_KEPT = "no-cache"


def colors_of(request: HttpRequest) -> tuple[str, str]:
    """Brand and accent of the request's city; the vendor's where there is none."""
    city = getattr(request, "city", None)
    if city is None:
        return BRAND, ACCENT
    return city.brand_color or BRAND, city.accent_color or ACCENT


@lru_cache(maxsize=256)
def stylesheet_of(brand: str, accent: str) -> str:
    """The theme of two colors; computed once a process."""
    return Theme(brand.lower(), accent.lower()).css()


@lru_cache(maxsize=256)
def drawing_of(seed: str, brand: str, accent: str) -> str:
    """The paving of a seed; drawn once a process."""
    return paving_svg(seed, brand.lower(), accent.lower())


@public
@require_safe
def stylesheet(request: HttpRequest, digest: str) -> HttpResponse:
    """The town's colors; an address of older colors answers too, but is not kept."""
    response = HttpResponse(stylesheet_of(*colors_of(request)), content_type="text/css")
    city = getattr(request, "city", None)
    is_current = city is not None and city.theme_digest == digest
    response["Cache-Control"] = FOR_EVER if is_current else NOT_KEPT
    return response


@public
@require_safe
def paving(request: HttpRequest, seed: str, digest: str) -> HttpResponse:
    """The cover of a town or process that has no picture."""
    brand, accent = colors_of(request)
    response = HttpResponse(drawing_of(seed, brand, accent), content_type="image/svg+xml")
    is_current = digest == paving_digest(seed, brand, accent)
    response["Cache-Control"] = FOR_EVER if is_current else NOT_KEPT
    return response
