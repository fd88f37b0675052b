"""States of an invoice and what may follow each."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class InvoiceState(TextChoices):
    """Where an invoice stands; `INVOICE_TRANSITIONS` says what may follow."""

    DRAFT = "draft", _("draft")
    ISSUED = "issued", _("issued")
    PAID = "paid", _("paid")


INVOICE_TRANSITIONS: dict[InvoiceState, frozenset[InvoiceState]] = {
    InvoiceState.DRAFT: frozenset({InvoiceState.ISSUED}),
    InvoiceState.ISSUED: frozenset({InvoiceState.PAID}),
    InvoiceState.PAID: frozenset(),
}
