"""Addresses of residents' pages, below /processes/."""

from django.urls import path

from tenant_apps.processes import views

app_name = "processes"
urlpatterns = [
    path("", views.processes, name="processes"),
    path("<slug:slug>/", views.process, name="process"),
]
