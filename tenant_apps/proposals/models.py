"""Ideas: what the town makes of a contribution of the idea box."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from tenant_apps.contributions.models import Contribution
from tenant_apps.processes.models import Process
from tenant_apps.proposals.choices import MEANINGS, Meaning, ProposalStatus

KIND = "proposals.idea"


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Reads of ideas."""

    def published(self) -> "ProposalQuerySet":
        """What everyone may open."""
        return self.filter(contribution__in=Contribution.objects.published())

    def listed(self) -> "ProposalQuerySet":
        """What lists over all processes show."""
        return self.filter(contribution__in=Contribution.objects.listed())

    def overdue(self) -> "ProposalQuerySet":
        """In their status for longer than the town promised."""
        now = timezone.now()
        late = Q(pk__isnull=True)
        for status, meaning in MEANINGS.items():
            if meaning.days is not None:
                since = now - timedelta(days=meaning.days)
                late |= Q(status=status, status_changed_at__lt=since)
        return self.filter(late)

    def visible_to(self, user: Any) -> "ProposalQuerySet":
        """As its contribution."""
        return self.filter(contribution__in=Contribution.objects.visible_to(user))


class Proposal(models.Model):
    """An idea; its key is its contribution's.

    Without a process it stands in the town's permanent idea box. `status` is the town's decision,
    `answer` its official words, empty until somebody answered.
    """

    contribution = models.OneToOneField(
        Contribution, models.CASCADE, primary_key=True, related_name="proposal"
    )
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=ProposalStatus.choices,
        default=ProposalStatus.RECEIVED,
    )
    status_changed_at = models.DateTimeField()
    answer = models.TextField(_("official answer"), max_length=5000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("idea")
        verbose_name_plural = _("ideas")
        constraints = (
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | Q(answer__gt="", answered_at__isnull=False),
                name="proposal_answer_has_date",
            ),
        )
        indexes = (
            models.Index(fields=("status", "status_changed_at"), name="proposal_status_idx"),
        )

    def __str__(self) -> str:
        return self.contribution.title

    def get_absolute_url(self) -> str:
        """Its public page; no query."""
        return reverse("proposals:idea", args=[self.pk])

    @property
    def process(self) -> Process | None:
        """The process that it was submitted to."""
        return self.contribution.process

    @property
    def label(self) -> str:
        """Its status, as a word that stands alone."""
        return capfirst(self.get_status_display())

    @property
    def is_overdue(self) -> bool:
        """Whether it has been in its status for longer than the town promised."""
        days = self.meaning.days
        return days is not None and self.status_changed_at < timezone.now() - timedelta(days=days)

    @property
    def meaning(self) -> Meaning:
        """What its status tells residents."""
        return MEANINGS[ProposalStatus(self.status)]
