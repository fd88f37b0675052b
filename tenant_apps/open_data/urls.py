"""Addresses of the public pages and files, below /data/."""

from django.urls import path

from tenant_apps.open_data import views

app_name = "open_data"
urlpatterns = [
    path("", views.datasets, name="datasets"),
    path("<slug:slug>.csv", views.dataset_csv, name="dataset_csv"),
    path("<slug:slug>.json", views.dataset_json, name="dataset_json"),
    path("<slug:slug>/", views.dataset, name="dataset"),
]
