"""Pages that all signed-in residents see alike, rendered once and filled in for each of them.

`@shared_page` keeps the rendered page in Redis beside the signed-out ones. Two things in it are of
the person: the account menu and the protection tokens of forms. They are holes, filled at each
request. While a page is rendered to be shared, `request.user` has a key but no name, address or
role, so that nothing of the first reader can reach the next.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from functools import cache, wraps
from gzip import GzipFile
from io import BytesIO
from secrets import randbelow, token_hex
from typing import Any, TypeVar

import redis
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.template import engines
from django.utils.crypto import salted_hmac

from shared_apps.web.page_cache import (
    KNOWN_PARAMETERS,
    LARGEST_PAGE,
    LONGEST_QUERY,
    SECONDS,
    address_of,
    keep_page,
    language_of,
    version_key,
)
from shared_apps.web.requests import CityRequest
from tenants.connection import connection
from tenants.routing.cache import kept, redis_client
from tenants.snapshot import CitySnapshot

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
MOST_PADDING = 50  # bytes, each two characters
# Indentation, which costs time to compress at each request.
BETWEEN_TAGS = re.compile(r">\s{2,}<")
# What tells readers of one page apart, as a short text; None where the page is the person's own.
Variant = Callable[..., str | None]


@cache
def hole(name: str) -> str:
    """The mark of a hole; nobody without the secret key can write it into a text."""
    return f"hole-{name}-{salted_hmac('parvis.shared_pages', name).hexdigest()[:20]}"


@cache
def account_menu_template() -> Any:
    """The account menu alone."""
    return engines["django"].from_string("{% account_menu %}")


def alike(request: CityRequest, **kwargs: Any) -> str | None:
    """All residents see the page alike."""
    return ""


def shared_page(variant: Variant = alike) -> Callable[[View], View]:
    """Share a GET page among residents for whom `variant(request, **kwargs)` is the same text.

    The key of the cache holds city, brand, language, address and variant; every write in the city
    makes it stale. Staff, and readers with a message waiting, get a page of their own.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def shared(request: CityRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not may_be_shared(request):
                return view(request, *args, **kwargs)
            kind = variant(request, **kwargs)
            if kind is None:
                return view(request, *args, **kwargs)
            return page(request, kind, lambda: view(request, *args, **kwargs))

        return shared  # type: ignore[return-value]

    return decorate


def may_be_shared(request: CityRequest) -> bool:
    """A resident's plain GET with nothing to be told."""
    reader: AbstractBaseUser | AnonymousUser = request.user
    return (
        request.method == "GET"
        and not (reader.is_anonymous or request.user.is_staff)
        and "HTTP_HX_REQUEST" not in request.META
        and len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY
        and KNOWN_PARAMETERS.issuperset(request.GET)
        and not len(get_messages(request))
    )


def page(
    request: CityRequest, kind: str, render: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """The page filled in for this person, from the store or rendered; one trip to Redis."""
    city = request.city
    look = f"{city.page_version}:{language_of(request)}"
    key = f"{settings.REDIS_NAMESPACE}:{city.uuid}:shared:{look}:{kind}:{address_of(request)}"
    menu_key = account_key(city, request.user.pk)
    try:
        version, stored, menu = kept(version_key(city), key, menu_key)
    except redis.RedisError:
        return render()
    version = version or b"0"
    body = fresh(stored, version.decode())
    if body is None:
        response = render_nameless(request, render)
        if response.status_code != 200 or not isinstance(response, HttpResponse):
            return render()  # nobody may see the holes themselves
        body = BETWEEN_TAGS.sub(">\n<", response.content.decode())
        if len(response.content) <= LARGEST_PAGE:
            keep_page(request, city, key, f"{version.decode()}\n{body}")
    account = fresh(menu, look)
    if account is None:
        account = account_menu(request)
        keep(menu_key, look, account)
    filled = body.replace(hole("account"), account).replace(hole("token"), get_token(request))
    return compressed(request, filled)


def compressed(request: CityRequest, text: str) -> HttpResponse:
    """The page, compressed quickly rather than tightly, as it is compressed at each request.

    A name of random length in the gzip head hides the length of what is secret in the page, as
    Django's own middleware does.
    """
    if "gzip" not in request.META.get("HTTP_ACCEPT_ENCODING", ""):
        return HttpResponse(text)
    buffer = BytesIO()
    padding = token_hex(1 + randbelow(MOST_PADDING))
    with GzipFile(padding, "wb", compresslevel=1, fileobj=buffer, mtime=0) as file:
        file.write(text.encode())
    headers = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return HttpResponse(buffer.getvalue(), headers=headers)


def fresh(stored: bytes | None, version: str) -> str | None:
    """The text that was kept for this version, if any."""
    head, _, text = (stored or b"").decode().partition("\n")
    return text if stored and head == version else None


def keep(key: str, version: str, text: str) -> None:
    """Keep a text for a minute, with what it was made for."""
    with suppress(redis.RedisError):
        redis_client().set(key, f"{version}\n{text}", ex=SECONDS)


def account_key(city: CitySnapshot, pk: int) -> str:
    """Where a person's account menu is kept."""
    return f"{settings.REDIS_NAMESPACE}:{city.uuid}:account:{pk}"


def forget_account_menus(*keys: int) -> None:
    """What the menus of these people of the current city show has changed."""
    city = connection.tenant
    if keys and isinstance(city, CitySnapshot):
        with suppress(redis.RedisError):
            redis_client().unlink(*(account_key(city, key) for key in keys))


def account_menu(request: CityRequest) -> str:
    """The person's account menu, with a hole for the token of its form."""
    request.token_hole = hole("token")
    try:
        return str(account_menu_template().render({}, request))
    finally:
        del request.token_hole


def render_nameless(
    request: CityRequest, render: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """Render with a person of the same key and no name; account menu and tokens become holes."""
    person = request.user
    request.user = get_user_model()(pk=person.pk)
    request.account_hole = hole("account")
    request.token_hole = hole("token")
    try:
        return render()
    finally:
        request.user = person
        del request.account_hole, request.token_hole
