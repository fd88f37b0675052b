"""Addresses that every host has."""

from django.urls import path

from shared_apps.web import views

app_name = "web"
urlpatterns = [
    path("language/<str:code>/", views.choose_language, name="choose_language"),
    path("files/<path:name>", views.stored_file, name="stored_file"),
    path("robots.txt", views.robots, name="robots"),
]
