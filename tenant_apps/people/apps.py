"""People of a town."""

from django.utils.translation import gettext_lazy as _

from tenants import registry


class PeopleConfig(registry.CityAppConfig):
    """Residents and staff."""

    name = "tenant_apps.people"
    verbose_name = _("people")
    icon = "users"
