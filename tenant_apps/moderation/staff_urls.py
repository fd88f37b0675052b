"""Addresses of moderation in the back office."""

from django.urls import path

from tenant_apps.moderation import staff_views as views

app_name = "moderation_staff"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("decisions/", views.decisions, name="decisions"),
    path("contributions/<int:pk>/hide/", views.hide_contribution, name="hide_contribution"),
    path("comments/<int:pk>/hide/", views.hide_comment, name="hide_comment"),
    path("cases/<int:pk>/keep/", views.keep_item, name="keep_item"),
    path("cases/<int:pk>/restore/", views.restore_item, name="restore_item"),
    path("cases/<int:pk>/uphold/", views.uphold_decision, name="uphold_decision"),
]
