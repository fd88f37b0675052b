"""Addresses of the wizard, below /cities/new/."""

from django.urls import path

from shared_apps.onboarding import views

app_name = "onboarding"
urlpatterns = [
    path("", views.find_territory, name="find_territory"),
    path("opened/<slug:slug>/", views.city_opened, name="city_opened"),
    path("<slug:kind>/<slug:code>/", views.provision_city, name="provision_city"),
    path("<slug:kind>/<slug:code>/preview/", views.preview, name="preview"),
]
