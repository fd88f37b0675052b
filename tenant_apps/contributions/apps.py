"""Contributions."""

from django.utils.translation import gettext_lazy as _

from tenants import registry


class ContributionsConfig(registry.CityAppConfig):
    """Contributions."""

    name = "tenant_apps.contributions"
    verbose_name = _("contributions")
    title = _("Contributions")
    icon = "idea"
