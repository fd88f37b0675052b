"""Addresses of the console's sign-in; nobody registers here."""

from django.urls import URLPattern, URLResolver, include, path

from shared_apps.accounts.routes import allauth_names
from shared_apps.accounts.urls import NAMES_IN_ALLAUTH
from shared_apps.accounts.urls import PAGES as PORTAL_PAGES

NAMES = frozenset({"login", "logout", "inactive", "change_password"})
PAGES: list[URLPattern] = [page for page in PORTAL_PAGES if page.name in NAMES]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((PAGES, "accounts"))),
    *allauth_names(PAGES, NAMES_IN_ALLAUTH),
]
