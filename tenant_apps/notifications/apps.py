"""Messages."""

from django.utils.translation import gettext_lazy as _

from tenants import registry


class NotificationsConfig(registry.CityAppConfig):
    """Messages."""

    name = "tenant_apps.notifications"
    verbose_name = _("messages")
    title = _("Messages")
    icon = "bell"
