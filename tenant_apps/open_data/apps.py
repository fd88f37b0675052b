"""Open data."""

from django.utils.translation import gettext_lazy as _

from tenants import registry


class OpenDataConfig(registry.ModuleConfig):
    """Open data."""

    name = "tenant_apps.open_data"
    verbose_name = _("open data")
    title = _("Open data")
    icon = "data"
    prefix = "data/"
