"""Addresses of residents' pages, below /consultations/."""

from django.urls import path

from tenant_apps.consultations import views

app_name = "consultations"
urlpatterns = [
    path("", views.questionnaires, name="questionnaires"),
    path("of/<slug:slug>/", views.questionnaires_of_process, name="questionnaires_of_process"),
    path("<slug:slug>/", views.questionnaire, name="questionnaire"),
    path("<slug:slug>/answer/", views.answer_questionnaire, name="answer_questionnaire"),
    path("<slug:slug>/receipt/", views.receipt, name="receipt"),
    path("<slug:slug>/results/", views.published_results, name="results"),
]
