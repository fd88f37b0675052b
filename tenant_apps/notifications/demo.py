"""Messages that the demo's resident finds on the portal; none is mailed."""

from datetime import timedelta

from django.utils import timezone

from shared_apps.accounts.models import User
from tenant_apps.notifications.models import Notification
from tenants.snapshot import CitySnapshot

# Kind, title, text, address, days ago, whether it has been read.
MESSAGES = (
    (
        "portal.welcome",
        "Bienvenue sur le portail de participation",
        "Vous pouvez déposer des idées, soutenir celles des autres, commenter et voter."
        " Commencez par ce qui est ouvert en ce moment.",
        "/",
        21,
        True,
    ),
    (
        "people.edit_profile",
        "Vos données vous appartiennent",
        "Depuis votre compte, vous choisissez le nom que voient les autres, vous téléchargez"
        " vos données et vous décidez des courriels que vous recevez.",
        "/people/me/",
        20,
        True,
    ),
    (
        "processes.publish_process",
        "Une démarche est ouverte dans votre commune",
        "Il reste quelques jours pour donner votre avis. Quelques minutes suffisent.",
        "/",
        2,
        False,
    ),
)


def fill(city: CitySnapshot) -> None:
    """The account was made by the app before this one."""
    resident = User.objects.get(email=f"resident@{city.slug}.test")
    now = timezone.now()
    created = Notification.objects.bulk_create(
        Notification(
            user=resident,
            kind=kind,
            title=title,
            body=body,
            url=url,
            mailed_at=now,
            read_at=now if is_read else None,
        )
        for kind, title, body, url, _days, is_read in MESSAGES
    )
    # The database set the moment of creation to now.
    for message, (*_rest, days, _is_read) in zip(created, MESSAGES, strict=True):
        message.created_at = now - timedelta(days=days)
    Notification.objects.bulk_update(created, ["created_at"])
