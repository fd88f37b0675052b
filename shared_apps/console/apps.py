"""Console."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    """Console."""

    name = "shared_apps.console"
