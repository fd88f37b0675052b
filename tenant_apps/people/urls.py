"""Addresses of a person's own page."""

from django.urls import path

from tenant_apps.people import views

app_name = "people"
urlpatterns = [
    path("me/", views.profile, name="profile"),
    path("me/edit/", views.edit_profile, name="edit_profile"),
    path("me/data/", views.download_data, name="download_data"),
    path("me/erase/", views.erase_account, name="erase_account"),
]
