"""Theming."""

from django.apps import AppConfig


class ThemingConfig(AppConfig):
    """A city's brand."""

    name = "shared_apps.theming"
