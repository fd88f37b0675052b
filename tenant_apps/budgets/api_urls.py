"""Addresses of the API, below /api/v1/budgets/."""

from django.urls import path

from shared_apps.web.guards import public
from tenant_apps.budgets import api

app_name = "budgets_api"
urlpatterns = [
    path("", public(api.BudgetListView.as_view()), name="budgets"),
    path("<slug:slug>/", public(api.BudgetView.as_view()), name="budget"),
    path("<slug:slug>/projects/", public(api.ProjectListView.as_view()), name="projects"),
]
