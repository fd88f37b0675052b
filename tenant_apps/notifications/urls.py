"""Addresses of a person's messages."""

from django.urls import path

from tenant_apps.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.notifications, name="notifications"),
    path("read/", views.mark_all_read, name="mark_all_read"),
    path("mail/", views.choose_mail, name="choose_mail"),
    path("<int:pk>/", views.open_notification, name="open_notification"),
    path("unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
