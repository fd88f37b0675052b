"""Addresses of the API, below /api/v1/data/."""

from django.urls import path

from shared_apps.web.guards import public
from tenant_apps.open_data import api

app_name = "open_data_api"
urlpatterns = [
    path("", public(api.DatasetListView.as_view()), name="datasets"),
    path("<slug:slug>/", public(api.DatasetRowsView.as_view()), name="rows"),
]
