"""Addresses of supports and follows; the key is the contribution's."""

from django.urls import path

from tenant_apps.engagement import views

app_name = "engagement"
urlpatterns = [
    path("<int:pk>/support/", views.support, name="support"),
    path("<int:pk>/withdraw-support/", views.withdraw_support, name="withdraw_support"),
    path("<int:pk>/follow/", views.follow, name="follow"),
    path("<int:pk>/unfollow/", views.unfollow, name="unfollow"),
]
