"""What views of both sides share."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Guards, error pages, page cache, pagination."""

    name = "shared_apps.web"
