"""What a request may be, and who may keep its answer."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from shared_apps.web.errors import bad_request, body_too_large

# A logo of 2 MB and the fields beside it; without a limit a form would fill the disk with a file.
LARGEST_BODY = 5_000_000  # bytes


class LimitsMiddleware:
    """Refuses what no page expects, before anything of it is read.

    PostgreSQL takes no zero bytes in texts: an address that holds one is a mistake, not an error.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return bad_request(request)
        # Django reads no body that does not tell its length.
        length = str(request.META.get("CONTENT_LENGTH") or 0)
        if length.isdecimal() and int(length) > LARGEST_BODY:
            return body_too_large(request)
        return self.get_response(request)


class PrivateMiddleware:
    """Keeps the pages of signed-in people, and those with a token, out of shared caches.

    A view that says itself who may keep its answer is left alone. The browser may show the page
    again on the way back, so that nothing typed into it is lost, but asks before each new use.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies:
            response.setdefault("Cache-Control", "private, no-cache")
        return response
