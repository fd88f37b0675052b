"""Addresses of the vendor's public site."""

from django.urls import path

from billing import vendor_views

app_name = "vendor"
urlpatterns = [
    path("", vendor_views.home, name="home"),
    path("request/", vendor_views.request_portal, name="request_portal"),
    path("request/thanks/", vendor_views.portal_requested, name="portal_requested"),
]
