"""Questionnaires, and when they can be answered."""

from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Case, DateTimeField, F, IntegerField, Max, Min, Q, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenant_apps.consultations.choices import QuestionnaireStatus
from tenant_apps.consultations.models.questions import Choice, Question
from tenant_apps.processes.choices import ProcessState, Visibility
from tenant_apps.processes.models import Phase, Process

PHASE_KIND = "consultations.questionnaire"
# Order of `ranked()`.
OPEN, UPCOMING, OVER, HIDDEN = range(4)
# Stands for "no end" where questionnaires are sorted by their end.
FAR = datetime(9000, 1, 1, tzinfo=UTC)


class Window(NamedTuple):
    """When a questionnaire can be answered; without an end it stays open."""

    starts_at: datetime
    ends_at: datetime | None

    def is_open_at(self, at: datetime) -> bool:
        """Whether it is open at a moment."""
        return self.starts_at <= at and (self.ends_at is None or at < self.ends_at)

    @property
    def last_minute(self) -> datetime | None:
        """The last minute in which it is open, as shown to people."""
        return self.ends_at - timedelta(minutes=1) if self.ends_at else None


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    """Reads of questionnaires."""

    def visible_to(self, user: Any) -> "QuestionnaireQuerySet":
        """Staff see all; others those of published processes, and dated ones without a process."""
        if getattr(user, "is_staff", False):
            return self.all()
        states = (ProcessState.PUBLISHED, ProcessState.ARCHIVED)
        return self.filter(
            Q(process__state__in=states) | Q(process__isnull=True, opens_at__isnull=False)
        )

    def listed(self) -> "QuestionnaireQuerySet":
        """Those that lists, data and the API show."""
        return self.filter(
            Q(process__isnull=True, opens_at__isnull=False)
            | Q(
                process__state__in=(ProcessState.PUBLISHED, ProcessState.ARCHIVED),
                process__visibility=Visibility.PUBLIC,
            ),
            question_count__gt=0,
        )

    def with_process(self) -> "QuestionnaireQuerySet":
        """With the process and its phases, in one more query."""
        return self.select_related("process").prefetch_related(
            models.Prefetch("process__phases", Phase.objects.order_by("position", "starts_at"))
        )

    def with_questions(self) -> "QuestionnaireQuerySet":
        """With questions and choices, in two more queries."""
        return self.prefetch_related(
            models.Prefetch("questions", Question.objects.order_by("position", "pk")),
            models.Prefetch("questions__choices", Choice.objects.order_by("position", "pk")),
        )

    def ranked(self, at: datetime) -> "QuestionnaireQuerySet":
        """Open first (soonest end first), then upcoming, then over (latest first), then undated.

        Annotates `rank`: OPEN, UPCOMING, OVER or HIDDEN.
        """
        mine = Q(process__phases__kind=PHASE_KIND)
        now_open = mine & Q(process__phases__starts_at__lte=at, process__phases__ends_at__gt=at)
        later = mine & Q(process__phases__starts_at__gt=at)
        far = Value(FAR, DateTimeField())
        own = Q(process__isnull=True, opens_at__isnull=False)
        own_open = own & Q(opens_at__lte=at) & (Q(closes_at__isnull=True) | Q(closes_at__gt=at))
        return self.annotate(
            open_until=Coalesce(
                Min("process__phases__ends_at", filter=now_open),
                Case(When(own_open, then=Coalesce("closes_at", far))),
            ),
            next_start=Coalesce(
                Min("process__phases__starts_at", filter=later),
                Case(When(own & Q(opens_at__gt=at), then="opens_at")),
            ),
            last_end=Coalesce(Max("process__phases__ends_at", filter=mine), "closes_at"),
            rank=Case(
                When(process__state=ProcessState.DRAFT, then=Value(HIDDEN)),
                When(results_published_at__isnull=False, then=Value(OVER)),
                When(process__state=ProcessState.ARCHIVED, then=Value(OVER)),
                When(open_until__isnull=False, then=Value(OPEN)),
                When(next_start__isnull=False, then=Value(UPCOMING)),
                When(last_end__isnull=False, then=Value(OVER)),
                default=Value(HIDDEN),
                output_field=IntegerField(),
            ),
        ).order_by("rank", "open_until", "next_start", F("last_end").desc(nulls_last=True), "-pk")

    def locked(self, pk: int) -> "Questionnaire":
        """The row, locked against answers and other changes."""
        return self.select_for_update(of=("self",)).get(pk=pk)


