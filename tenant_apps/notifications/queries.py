"""Reads of messages that several places need."""

from shared_apps.accounts.models import User
from tenant_apps.notifications.models import MailPreference, Notification


def unread_count(user: User) -> int:
    """How many messages the person has not opened; one query."""
    return Notification.objects.visible_to(user).unread().count()


def wants_mail(user: User) -> bool:
    """Whether messages go to the person's mailbox too; one query."""
    return not MailPreference.objects.filter(user=user, wants_mail=False).exists()
