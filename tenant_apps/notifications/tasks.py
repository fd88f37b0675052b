"""Mailing of messages."""

from smtplib import SMTPException
from urllib.parse import urljoin

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from shared_apps.accounts.models import User
from shared_apps.web import mail
from tenant_apps.notifications import queries
from tenant_apps.notifications.models import Notification
from tenants.context import current_city
from tenants.tasks import background


@background(
    lane="default",
    autoretry_for=(SMTPException, OSError),
    retry_backoff=10,
    retry_backoff_max=900,
    max_retries=6,
)
def mail_notification(*, notification_id: int) -> None:
    """Mail a message to its person, if they want mail; run twice, it leaves once."""
    with transaction.atomic():
        found = Notification.objects.select_for_update(of=("self",)).select_related("user")
        message = found.filter(pk=notification_id, mailed_at__isnull=True).first()
        if message is None or not message.user.is_active or not queries.wants_mail(message.user):
            return
        send(message)
        message.mailed_at = timezone.now()
        message.save(update_fields=["mailed_at"])


def send(message: Notification) -> None:
    """Hand the mail of a message over to the mail server."""
    city, user = current_city(), message.user
    with translation.override(user.language):
        stop_url = city.origin + reverse(
            "notifications:unsubscribe", args=[unsubscribe_token(user)]
        )
        context = {
            "subject": message.title,
            "message": message,
            "action_url": urljoin(f"{city.origin}/", message.url) if message.url else "",
            "action_label": _("See it on the portal"),
            "footer_reason": _("You have an account on the portal of %(city)s.")
            % {"city": city.name},
            "stop_url": stop_url,
        }
        mail.compose(
            to=user.email,
            template="notifications/mail/message",
            context=context,
            language=user.language,
            key=f"notification-{message.pk}.{city.uuid}",
            headers={
                "List-Unsubscribe": f"<{stop_url}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        ).send()


def unsubscribe_token(user: User) -> str:
    """Proof, good in this city only, that a mail to the person is at hand."""
    return signing.dumps(user.pk, salt=unsubscribe_salt())


def unsubscribe_salt() -> str:
    """The salt of the current city's tokens."""
    return f"parvis.unsubscribe.{current_city().uuid}"
