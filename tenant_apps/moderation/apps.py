"""Moderation."""

from django.utils.translation import gettext_lazy as _

from tenants import registry


class ModerationConfig(registry.CityAppConfig):
    """Moderation."""

    name = "tenant_apps.moderation"
    verbose_name = _("moderation")
    title = _("Moderation")
    icon = "shield"
