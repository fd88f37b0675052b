"""How the JSON API pages its lists and answers its errors."""

from typing import Any

from django.http import JsonResponse
from django.views.decorators.http import require_safe
from rest_framework import pagination, permissions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import exception_handler as default_handler

from shared_apps.permissions.errors import DomainError
from shared_apps.web.guards import public
from shared_apps.web.requests import CityRequest
from tenants import registry


class PageNumberPagination(pagination.PageNumberPagination):
    """`?page=2&page_size=50`, at most 200 a page."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200


class ReadOnly(permissions.BasePermission):
    """Anyone may read; nobody may write."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Only safe methods."""
        return request.method in permissions.SAFE_METHODS


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """A domain error answers its status with `{detail, code}`; the rest is DRF's."""
    if isinstance(error, DomainError):
        return Response({"detail": str(error), "code": error.code}, status=error.status)
    return default_handler(error, context)


@public
@require_safe
def index(request: CityRequest) -> JsonResponse:
    """Where the API of each active app begins, and its description."""
    found = {
        app.label: f"{request.city.origin}/api/v1/{app.prefix}"
        for app in registry.active_apps(request.city.modules)
        if app.api
    }
    found["schema"] = f"{request.city.origin}/api/v1/schema/"
    return JsonResponse(found)
