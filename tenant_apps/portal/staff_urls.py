"""Addresses of the back office, at /manage/."""

from django.urls import path

from tenant_apps.portal import staff_views as views

app_name = "portal_staff"
urlpatterns = [
    path("", views.home, name="home"),
    path("settings/", views.settings, name="settings"),
    path("modules/", views.modules, name="modules"),
    path("modules/<slug:label>/", views.set_module, name="set_module"),
    path("pages/", views.pages, name="pages"),
    path("pages/<slug:slug>/", views.edit_page, name="edit_page"),
]
