"""Contributions: what residents publish, whatever module gives it meaning."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenant_apps.contributions.choices import CharterRule, ContributionState
from tenant_apps.processes.choices import ProcessState, Visibility
from tenant_apps.processes.models import Process
from tenants import registry

SEARCH_CONFIG = "extensions.french_unaccent"
PUBLISHED = Q(state=ContributionState.PUBLISHED) & (
    Q(process__isnull=True) | Q(process__state__in=(ProcessState.PUBLISHED, ProcessState.ARCHIVED))
)


class ContributionQuerySet(models.QuerySet["Contribution"]):
    """Reads of contributions."""

    def published(self) -> "ContributionQuerySet":
        """What everyone may open: published, and not of a process still in preparation."""
        return self.filter(PUBLISHED)

    def listed(self) -> "ContributionQuerySet":
        """What lists over all processes show."""
        return self.published().exclude(process__visibility=Visibility.UNLISTED)

    def visible_to(self, user: Any) -> "ContributionQuerySet":
        """Staff see everything but drafts of others; authors their own; others the published."""
        if getattr(user, "is_staff", False):
            return self.filter(~Q(state=ContributionState.DRAFT) | Q(author_id=user.pk))
        if getattr(user, "is_authenticated", False):
            return self.filter(PUBLISHED | Q(author_id=user.pk))
        return self.published()

    def search_for(self, text: str) -> "ContributionQuerySet":
        """What holds these words in any form, best first by `rank`; accents do not matter."""
        query = SearchQuery(text, config=SEARCH_CONFIG, search_type="websearch")
        return self.filter(search=query).annotate(rank=SearchRank(F("search"), query))


class Contribution(models.Model):
    """Something a resident publishes; others discuss, support, follow and flag it.

    `author` is empty after the author's account was deleted. Counters are kept by the actions
    that change what they count. `excerpt` is the start of `body` for lists. `hidden_rule` is the
    rule that a hidden one has broken.
    """

    kind = models.CharField(max_length=40)
    process = models.ForeignKey(
        Process, models.PROTECT, null=True, blank=True, related_name="contributions"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    title = models.CharField(_("title"), max_length=140)
    body = models.TextField(_("text"), max_length=10_000)
    excerpt = models.CharField(max_length=240, blank=True, editable=False)
    place = models.CharField(_("place"), max_length=140, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=ContributionState.choices, default=ContributionState.DRAFT
    )
    hidden_rule = models.CharField(max_length=14, choices=CharterRule.choices, blank=True)
    support_count = models.PositiveIntegerField(default=0)
    comment_count = models.PositiveIntegerField(default=0)
    follow_count = models.PositiveIntegerField(default=0)
    search = SearchVectorField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="contribution_published_has_date",
            ),
            models.CheckConstraint(
                condition=Q(state="hidden", hidden_rule__gt="")
                | (~Q(state="hidden") & Q(hidden_rule="")),
                name="contribution_hidden_has_rule",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="contribution_place_on_earth",
            ),
        )
        indexes = (
            models.Index(fields=("kind", "state", "-published_at"), name="contribution_recent_idx"),
            models.Index(
                fields=("kind", "state", "-support_count"), name="contribution_supported_idx"
            ),
            GinIndex(fields=("search",), name="contribution_search_idx"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def kind_object(self) -> registry.ContributionKind:
        """The module's declaration of its kind."""
        return registry.contribution_kinds()[self.kind]

    def get_absolute_url(self) -> str:
        """Its public page, which its module owns."""
        return self.kind_object.url(self)
