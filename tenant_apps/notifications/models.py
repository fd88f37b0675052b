"""Messages to people, and whether they want them by e-mail too."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shared_apps.accounts.models import User


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Reads of messages."""

    def visible_to(self, user: User) -> "NotificationQuerySet":
        """A person's own."""
        return self.filter(user_id=user.pk)

    def unread(self) -> "NotificationQuerySet":
        """Those that the person has not opened."""
        return self.filter(read_at__isnull=True)


class Notification(models.Model):
    """A message to one person, in their language; the portal shows it, a mail may carry it.

    `kind` is the verb that it tells of, e.g. "moderation.hide_comment"; `url` is where it leads.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications", db_index=False
    )
    kind = models.CharField(_("kind"), max_length=60)
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"), blank=True)
    url = models.CharField(_("address"), max_length=500, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    # When its mail was handed over; makes the mailing task safe to run twice.
    mailed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = (
            models.Index(fields=("user", "-created_at", "-id"), name="notification_user_idx"),
            models.Index(
                fields=("user",), condition=Q(read_at__isnull=True), name="notification_unread_idx"
            ),
        )

    def __str__(self) -> str:
        return self.title


class MailPreference(models.Model):
    """Whether a person wants messages by e-mail; without a row they do."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_preference"
    )
    wants_mail = models.BooleanField(_("Messages by e-mail"), default=True)

    class Meta:
        verbose_name = _("mail preference")
        verbose_name_plural = _("mail preferences")

    def __str__(self) -> str:
        return str(self.wants_mail)
