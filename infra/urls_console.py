"""Addresses of the console, where operators and finance work."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from tenants import registry

handler400 = "shared_apps.web.errors.bad_request"
handler403 = "shared_apps.web.errors.permission_denied"
handler404 = "shared_apps.web.errors.page_not_found"
handler429 = "shared_apps.web.errors.too_many_requests"
handler500 = "shared_apps.web.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("shared_apps.theming.urls")),
    path("", include("shared_apps.web.urls")),
    path("accounts/", include("shared_apps.accounts.console_urls")),
    path("cities/new/", include("shared_apps.onboarding.urls")),
    path("", include("shared_apps.console.urls")),
    *(path(panel.prefix, include(panel.urls)) for panel in registry.console_panels() if panel.urls),
]
if settings.DEMO:
    urlpatterns += [path("dev/", include("shared_apps.web.demo_urls"))]
    urlpatterns += [path("dev/ui/", include("shared_apps.ui.urls"))]
