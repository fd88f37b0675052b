"""The console's own addresses."""

from django.urls import path

from shared_apps.console import views

app_name = "console"
urlpatterns = [
    path("", views.cities, name="cities"),
    path("audit/", views.audit, name="audit"),
    path("cities/<slug:slug>/", views.city, name="city"),
    path("cities/<slug:slug>/modules/allow/", views.allow_module, name="allow_module"),
    path("cities/<slug:slug>/modules/set/", views.set_module, name="set_module"),
]
