"""Addresses of the API, below /api/v1/processes/."""

from django.urls import path

from shared_apps.web.guards import public
from tenant_apps.processes import api

app_name = "processes_api"
urlpatterns = [
    path("", public(api.ProcessListView.as_view()), name="processes"),
    path("<slug:slug>/", public(api.ProcessView.as_view()), name="process"),
]
