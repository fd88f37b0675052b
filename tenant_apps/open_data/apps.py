"""Open data: what participation produced, published without identity."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from tenants import registry


class OpenDataConfig(registry.ModuleConfig):
    """Open data."""

    name = "tenant_apps.open_data"
    verbose_name = _("open data")
    title = _("Open data")
    summary = _("Publish what participation produced: tables, files, an API.")
    icon = "data"
    prefix = "data/"
    urls = "tenant_apps.open_data.urls"
    api = "tenant_apps.open_data.api_urls"
    menu = ((_("Open data"), "open_data:datasets"),)
    position = 80

    def datasets(self) -> Sequence[registry.Dataset]:
        """Processes and their phases."""
        from tenant_apps.open_data.exports import datasets

        return datasets()
