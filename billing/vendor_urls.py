"""Addresses of the vendor's public site."""

from django.urls import URLPattern

app_name = "vendor"
urlpatterns: list[URLPattern] = []
