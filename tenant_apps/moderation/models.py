"""Cases of moderation and the flags that opened them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from shared_apps.accounts.models import User
from tenant_apps.comments.models import Comment
from tenant_apps.contributions.choices import CharterRule
from tenant_apps.contributions.models import Contribution
from tenant_apps.moderation.choices import LIVE, TO_DECIDE, CaseState


class CaseQuerySet(models.QuerySet["Case"]):
    """Reads of cases."""

    def to_decide(self) -> "CaseQuerySet":
        """What waits for somebody of the town."""
        return self.filter(state__in=TO_DECIDE)

    def decided(self) -> "CaseQuerySet":
        """What was decided, whatever came of it."""
        return self.filter(decided_at__isnull=False)

    def live(self) -> "CaseQuerySet":
        """Not over."""
        return self.filter(state__in=LIVE)

    def with_items(self) -> "CaseQuerySet":
        """With what they are about and who is concerned, in the same query."""
        return self.select_related(
            "contribution__author", "comment__author", "comment__contribution", "decided_by"
        )


class Case(models.Model):
    """A contribution or a comment before the moderators.

    Opened by the first flag or by the moderator who hides without one. `text` is what was judged,
    as it was on the day of the decision. Nothing is hidden by the number of its flags.
    """

    contribution = models.ForeignKey(
        Contribution, models.CASCADE, null=True, blank=True, related_name="cases"
    )
    comment = models.ForeignKey(
        Comment, models.CASCADE, null=True, blank=True, related_name="cases"
    )
    state = models.CharField(max_length=10, choices=CaseState.choices, default=CaseState.FLAGGED)
    rule = models.CharField(_("rule"), max_length=14, choices=CharterRule.choices, blank=True)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    text = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    appeal = models.TextField(_("appeal"), max_length=2000, blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("answer to the appeal"), max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("moderation case")
        verbose_name_plural = _("moderation cases")
        constraints = (
            models.CheckConstraint(
                condition=Q(contribution__isnull=False, comment__isnull=True)
                | Q(contribution__isnull=True, comment__isnull=False),
                name="case_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(state="flagged") | Q(decided_at__isnull=False),
                name="case_decided_has_date",
            ),
            models.UniqueConstraint(
                fields=("contribution",),
                condition=Q(state__in=LIVE),
                name="case_live_contribution_key",
            ),
            models.UniqueConstraint(
                fields=("comment",), condition=Q(state__in=LIVE), name="case_live_comment_key"
            ),
        )
        indexes = (
            models.Index(fields=("state", "created_at"), name="case_state_idx"),
            models.Index(fields=("-decided_at",), name="case_decided_idx"),
        )

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def label(self) -> str:
        """Its state, as a word that stands alone."""
        return capfirst(self.get_state_display())

    @property
    def item(self) -> Contribution | Comment:
        """What it is about; no query after `with_items()`."""
        if self.comment is not None:
            return self.comment
        assert self.contribution is not None
        return self.contribution

    @property
    def author(self) -> User | None:
        """Who wrote it."""
        return self.item.author

    @property
    def title(self) -> str:
        """The title of the contribution, or of the one that was commented on."""
        item = self.item
        return item.contribution.title if isinstance(item, Comment) else item.title

    @property
    def words(self) -> str:
        """The words now."""
        return self.item.body

    def get_absolute_url(self) -> str:
        """Where the words stand."""
        item = self.item
        if isinstance(item, Comment):
            return f"{item.contribution.get_absolute_url()}#{item.anchor}"
        return item.get_absolute_url()


class Flag(models.Model):
    """Somebody tells the moderators of a text; once for each case."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="flags")
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    rule = models.CharField(_("what is wrong?"), max_length=14, choices=CharterRule.choices)
    note = models.TextField(_("anything to add?"), max_length=600, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("flag")
        verbose_name_plural = _("flags")
        constraints = (models.UniqueConstraint(fields=("case", "reporter"), name="flag_once_key"),)

    def __str__(self) -> str:
        return self.get_rule_display()
