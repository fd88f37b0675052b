"""Addresses of one city's portal, its back office and its API."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView

from shared_apps.web.guards import public
from tenants import registry

handler400 = "shared_apps.web.errors.bad_request"
handler403 = "shared_apps.web.errors.permission_denied"
handler404 = "shared_apps.web.errors.page_not_found"
handler429 = "shared_apps.web.errors.too_many_requests"
handler500 = "shared_apps.web.errors.server_error"


def app_routes() -> list[URLPattern | URLResolver]:
    """Routes of every city app: residents', staff's and the API's, each below its prefix."""
    routes: list[URLPattern | URLResolver] = []
    for app in registry.city_apps():
        if app.api:
            routes.append(path(f"api/v1/{app.prefix}", include(app.api)))
        if app.staff_urls:
            routes.append(path(f"manage/{app.prefix}", include(app.staff_urls)))
        if app.urls:
            routes.append(path(app.prefix, include(app.urls)))
    return routes


urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("shared_apps.theming.urls")),
    path("", include("shared_apps.web.urls")),
    path("accounts/", include("shared_apps.accounts.urls")),
    path("manage/brand/", include("shared_apps.theming.staff_urls")),
    path("manage/audit/", include("shared_apps.audit.staff_urls")),
    path("api/v1/schema/", public(SpectacularAPIView.as_view()), name="api_schema"),
    *app_routes(),
]
if settings.DEMO:
    urlpatterns += [path("dev/", include("shared_apps.web.demo_urls"))]
    urlpatterns += [path("dev/ui/", include("shared_apps.ui.urls"))]
