"""Tables of the control plane: territories, plans, cities and what leads to them."""

from typing import Any, ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_tenants.models import TenantMixin
from ulid import ULID

from tenants.choices import SERVED_STATES, CityState, DomainKind, TerritoryKind
from tenants.register.names import normalized


def new_schema_name() -> str:
    """An opaque schema name, never derived from a city's name or host."""
    return f"t_{ULID()}".lower()


class TerritoryQuerySet(models.QuerySet["Territory"]):
    """Reads of the register."""

    def matching(self, text: str) -> "TerritoryQuerySet":
        """Territories of that name or code, then those whose name starts so or holds the text.

        Hyphens, accents and case do not matter. Within each, the most populous first.
        """
        wanted = normalized(text)
        found = self.filter(Q(search_name__contains=wanted) | Q(code=text.strip()))
        rank = models.Case(
            models.When(search_name=wanted, then=0),
            models.When(search_name__startswith=wanted, then=1),
            default=2,
            output_field=models.IntegerField(),
        )
        return found.annotate(starts=rank).order_by("starts", "-population", "code")


class Territory(models.Model):
    """A commune, intercommunality, department or region of the official register.

    `parent` is the code of a commune's intercommunality. `population` is the municipal
    population in force in `vintage`; a few territories have none.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=TerritoryKind.choices)
    code = models.CharField(_("code"), max_length=9)
    name = models.CharField(_("name"), max_length=120)
    search_name = models.CharField(max_length=120)
    department = models.CharField(_("department"), max_length=3, blank=True)
    region = models.CharField(_("region"), max_length=3, blank=True)
    siren = models.CharField(_("SIREN"), max_length=9, blank=True)
    postal_codes = ArrayField(models.CharField(max_length=5), default=list, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    parent = models.CharField(max_length=9, blank=True)
    vintage = models.PositiveSmallIntegerField(_("year in force"))

    objects = TerritoryQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kind", "code"), name="territory_kind_code_key"),
        )
        indexes = (
            models.Index(fields=("search_name",), name="territory_name_idx"),
            models.Index(fields=("code",), name="territory_code_idx"),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.department})" if self.department else self.name


class Plan(models.Model):
    """What a city pays for; its price follows the population through tiers."""

    code = models.CharField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=80)
    modules = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        help_text=_("Modules that the base price includes."),
    )

    def __str__(self) -> str:
        return self.name


class Tier(models.Model):
    """A step of a plan's price: populations of at most `max_population`.

    Amounts are euros a year, without tax. `max_population` and the amounts are empty in the
    last tier, whose price is made by quote. The bound is included: "under 2,000" is stored as
    1,999, "to 5,000" as 5,000.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="tiers")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=60)
    max_population = models.PositiveIntegerField(null=True, blank=True)
    base_amount = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    module_amount = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("plan", "position"), name="tier_plan_position_key"),
            models.CheckConstraint(
                condition=Q(base_amount__isnull=True, module_amount__isnull=True)
                | Q(base_amount__gte=0, module_amount__gte=0),
                name="tier_amounts_together",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_by_quote(self) -> bool:
        """Whether the price is agreed with the city instead of read from the tier."""
        return self.base_amount is None


class CityQuerySet(models.QuerySet["City"]):
    """Reads of cities."""

    def served(self) -> "CityQuerySet":
        """Cities whose portal answers."""
        return self.filter(state__in=SERVED_STATES)

    def existing(self) -> "CityQuerySet":
        """Cities that have not been erased."""
        return self.exclude(state=CityState.ERASED)


class City(TenantMixin):  # type: ignore[misc]
    """A customer of the vendor: a territory with a portal and a schema of its own."""

    auto_create_schema = False
    auto_drop_schema = False

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    schema_name = models.CharField(max_length=63, unique=True, default=new_schema_name)
    slug = models.CharField(_("address"), max_length=40)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=TerritoryKind.choices)
    code = models.CharField(_("official code"), max_length=9)
    department = models.CharField(max_length=3, blank=True)
    region = models.CharField(max_length=3, blank=True)
    siren = models.CharField(max_length=9, blank=True)
    postal_codes = ArrayField(models.CharField(max_length=5), default=list, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    population_vintage = models.PositiveSmallIntegerField(null=True, blank=True)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=12, choices=CityState.choices, default=CityState.PROVISIONING
    )
    language = models.CharField(max_length=2, default="fr")
    time_zone = models.CharField(max_length=40, default="Europe/Paris")
    tagline = models.CharField(_("one sentence"), max_length=160, blank=True)
    brand_color = models.CharField(max_length=7, default="#0b5d66")
    accent_color = models.CharField(max_length=7, default="#e4572e")
    logo = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    last_active_at = models.DateTimeField(null=True, blank=True)

    objects = CityQuerySet.as_manager()

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        constraints = (
            models.UniqueConstraint(
                fields=("slug",), condition=~Q(state="erased"), name="city_slug_key"
            ),
            models.UniqueConstraint(
                fields=("kind", "code"), condition=~Q(state="erased"), name="city_territory_key"
            ),
            models.CheckConstraint(
                condition=Q(slug__regex=r"^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$"),
                name="city_slug_is_a_host_label",
            ),
        )
        indexes = (models.Index(fields=("state", "name"), name="city_state_name_idx"),)

    # django-tenants' base writes schemas from save(); provisioning does that here.
    _previous_tenant: ClassVar[list[Any]] = []

    def __str__(self) -> str:
        return self.name

    @property
    def is_served(self) -> bool:
        """Whether the portal answers."""
        return self.state in SERVED_STATES


class CityModule(models.Model):
    """A module of a city: allowed by contract, enabled by the city. Both are needed."""

    city = models.ForeignKey(City, models.CASCADE, related_name="modules")
    module = models.CharField(max_length=40)
    is_allowed = models.BooleanField(default=True)
    is_enabled = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("city", "module"), name="citymodule_city_module_key"),
        )

    def __str__(self) -> str:
        return self.module

    @property
    def is_on(self) -> bool:
        """Whether residents see it."""
        return self.is_allowed and self.is_enabled


class Domain(models.Model):
    """A host name that leads to a city. Hosts are stored in lower-case ASCII (IDNA)."""

    host = models.CharField(max_length=253, unique=True)
    city = models.ForeignKey(City, models.CASCADE, related_name="domains")
    kind = models.CharField(max_length=8, choices=DomainKind.choices, default=DomainKind.PLATFORM)
    is_primary = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("city",), condition=Q(is_primary=True), name="domain_one_primary"
            ),
        )

    def __str__(self) -> str:
        return self.host


class SchemaTemplate(models.Model):
    """The SQL that makes an empty city, for one state of the code's migrations."""

    fingerprint = models.CharField(max_length=64, unique=True)
    sql = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.fingerprint
