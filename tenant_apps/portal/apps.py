"""Portal."""

from django.utils.translation import gettext_lazy as _

from tenants import registry


class PortalConfig(registry.CityAppConfig):
    """Portal."""

    name = "tenant_apps.portal"
    verbose_name = _("portal")
    title = _("Portal")
    icon = "home"
