"""Addresses of comments."""

from django.urls import path

from tenant_apps.comments import views

app_name = "comments"
urlpatterns = [
    path("on/<int:contribution_id>/", views.post_comment, name="post_comment"),
    path("<int:pk>/edit/", views.edit_comment, name="edit_comment"),
    path("<int:pk>/withdraw/", views.withdraw_comment, name="withdraw_comment"),
]
