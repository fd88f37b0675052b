"""The portal itself: home page, search, pages of the footer, back-office home, modules."""

from django.utils.translation import gettext_lazy as _

from tenants import registry
from tenants.snapshot import CitySnapshot


class PortalConfig(registry.CityAppConfig):
    """The portal itself."""

    name = "tenant_apps.portal"
    verbose_name = _("portal")
    title = _("Portal")
    icon = "home"
    urls = "tenant_apps.portal.urls"
    staff_urls = "tenant_apps.portal.staff_urls"
    footer_menu = (
        (_("Accessibility"), "portal:accessibility"),
        (_("Participation charter"), "portal:charter"),
        (_("Personal data"), "portal:personal_data"),
        (_("Legal notice"), "portal:legal_notice"),
    )
    staff_menu = ((_("Today"), "portal_staff:home"),)
    position = 0
    jobs = ("tenant_apps.portal.jobs.roll_up_activity",)

    def set_up_city(self, city: CitySnapshot) -> None:
        """The pages of the footer, with texts that hold until the town writes its own."""
        from tenant_apps.portal.actions import create_pages

        create_pages(city)
