"""The console."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsoleConfig(AppConfig):
    """Where operators see all cities; no tables."""

    name = "shared_apps.console"
    verbose_name = _("console")
