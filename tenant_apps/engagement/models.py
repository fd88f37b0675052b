"""Supports and follows of contributions."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenant_apps.contributions.models import Contribution


class Support(models.Model):
    """A person supports a contribution; once."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="supports")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("support")
        verbose_name_plural = _("supports")
        constraints = (
            models.UniqueConstraint(fields=("contribution", "user"), name="support_once_key"),
        )

    def __str__(self) -> str:
        return f"{self.user_id} → {self.contribution_id}"


class Follow(models.Model):
    """A person is told what becomes of a contribution."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="follows")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        constraints = (
            models.UniqueConstraint(fields=("contribution", "user"), name="follow_once_key"),
        )

    def __str__(self) -> str:
        return f"{self.user_id} → {self.contribution_id}"
