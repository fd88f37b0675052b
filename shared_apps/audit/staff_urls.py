"""Addresses of the audit log in the back office."""

from django.urls import path

from shared_apps.audit import staff_views as views

app_name = "audit"
urlpatterns = [
    path("", views.events, name="events"),
    path("export/", views.export_events, name="export_events"),
]
