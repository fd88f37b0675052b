"""Signed-out pages of a portal answered from Redis, without touching PostgreSQL.

A page is stored under its city, path, language and the versions of the city's brand, modules and
content. `bump` raises the content version; a page rendered from older content is never served.
Entries live for a minute at most, because phases open and close by themselves.
"""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from typing import cast

import redis
import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request

from tenants.connection import connection
from tenants.routing.cache import kept, redis_client
from tenants.snapshot import CitySnapshot

logger = structlog.get_logger(__name__)
LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)
SECONDS = 60
LARGEST_PAGE = 400_000  # bytes
# Only these parameters make a page of their own; an address with any other is not stored, so that
# nobody fills Redis with invented ones.
KNOWN_PARAMETERS = frozenset("page order sort status process district state show q".split())
LONGEST_QUERY = 60  # characters
# Pages at addresses that can be invented without end (values of known parameters, ports) which a
# city may store in a minute.
MOST_INVENTED = 1000
# An answer that varies by anything else would be shown to those who asked for another one.
KNOWN_VARIATIONS = frozenset({"cookie", "accept-language", "accept-encoding", "hx-request"})


def version_key(city: CitySnapshot) -> str:
    """Where the version of a city's content lives."""
    return f"{settings.REDIS_NAMESPACE}:{city.uuid}:content"


def content_version(city: CitySnapshot) -> str:
    """The version of a city's content, "0" before its first write; "" while Redis is away."""
    try:
        return (kept(version_key(city))[0] or b"0").decode()
    except redis.RedisError:
        return ""


def bump() -> None:
    """The content of the current city has changed. Does nothing in the control plane."""
    city = connection.tenant
    if isinstance(city, CitySnapshot):
        try:
            redis_client().incr(version_key(city))
        except redis.RedisError:
            # The write has committed; stored pages still expire within a minute.
            logger.warning("page_cache_not_bumped")


def language_of(request: HttpRequest) -> str:
    """The language that the page will be rendered in."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in LANGUAGES:
        return chosen
    city = getattr(request, "city", None)
    wanted = get_language_from_request(request) if "HTTP_ACCEPT_LANGUAGE" in request.META else ""
    return wanted if wanted in LANGUAGES else (city.language if city else "fr")


def may_be_cached(request: HttpRequest) -> bool:
    """A signed-out, plain GET on a portal, with no message waiting."""
    return (
        request.method == "GET"
        and getattr(request, "city", None) is not None
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
        and "HTTP_HX_REQUEST" not in request.META
        and "HTTP_AUTHORIZATION" not in request.META
        and len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY
        and KNOWN_PARAMETERS.issuperset(request.GET)
    )


def address_of(request: HttpRequest) -> str:
    """Scheme, host, port and path: what a page may write into full addresses."""
    return f"{request.scheme}://{request.get_host()}{request.get_full_path()}"


def may_be_invented(request: HttpRequest) -> bool:
    """Whether others like this address can be made up, each with a page of its own."""
    port = request.get_host().partition(":")[2]
    return bool(request.META.get("QUERY_STRING")) or port not in ("", str(settings.PUBLIC_PORT))


def keep_page(request: HttpRequest, city: CitySnapshot, key: str, page: str | bytes) -> None:
    """Store a page for a minute; of invented addresses only so many."""
    with suppress(redis.RedisError):
        if may_be_invented(request) and number_in_this_minute(city) > MOST_INVENTED:
            return
        redis_client().set(key, page, ex=SECONDS)


def number_in_this_minute(city: CitySnapshot) -> int:
    """Count one more page at an invented address."""
    minute = int(time.time() // SECONDS)
    counter = f"{settings.REDIS_NAMESPACE}:{city.uuid}:invented:{minute}"
    steps = redis_client().pipeline(transaction=False)
    steps.incr(counter)
    steps.expire(counter, 2 * SECONDS)
    return cast("int", steps.execute()[0])


class PageCacheMiddleware:
    """Stands right behind routing: a hit costs one round trip to Redis."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not may_be_cached(request):
            return self.get_response(request)
        city: CitySnapshot = request.city  # type: ignore[attr-defined]
        gzip = "gzip" if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "") else "plain"
        key = (
            f"{settings.REDIS_NAMESPACE}:{city.uuid}:page:{city.page_version}"
            f":{language_of(request)}:{gzip}:{address_of(request)}"
        )
        try:
            version, stored = kept(version_key(city), key)
        except redis.RedisError:
            return self.get_response(request)
        current = (version or b"0").decode()
        if stored is not None:
            head, _, body = stored.partition(b"\n")
            stored_version, headers = json.loads(head)
            if stored_version == current:
                return HttpResponse(body, headers=headers)
        response = self.get_response(request)
        if _may_be_stored(request, response):
            headers = {name: value for name, value in response.items() if name != "X-Request-ID"}
            page = json.dumps([current, headers]).encode() + b"\n" + response.content  # type: ignore[attr-defined]
            keep_page(request, city, key, page)
        return response


def _may_be_stored(request: HttpRequest, response: HttpResponseBase) -> bool:
    guard = getattr(getattr(request.resolver_match, "func", None), "guard", "")
    if guard != "public" or response.status_code != 200 or response.streaming or response.cookies:
        return False
    # What is immutable is kept by browsers, and its address can be made up by anybody.
    control = response.get("Cache-Control", "")
    if any(word in control for word in ("private", "no-cache", "no-store", "immutable")):
        return False
    if request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
        return False
    variations = {name.strip().lower() for name in response.get("Vary", "").split(",") if name}
    if not variations <= KNOWN_VARIATIONS:
        return False
    patch_vary_headers(response, ("Cookie", "Accept-Language"))
    return len(response.content) <= LARGEST_PAGE  # type: ignore[attr-defined]
