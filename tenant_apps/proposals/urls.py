"""Addresses of ideas for residents."""

from django.urls import path

from tenant_apps.proposals import views

app_name = "proposals"
urlpatterns = [
    path("", views.ideas, name="ideas"),
    path("new/", views.submit_idea, name="submit_idea"),
    path("similar/", views.similar_ideas, name="similar_ideas"),
    path("<int:pk>/", views.idea, name="idea"),
    path("<int:pk>/edit/", views.edit_idea, name="edit_idea"),
    path("<int:pk>/withdraw/", views.withdraw_idea, name="withdraw_idea"),
]
