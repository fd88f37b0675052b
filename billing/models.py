"""Tables of billing, in the control plane: contracts, invoices, requests for portals."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from billing.choices import InvoiceState
from tenants.models import City, Plan, Territory

CENT = Decimal("0.01")
VAT_RATE = Decimal("20.00")


def rounded(amount: Decimal) -> Decimal:
    """An amount to the cent, halves away from zero as accountants do."""
    return amount.quantize(CENT, ROUND_HALF_UP)


class Subscription(models.Model):
    """The contract of a city: its plan, and the population that its tier is read from.

    The population is frozen with its year until the contract is renewed. `renews_on` is the
    first day that no issued invoice covers. `quote_amount` is the yearly amount agreed with a
    city whose tier has no price of its own.
    """

    city = models.OneToOneField(City, models.PROTECT, related_name="subscription")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="subscriptions")
    starts_on = models.DateField(_("first day"))
    renews_on = models.DateField(_("next invoice"))
    quote_amount = models.DecimalField(
        _("agreed amount"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Euros a year, without tax."),
    )
    population = models.PositiveIntegerField(_("population billed on"), null=True, blank=True)
    population_vintage = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = (
            models.CheckConstraint(
                condition=Q(renews_on__gte=models.F("starts_on")),
                name="subscription_renews_after_start",
            ),
            models.CheckConstraint(
                condition=Q(quote_amount__isnull=True) | Q(quote_amount__gt=0),
                name="subscription_quote_positive",
            ),
        )

    def __str__(self) -> str:
        return f"{self.city_id}: {self.starts_on}"


class InvoiceSequence(models.Model):
    """The last invoice number given in a year; its row is locked while a number is given."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class InvoiceQuerySet(models.QuerySet["Invoice"]):
    """Reads of invoices."""

    def late_on(self, day: date) -> "InvoiceQuerySet":
        """Invoices whose payment is overdue on that day."""
        return self.filter(state=InvoiceState.ISSUED, due_on__lt=day)


class Invoice(models.Model):
    """What a city owes for one period. Once issued, it never changes but for its payment.

    The customer's name and number are copied, so that an invoice outlives the city's portal.
    """

    subscription = models.ForeignKey(Subscription, models.PROTECT, related_name="invoices")
    number = models.CharField(_("number"), max_length=20, blank=True)
    state = models.CharField(max_length=6, choices=InvoiceState.choices, default=InvoiceState.DRAFT)
    customer_name = models.CharField(max_length=120)
    customer_siren = models.CharField(max_length=9, blank=True)
    customer_place = models.CharField(max_length=140, blank=True)
    starts_on = models.DateField(_("first day of the period"))
    ends_on = models.DateField(_("last day of the period"))
    issued_on = models.DateField(_("date of issue"), null=True, blank=True)
    due_on = models.DateField(_("payment due"), null=True, blank=True)
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        constraints = (
            models.UniqueConstraint(
                fields=("subscription", "starts_on"), name="invoice_one_per_period"
            ),
            models.UniqueConstraint(
                fields=("number",), condition=~Q(number=""), name="invoice_number_key"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", number="", issued_on=None, due_on=None, paid_on=None)
                | (
                    Q(issued_on__isnull=False, due_on__isnull=False)
                    & ~Q(number="")
                    & (Q(state="issued", paid_on=None) | Q(state="paid", paid_on__isnull=False))
                ),
                name="invoice_dates_follow_state",
            ),
        )
        indexes = (models.Index(fields=("state", "due_on"), name="invoice_state_due_idx"),)

    def __str__(self) -> str:
        return self.number or str(_("draft"))

    @property
    def is_late(self) -> bool:
        """Whether the payment is overdue today."""
        if self.state != InvoiceState.ISSUED or self.due_on is None:
            return False
        return self.due_on < timezone.localdate()


class InvoiceLine(models.Model):
    """One line of an invoice; amounts are euros without tax, the rate is in percent."""

    invoice = models.ForeignKey(Invoice, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    description = models.CharField(max_length=200)
    quantity = models.PositiveSmallIntegerField(default=1)
    unit_amount = models.DecimalField(max_digits=9, decimal_places=2)
    vat_rate = models.DecimalField(max_digits=4, decimal_places=2, default=VAT_RATE)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("invoice", "position"), name="invoiceline_position_key"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=1, unit_amount__gte=0, vat_rate__gte=0),
                name="invoiceline_not_negative",
            ),
        )

    def __str__(self) -> str:
        return self.description

    @property
    def amount(self) -> Decimal:
        """Without tax."""
        return rounded(self.quantity * self.unit_amount)


class PortalRequest(models.Model):
    """Somebody asked for a portal on the vendor's public page."""

    territory = models.ForeignKey(Territory, models.SET_NULL, null=True, blank=True)
    territory_name = models.CharField(_("your municipality"), max_length=120)
    contact_name = models.CharField(_("your name"), max_length=80)
    email = models.EmailField(_("your e-mail address"), max_length=254)
    message = models.TextField(_("your project"), max_length=2000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("request for a portal")
        verbose_name_plural = _("requests for portals")
        indexes = (
            models.Index(fields=("answered_at", "created_at"), name="portalrequest_todo_idx"),
        )

    def __str__(self) -> str:
        return self.territory_name
