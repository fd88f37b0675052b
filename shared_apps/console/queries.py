"""Reads of the console: every city on one page, the control plane's events."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils import timezone

from shared_apps.audit.models import AuditEvent
from tenants.models import City, CityModule, CityQuerySet, Domain, Tier

ACTIVE_DAYS = 30


@dataclass(frozen=True)
class Figures:
    """What stands on top of the list of cities."""

    cities: int
    population: int
    active: int
    found: int


def listed_cities() -> CityQuerySet:
    """Every city that has not been erased, with its tier, modules and address in one query."""
    tiers = Tier.objects.filter(plan=OuterRef("plan")).filter(
        Q(max_population=None) | Q(max_population__gte=OuterRef("population"))
    )
    modules = CityModule.objects.filter(city=OuterRef("pk"), is_allowed=True, is_enabled=True)
    hosts = Domain.objects.filter(city=OuterRef("pk"), is_primary=True)
    cities: CityQuerySet = City.objects.existing().annotate(
        tier_id=Subquery(tiers.order_by("position").values("pk")[:1]),
        module_labels=ArraySubquery(modules.order_by("module").values("module")),
        host=Subquery(hosts.values("host")[:1]),
    )
    return cities


def figures(found: CityQuerySet) -> Figures:
    """Totals of all cities, and how many the filters have found; one query."""
    since = timezone.now() - timedelta(days=ACTIVE_DAYS)
    sums = City.objects.existing().aggregate(
        cities=Count("pk"),
        population=Sum("population"),
        active=Count("pk", filter=Q(last_active_at__gte=since)),
        found=Count("pk", filter=Q(pk__in=found.values("pk"))),
    )
    return Figures(sums["cities"], sums["population"] or 0, sums["active"], sums["found"])


def events() -> QuerySet[AuditEvent]:
    """What operators did, the latest first."""
    return AuditEvent.objects.select_related("actor").order_by("-created_at", "-pk")


def events_of(city: City) -> QuerySet[AuditEvent]:
    """What operators did to one city, the latest first."""
    return events().filter(subject_type="tenants.city", subject_id=str(city.pk))
