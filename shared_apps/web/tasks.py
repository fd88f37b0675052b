"""Delivery of mails. These carry the message itself: a code is stored nowhere else."""

from smtplib import SMTPException
from typing import Any

from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives

from tenants.tasks import background

# How long a mail that is being sent is left alone, and how long a sent one is remembered.
SENDING_SECONDS = 60
SENT_SECONDS = 86_400
RETRIES: dict[str, Any] = {
    "autoretry_for": (SMTPException, OSError),
    "retry_backoff": 5,
    "retry_backoff_max": 600,
    "max_retries": 6,
}


@background(lane="critical", **RETRIES)
def deliver_mail(**mail: Any) -> None:
    """Send a mail of a city; run twice, it leaves once."""
    deliver_once(**mail)


@background(lane="critical", scope="control", **RETRIES)
def deliver_control_mail(**mail: Any) -> None:
    """Send a mail of the control plane; run twice, it leaves once."""
    deliver_once(**mail)


def deliver_once(
    *,
    key: str,
    to: str,
    subject: str,
    text: str,
    html: str,
    sender: str,
    headers: dict[str, str],
) -> None:
    """Hand a message to the mail server, unless that was done under this key."""
    mark = f"mail:{key}"
    if not cache.add(mark, "sending", SENDING_SECONDS):
        return
    message = EmailMultiAlternatives(subject, text, sender, [to], headers=headers)
    message.attach_alternative(html, "text/html")
    try:
        message.send()
    except (SMTPException, OSError):
        cache.delete(mark)
        raise
    cache.set(mark, "sent", SENT_SECONDS)
