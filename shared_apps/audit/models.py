"""The table of events; rows are written once and never changed."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    """Reads of events, and additions; nothing else."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse: the log only grows."""
        raise TypeError("Audit events are never changed.")

    def delete(self) -> NoReturn:
        """Refuse: the log only grows."""
        raise TypeError("Audit events are never deleted.")

    def visible_to(self, user: Any) -> "AuditEventQuerySet":
        """Everything, for those whose role lets them read the log; the guard has asked."""
        return self.all()


class AuditEvent(models.Model):
    """Somebody (or the system, where `actor` is empty) did `verb` to `subject`."""

    verb = models.CharField(_("action"), max_length=80)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Model label and key of what it was done to, e.g. "budgets.ballot" and "12".
    subject_type = models.CharField(max_length=80, blank=True)
    subject_id = models.CharField(max_length=64, blank=True)
    data = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(_("date"), default=timezone.now, editable=False)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = (
            models.Index(fields=("subject_type", "subject_id"), name="audit_subject_idx"),
            models.Index(fields=("-created_at",), name="audit_created_idx"),
            models.Index(fields=("verb", "-created_at"), name="audit_verb_idx"),
        )

    def __str__(self) -> str:
        return self.verb

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new event; an existing one stays as it is."""
        if not self._state.adding:
            raise TypeError("Audit events are never changed.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: the log only grows, until retention prunes it by age."""
        raise TypeError("Audit events are never deleted one by one.")
