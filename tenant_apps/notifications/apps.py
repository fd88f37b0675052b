"""Messages."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from tenants import registry

if TYPE_CHECKING:
    from tenants.snapshot import CitySnapshot


class NotificationsConfig(registry.CityAppConfig):
    """Messages to people, on the portal and by e-mail."""

    name = "tenant_apps.notifications"
    verbose_name = _("messages")
    title = _("Messages")
    icon = "bell"
    prefix = "notifications/"
    urls = "tenant_apps.notifications.urls"
    position = 10

    def account_menu(self, user: Any) -> Sequence[tuple[registry.Text, str, int]]:
        """The bell, with how many messages are new."""
        from tenant_apps.notifications import queries

        return ((_("Messages"), "notifications:notifications", queries.unread_count(user)),)

    def person_data(self, user: Any) -> Mapping[str, Any]:
        """Every message and the choice of mail."""
        from tenant_apps.notifications import exports

        return exports.person_data(user)

    def erase_person(self, user: Any) -> None:
        """Messages are the person's alone: they go."""
        from tenant_apps.notifications.models import MailPreference, Notification

        Notification.objects.filter(user=user).delete()
        MailPreference.objects.filter(user=user).delete()

    def demo(self, city: "CitySnapshot") -> None:
        """A few messages for the demo's resident."""
        from tenant_apps.notifications import demo

        demo.fill(city)
