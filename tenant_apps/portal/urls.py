"""Addresses of residents' pages, at the root."""

from django.urls import path

from tenant_apps.portal import views
from tenant_apps.portal.choices import PageSlug

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    *(
        path(f"pages/{slug}/", views.page, {"slug": slug.value}, name=slug.replace("-", "_"))
        for slug in PageSlug
    ),
]
