"""The pages that ours are compared with: the barest that Django can serve."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import path

from tenants.connection import connection

PAGE = b"<!doctype html><title>constant</title>" + b"<p>The same for everybody.</p>" * 20


def constant(request: HttpRequest) -> HttpResponse:
    """A view that returns a constant."""
    return HttpResponse(PAGE)


def one_query(request: HttpRequest) -> HttpResponse:
    """A view with one query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM tenants_city ORDER BY name LIMIT 20")
        names = ", ".join(name for (name,) in cursor.fetchall())
    return HttpResponse(PAGE + names.encode())


urlpatterns = [path("constant", constant), path("one-query", one_query)]


class BaselineRoutes:
    """The only middleware of the baseline: it names these routes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.urlconf = __name__
        connection.set_schema_to_public()
        return self.get_response(request)
