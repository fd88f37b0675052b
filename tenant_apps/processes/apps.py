"""Processes."""

from django.utils.translation import gettext_lazy as _

from tenants import registry


class ProcessesConfig(registry.CityAppConfig):
    """Processes."""

    name = "tenant_apps.processes"
    verbose_name = _("processes")
    title = _("Processes")
    icon = "calendar"
