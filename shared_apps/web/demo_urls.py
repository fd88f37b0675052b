"""Addresses that only the demo has."""

from django.urls import path

from shared_apps.web import demo_views as views

app_name = "demo"
urlpatterns = [
    path("mail/", views.mails, name="mails"),
    path("mail/<str:key>/", views.mail, name="mail"),
    path("mail/<str:key>/html/", views.mail_html, name="mail_html"),
]
