"""The mechanism of rules."""

from django.apps import AppConfig


class PermissionsConfig(AppConfig):
    """Requirements, refusals, rule sheets."""

    name = "shared_apps.permissions"
