"""The door: a request's host decides its city, its addresses and its schema, once."""

from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import Http404, HttpRequest, HttpResponseNotFound
from django.http.response import HttpResponseBase
from django.urls import set_urlconf

from tenants import registry
from tenants.connection import connection
from tenants.routing.cache import hosts
from tenants.snapshot import CitySnapshot

UNKNOWN_HOST = (
    "<!doctype html><title>404</title><p>Aucun portail à cette adresse.</p>"
    "<p>No portal lives at this address.</p>"
).encode()


def host_of(request: HttpRequest) -> str:
    """The request's host name in lower case, without port or final dot."""
    host = request.get_host().lower()
    if host.startswith("["):
        return host
    return host.rsplit(":", 1)[0].rstrip(".") if ":" in host else host.rstrip(".")


class RoutedRequest(HttpRequest):
    """A request whose host has been read; `city` is None outside portals."""

    city: CitySnapshot | None
    urlconf: str


class RoutingMiddleware:
    """Sets `request.city`, the URLs and the schema; an unknown host is a 404 that names no city."""

    def __init__(self, get_response: Callable[[RoutedRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: RoutedRequest) -> HttpResponseBase:
        try:
            host = host_of(request)
        except DisallowedHost:
            return HttpResponseNotFound(UNKNOWN_HOST)
        request.city = None
        if host == settings.BASE_DOMAIN:
            request.urlconf = settings.VENDOR_URLCONF
        elif host == f"console.{settings.BASE_DOMAIN}":
            request.urlconf = settings.CONSOLE_URLCONF
        else:
            # Staff see what they have just changed, whichever process answers.
            city = hosts.get(host, is_fresh=request.path.startswith("/manage/"))
            if city is None:
                return HttpResponseNotFound(UNKNOWN_HOST)
            request.city = city
            request.urlconf = settings.ROOT_URLCONF
            structlog.contextvars.bind_contextvars(city=city.slug)
        if request.city is None:
            connection.set_schema_to_public()
        else:
            connection.set_tenant(request.city)
        set_urlconf(request.urlconf)
        return self.get_response(request)


class ModuleGateMiddleware:
    """Answers 404 on every address of a module that the city has not switched on."""

    def __init__(self, get_response: Callable[[RoutedRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: RoutedRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: RoutedRequest, view: Any, args: list[Any], kwargs: dict[str, Any]
    ) -> None:
        """Refuse before the view runs."""
        if request.city is None or request.resolver_match is None:
            return
        owners = registry.module_of_namespace()
        for namespace in request.resolver_match.namespaces:
            label = owners.get(namespace)
            if label is not None and label not in request.city.modules:
                raise Http404
