"""The audit log."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Who did what, in the control plane and in each city."""

    name = "shared_apps.audit"
    verbose_name = _("audit log")
