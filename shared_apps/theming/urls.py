"""Addresses."""

from django.urls import URLPattern

app_name = "theming"
urlpatterns: list[URLPattern] = []
