"""Addresses of the list of people in the back office."""

from django.urls import path

from tenant_apps.people import staff_views as views

app_name = "people_staff"
urlpatterns = [
    path("", views.people, name="people"),
    path("<int:pk>/", views.person, name="person"),
    path("<int:pk>/roles/", views.set_roles, name="set_roles"),
    path("<int:pk>/block/", views.block_person, name="block_person"),
    path("<int:pk>/unblock/", views.unblock_person, name="unblock_person"),
]
