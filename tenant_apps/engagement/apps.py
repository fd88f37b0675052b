"""Supports and follows."""

from django.utils.translation import gettext_lazy as _

from tenants import registry


class EngagementConfig(registry.CityAppConfig):
    """Supports and follows."""

    name = "tenant_apps.engagement"
    verbose_name = _("supports and follows")
    title = _("Supports and follows")
    icon = "support"
