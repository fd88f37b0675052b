"""People of a town."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from tenants import registry

if TYPE_CHECKING:
    from tenants.snapshot import CitySnapshot


class PeopleConfig(registry.CityAppConfig):
    """Residents and staff, their own pages and the town's list of them."""

    name = "tenant_apps.people"
    verbose_name = _("people")
    title = _("People")
    icon = "users"
    prefix = "people/"
    urls = "tenant_apps.people.urls"
    staff_urls = "tenant_apps.people.staff_urls"
    # The last of the menu, with the two pages that no other app of this position could bring.
    staff_menu = (
        (_("People"), "people_staff:people"),
        (_("Settings"), "portal_staff:settings", "gear"),
        (_("Audit log"), "audit:events", "clock"),
    )
    jobs = ("tenant_apps.people.tasks.delete_expired_sessions",)
    position = 200

    def account_menu(self, user: Any) -> Sequence[tuple[registry.Text, str, int]]:
        """The person's own page."""
        return ((_("My account"), "people:profile", 0),)

    def person_data(self, user: Any) -> Mapping[str, Any]:
        """The account itself."""
        from tenant_apps.people import exports

        return exports.person_data(user)

    def usage(self) -> Mapping[str, int]:
        """Accounts that belong to somebody."""
        from shared_apps.accounts.models import User

        return {"people": User.objects.filter(erased_at__isnull=True).count()}

    def demo(self, city: "CitySnapshot") -> None:
        """The accounts that the demo prints, and residents for its content."""
        from tenant_apps.people import demo

        demo.fill(city)
