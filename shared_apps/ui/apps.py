"""The look of Parvis."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Base templates and components; no tables."""

    name = "shared_apps.ui"
    label = "ui"
