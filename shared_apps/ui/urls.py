"""Addresses of the components' page."""

from django.urls import path

from shared_apps.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.components, name="components"),
    path("<slug:name>/", views.sample_page, name="sample_page"),
]
