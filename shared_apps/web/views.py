"""Small pages that every host has."""

import mimetypes

from django.conf import DEFAULT_STORAGE_ALIAS, settings
from django.core import signing
from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from shared_apps.web.guards import public
from shared_apps.web.locale import remember_language
from tenants.storage import SignedAddresses

INLINE_TYPES = frozenset({"image/png", "image/jpeg", "image/webp"})


@public
@require_safe
def choose_language(request: HttpRequest, code: str) -> HttpResponse:
    """Remember the language in a cookie and go back to the page."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    target = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    response = HttpResponseRedirect(target)
    remember_language(response, code)
    return response


@public
@require_safe
def stored_file(request: HttpRequest, name: str) -> FileResponse:
    """A file of the current city by signed address."""
    storage = storages[DEFAULT_STORAGE_ALIAS]
    if not isinstance(storage, SignedAddresses):
        raise Http404
    try:
        storage.check_signature(name, request.GET.get("signature", ""))
        file = storage.open(name)
    except (signing.BadSignature, OSError) as error:
        raise Http404 from error
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = FileResponse(file, content_type=kind, as_attachment=kind not in INLINE_TYPES)
    response["Cache-Control"] = "private, max-age=3600"
    return response


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read portals, not back offices or the console."""
    if request.urlconf == settings.CONSOLE_URLCONF:
        lines = "User-agent: *\nDisallow: /\n"
    else:
        lines = "User-agent: *\nDisallow: /manage/\nDisallow: /accounts/\n"
    if city := getattr(request, "city", None):
        lines += f"Sitemap: {city.origin}/sitemap.xml\n"
    return HttpResponse(lines, content_type="text/plain")
