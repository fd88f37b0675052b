"""Processes and their dated phases."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shared_apps.ui import formats
from tenant_apps.processes.choices import PhaseStatus, ProcessState, Visibility
from tenants import registry
from tenants.context import current_city

SEARCH_CONFIG = "extensions.french_unaccent"


def city_zone() -> ZoneInfo:
    """The time zone of the current city, in which its days begin and end."""
    return ZoneInfo(current_city().time_zone)


def start_of_day(day: date) -> datetime:
    """The first instant of a day in the city's time zone, in nights of clock change too."""
    return datetime.combine(day, time.min, tzinfo=city_zone()).astimezone(UTC)


def day_of(moment: datetime) -> date:
    """The day of an instant in the city's time zone."""
    return moment.astimezone(city_zone()).date()


def days_later(moment: datetime, days: timedelta) -> datetime:
    """The same hour of the city's clocks some days later, whatever they do in between."""
    if moment == start_of_day(day_of(moment)):
        return start_of_day(day_of(moment) + days)
    local = moment.astimezone(city_zone())
    return (local.replace(tzinfo=None) + days).replace(tzinfo=local.tzinfo).astimezone(UTC)


class ProcessQuerySet(models.QuerySet["Process"]):
    """Reads of processes."""

    def published(self) -> "ProcessQuerySet":
        """Processes that residents may open."""
        return self.filter(state__in=(ProcessState.PUBLISHED, ProcessState.ARCHIVED))

    def listed(self) -> "ProcessQuerySet":
        """Processes that lists show."""
        return self.published().filter(visibility=Visibility.PUBLIC)

    def visible_to(self, user: Any) -> "ProcessQuerySet":
        """What the person may open: staff everything, others what is published."""
        return self.all() if getattr(user, "is_staff", False) else self.published()

    def matching(self, text: str) -> "ProcessQuerySet":
        """Those whose texts hold these words, in any inflection, with or without accents."""
        fields = ("title", "question", "summary", "easy_summary", "description", "area")
        return self.annotate(words=SearchVector(*fields, config=SEARCH_CONFIG)).filter(
            words=SearchQuery(text, config=SEARCH_CONFIG, search_type="websearch")
        )

    def with_phases(self) -> "ProcessQuerySet":
        """With their phases loaded, in one more query."""
        return self.prefetch_related(
            models.Prefetch("phases", Phase.objects.order_by("position", "starts_at"))
        )


class Process(models.Model):
    """A participation process: a question put to residents, with phases.

    `easy_summary` is the easy-read text and stands first. `question` is what is decided.
    """

    slug = models.CharField(_("address"), max_length=80)
    title = models.CharField(_("title"), max_length=140)
    question = models.CharField(_("what is being decided"), max_length=240, blank=True)
    summary = models.TextField(_("summary"), max_length=600, blank=True)
    easy_summary = models.TextField(_("in easy words"), max_length=600, blank=True)
    description = models.TextField(_("description"), max_length=20_000, blank=True)
    area = models.CharField(_("area"), max_length=80, blank=True)
    state = models.CharField(
        max_length=10, choices=ProcessState.choices, default=ProcessState.DRAFT
    )
    visibility = models.CharField(
        _("who can see it"), max_length=10, choices=Visibility.choices, default=Visibility.PUBLIC
    )
    template = models.CharField(max_length=60, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ProcessQuerySet.as_manager()

    class Meta:
        verbose_name = _("process")
        verbose_name_plural = _("processes")
        constraints = (
            models.UniqueConstraint(fields=("slug",), name="process_slug_key"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="process_published_has_date",
            ),
        )
        indexes = (models.Index(fields=("state", "-published_at"), name="process_state_idx"),)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Address of its page."""
        return reverse("processes:process", args=[self.slug])

    @cached_property
    def ordered_phases(self) -> "list[Phase]":
        """Its phases in order; no query after `with_phases()`."""
        return sorted(self.phases.all(), key=lambda phase: (phase.position, phase.starts_at))

    def phases_at(self, at: datetime) -> "list[Phase]":
        """Phases that are open at a moment."""
        return [phase for phase in self.ordered_phases if phase.is_open_at(at)]

    @property
    def current_phase(self) -> "Phase | None":
        """The last open phase now, else the next one, else the last one."""
        now = timezone.now()
        if open_phases := self.phases_at(now):
            return open_phases[-1]
        upcoming = [phase for phase in self.ordered_phases if phase.starts_at > now]
        return upcoming[0] if upcoming else next(iter(self.ordered_phases[-1:]), None)


class PhaseQuerySet(models.QuerySet["Phase"]):
    """Reads of phases."""

    def open_at(self, at: datetime) -> "PhaseQuerySet":
        """Phases that are open at a moment."""
        return self.filter(starts_at__lte=at, ends_at__gt=at)


class Phase(models.Model):
    """A dated step of a process, of a kind that a module declares; phases may overlap.

    `ends_at` is the first instant after the phase: a phase until 28 March ends at midnight of the
    29th in the city's time zone, and its last minute is 23:59 of the 28th.
    """

    process = models.ForeignKey(Process, models.CASCADE, related_name="phases")
    kind = models.CharField(_("kind"), max_length=60)
    title = models.CharField(_("title"), max_length=80)
    description = models.TextField(_("what happens in this phase"), max_length=2000, blank=True)
    # Written once the phase is over: the page says it beside what comes next.
    outcome = models.TextField(_("what came of it"), max_length=2000, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    starts_at = models.DateTimeField(_("opens"))
    ends_at = models.DateTimeField(_("closes"))
    # How staff tightened its rules, e.g. {"minimum_age": 16}; checked by the rules' own form.
    rule_options = models.JSONField(default=dict, blank=True)

    objects = PhaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="phase_ends_after"
            ),
        )
        indexes = (models.Index(fields=("starts_at", "ends_at"), name="phase_dates_idx"),)

    def __str__(self) -> str:
        return self.title

    @property
    def kind_object(self) -> registry.PhaseKind | None:
        """What its kind opens; None where the module is gone."""
        return registry.phase_kinds().get(self.kind)

    def is_open_at(self, at: datetime) -> bool:
        """Whether it is open at a moment."""
        return self.starts_at <= at < self.ends_at

    def status_at(self, at: datetime) -> PhaseStatus:
        """Where it stands at a moment."""
        if at < self.starts_at:
            return PhaseStatus.UPCOMING
        return PhaseStatus.OPEN if at < self.ends_at else PhaseStatus.CLOSED

    @property
    def status(self) -> PhaseStatus:
        """Where it stands now."""
        return self.status_at(timezone.now())

    @property
    def last_minute(self) -> datetime:
        """The last minute in which it is open, as shown to people."""
        return self.ends_at.astimezone(UTC) - timedelta(minutes=1)

    @property
    def first_day(self) -> date:
        """The day on which it opens, in the city's time zone."""
        return day_of(self.starts_at)

    @property
    def last_day(self) -> date:
        """The last day on which it is open, in the city's time zone."""
        return day_of(self.ends_at.astimezone(UTC) - timedelta(microseconds=1))

    @property
    def dates_in_words(self) -> str:
        """`du lundi 2 mars au dimanche 28 mars`: both days included."""
        first, last = formats.date_words(self.first_day), formats.date_words(self.last_day)
        if self.first_day == self.last_day:
            return gettext("on %(day)s") % {"day": first}
        return gettext("from %(first)s to %(last)s") % {"first": first, "last": last}
