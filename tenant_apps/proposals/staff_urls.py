"""Addresses of ideas in the back office."""

from django.urls import path

from tenant_apps.proposals import staff_views as views

app_name = "proposals_staff"
urlpatterns = [
    path("", views.ideas, name="ideas"),
    path("export.<str:kind>", views.export_ideas, name="export_ideas"),
    path("status/", views.change_statuses, name="change_statuses"),
    path("<int:pk>/", views.idea, name="idea"),
    path("<int:pk>/status/", views.change_status, name="change_status"),
]
