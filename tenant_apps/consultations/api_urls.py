"""Addresses of the API, below /api/v1/consultations/."""

from django.urls import path

from shared_apps.web.guards import public
from tenant_apps.consultations import api

app_name = "consultations_api"
urlpatterns = [
    path("", public(api.QuestionnaireListView.as_view()), name="questionnaires"),
    path("<slug:slug>/", public(api.QuestionnaireView.as_view()), name="questionnaire"),
    path("<slug:slug>/results/", public(api.ResultsView.as_view()), name="results"),
]