class Questionnaire(models.Model):
    """Questions put to residents, one answer per account.

    With a process, its phases of kind `consultations.questionnaire` say when it is open; without
    one, `opens_at` and `closes_at` do (no `opens_at`: nobody but staff sees it; no `closes_at`: it
    stays open). Counters are kept by the actions.
    """

    process = models.ForeignKey(
        Process, models.PROTECT, null=True, blank=True, related_name="questionnaires"
    )
    slug = models.CharField(_("address"), max_length=80)
    title = models.CharField(_("title"), max_length=140)
    intro = models.TextField(_("introduction"), max_length=3000, blank=True)
    thank_you = models.TextField(_("words of thanks"), max_length=1000, blank=True)
    opens_at = models.DateTimeField(_("opening"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closing"), null=True, blank=True)
    conclusion = models.TextField(_("what the town retains"), max_length=5000, blank=True)
    results_published_at = models.DateTimeField(_("results published"), null=True, blank=True)
    question_count = models.PositiveSmallIntegerField(_("questions"), default=0)
    answer_count = models.PositiveIntegerField(_("answers"), default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        constraints = (
            models.UniqueConstraint(fields=("slug",), name="questionnaire_slug_key"),
            models.CheckConstraint(
                condition=Q(process__isnull=True)
                | Q(opens_at__isnull=True, closes_at__isnull=True),
                name="questionnaire_process_has_dates",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="questionnaire_closes_after",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("consultations:questionnaire", args=[self.slug])

    @property
    def results_url(self) -> str:
        """Address of its results."""
        return reverse("consultations:results", args=[self.slug])

    @property
    def dataset_slug(self) -> str:
        """Name of its answers among the published data."""
        return f"answers-{self.slug}"

    @cached_property
    def ordered_questions(self) -> "list[Question]":
        """Its questions in order; no query after `with_questions()`."""
        return sorted(self.questions.all(), key=lambda question: (question.position, question.pk))

    @property
    def windows(self) -> list[Window]:
        """When it can be answered, in order; no query after `with_process()`."""
        if self.process is None:
            return [Window(self.opens_at, self.closes_at)] if self.opens_at else []
        phases = (phase for phase in self.process.ordered_phases if phase.kind == PHASE_KIND)
        return sorted(Window(phase.starts_at, phase.ends_at) for phase in phases)

    def window_at(self, at: datetime) -> Window | None:
        """The window to speak of: the open one, else the next, else the last."""
        windows = self.windows
        open_ones = [window for window in windows if window.is_open_at(at)]
        coming = [window for window in windows if window.starts_at > at]
        return next(iter(open_ones or coming or windows[-1:]), None)

    def status_at(self, at: datetime) -> QuestionnaireStatus:
        """Where it stands at a moment."""
        state = self.process.state if self.process else ProcessState.PUBLISHED
        window = self.window_at(at)
        if self.results_published_at:
            return QuestionnaireStatus.PUBLISHED
        if window is None or state == ProcessState.DRAFT:
            return QuestionnaireStatus.DRAFT
        if state != ProcessState.ARCHIVED and window.is_open_at(at):
            return QuestionnaireStatus.OPEN
        if state != ProcessState.ARCHIVED and window.starts_at > at:
            return QuestionnaireStatus.UPCOMING
        return QuestionnaireStatus.CLOSED

    @property
    def status(self) -> QuestionnaireStatus:
        """Where it stands now."""
        return self.status_at(timezone.now())

    @property
    def is_over(self) -> bool:
        """Whether no answer can come any more."""
        return self.status in (QuestionnaireStatus.CLOSED, QuestionnaireStatus.PUBLISHED)

    @property
    def minutes(self) -> int:
        """About how long it takes to answer: a third of a minute a question, at least one."""
        return max(1, round(self.question_count / 3))
