"""Addresses of moderation for residents."""

from django.urls import path

from tenant_apps.moderation import views

app_name = "moderation"
urlpatterns = [
    path("", views.register, name="register"),
    path("contributions/<int:pk>/flag/", views.flag_contribution, name="flag_contribution"),
    path("comments/<int:pk>/flag/", views.flag_comment, name="flag_comment"),
    path("decisions/<int:pk>/", views.decision, name="decision"),
]
