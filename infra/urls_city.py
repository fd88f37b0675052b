"""Addresses of one city's portal, its back office and its API."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView

from shared_apps.web import api
from shared_apps.web.guards import public
from tenants import registry

handler400 = "shared_apps.web.errors.bad_request"
handler403 = "shared_apps.web.errors.permission_denied"
handler404 = "shared_apps.web.errors.page_not_found"
handler429 = "shared_apps.web.errors.too_many_requests"
handler500 = "shared_apps.web.errors.server_error"


Routes = list[URLPattern | URLResolver]


def app_routes(attribute: str) -> Routes:
    """Routes of that kind of every city app, each below its prefix; the root's come last."""
    apps = sorted(registry.city_apps(), key=lambda app: app.prefix == "")
    found = ((app.prefix, getattr(app, attribute)) for app in apps)
    return [path(prefix, include(urls)) for prefix, urls in found if urls]


urlpatterns: Routes = [
    *app_routes("urls"),
    path("", include("shared_apps.theming.urls")),
    path("", include("shared_apps.web.urls")),
    path("accounts/", include("shared_apps.accounts.urls")),
    path("manage/brand/", include("shared_apps.theming.staff_urls")),
    path("manage/audit/", include("shared_apps.audit.staff_urls")),
    path("manage/", include(app_routes("staff_urls"))),
    path("api/v1/schema/", public(SpectacularAPIView.as_view()), name="api_schema"),
    path("api/v1/", api.index, name="api_index"),
    path("api/v1/", include(app_routes("api"))),
]
if settings.DEMO:
    urlpatterns += [path("dev/", include("shared_apps.web.demo_urls"))]
    urlpatterns += [path("dev/ui/", include("shared_apps.ui.urls"))]
