"""Addresses of a town's stylesheet and pavings."""

from django.urls import path

from shared_apps.theming import views

app_name = "theming"
urlpatterns = [
    path("theme.<str:digest>.css", views.stylesheet, name="stylesheet"),
    path("paving/<str:seed>.<str:digest>.svg", views.paving, name="paving"),
]
