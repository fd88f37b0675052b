"""Addresses of the brand page."""

from django.urls import path

from shared_apps.theming import staff_views

app_name = "theming_staff"
urlpatterns = [
    path("", staff_views.publish_theme, name="publish_theme"),
    path("preview/", staff_views.preview, name="preview"),
    path("preview/theme.css", staff_views.preview_stylesheet, name="preview_stylesheet"),
    path("preview/paving.svg", staff_views.preview_paving, name="preview_paving"),
]
