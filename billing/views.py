"""Finance's pages: what every city pays, its account and invoices; requests for portals."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from billing import actions, queries
from billing.exports.accounts_csv import accounts_csv as accounts_file
from billing.exports.invoice_pdf import invoice_pdf as invoice_file
from billing.filters import AccountFilter
from billing.forms import AgreeQuoteForm
from billing.models import Invoice, InvoiceLine, PortalRequest
from billing.prices import PLAN_CODE
from shared_apps.permissions.errors import DomainError
from shared_apps.ui.formats import money
from shared_apps.ui.navigation import Bar, Crumb
from shared_apps.web.guards import operator_required
from shared_apps.web.requests import Request
from tenants.models import City, Plan

PAGE_SIZE = 50


@operator_required("billing.read_accounts")
@require_safe
def accounts(request: Request) -> HttpResponse:
    """Recurring revenue, what waits for payment, and every city's account; at most 10 queries."""
    every = queries.accounts()
    open_invoices = queries.open_invoices()
    chosen = AccountFilter.of(request.GET)
    found = chosen.apply(every, open_invoices.late_cities)
    plan = Plan.objects.prefetch_related("tiers").get(code=PLAN_CODE)
    revenue = queries.revenue_by_tier(every, plan)
    context = {
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "chosen": chosen,
        "total": sum(account.amount or 0 for account in found),
        "revenue": sum(account.amount or 0 for account in every),
        "cities": len(every),
        "quotes_missing": sum(account.amount is None for account in every),
        "open_invoices": open_invoices,
        "bars": [Bar(row.label, float(row.amount), money(row.amount)) for row in revenue],
        "tiers": list(enumerate(row.label for row in revenue)),
    }
    template = "billing/accounts.html#results" if request.htmx else "billing/accounts.html"
    return render(request, template, context)


@operator_required("billing.read_accounts")
@require_safe
def accounts_csv(request: Request) -> HttpResponse:
    """The chosen accounts as a file for the accountant."""
    late_cities = queries.open_invoices().late_cities
    found = AccountFilter.of(request.GET).apply(queries.accounts(), late_cities)
    response = HttpResponse(accounts_file(found), content_type="text/csv; charset=utf-8")
    name = f"parvis-{timezone.localdate().isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@operator_required("billing.read_accounts")
@require_safe
def account(request: Request, slug: str) -> HttpResponse:
    """One city: how its price comes about, its next invoice, those before."""
    return account_page(request, city_or_404(slug))


def account_page(
    request: HttpRequest, city: City, form: AgreeQuoteForm | None = None
) -> HttpResponse:
    """The page, with a quote form that may hold what was refused."""
    shown = queries.account_of(city)
    computed = queries.next_invoice(shown)
    agreed = shown.subscription.quote_amount
    context = {
        "account": shown,
        "city": city,
        "lines": computed.lines if computed else (),
        "totals": queries.totals(computed.lines) if computed else None,
        "invoices": queries.invoices_of(city),
        "form": form or AgreeQuoteForm(initial={"amount": agreed}),
        "breadcrumbs": [Crumb(_("Billing"), "/billing/"), Crumb(city.name)],
    }
    return render(request, "billing/account.html", context)


@operator_required("billing.agree_quote")
@require_POST
def agree_quote(request: Request, slug: str) -> HttpResponse:
    """Keep the amount of a quote."""
    city = city_or_404(slug)
    form = AgreeQuoteForm(request.POST)
    if not form.is_valid():
        return account_page(request, city, form)
    try:
        actions.agree_quote(city=city, amount=form.cleaned_data["amount"], by=request.user)
    except DomainError as error:
        form.add_error("amount", str(error))
        return account_page(request, city, form)
    messages.success(request, _("The agreed amount is saved."))
    return redirect("billing:account", slug)


@operator_required("billing.draft_invoice")
@require_POST
def draft_invoice(request: Request, slug: str) -> HttpResponse:
    """Store the next invoice as a draft."""
    try:
        actions.draft_invoice(city=city_or_404(slug), by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The draft is ready. Check it, then issue it."))
    return redirect("billing:account", slug)


@operator_required("billing.issue_invoice")
@require_POST
def issue_invoice(request: Request, pk: int) -> HttpResponse:
    """Number a draft."""
    invoice = invoice_or_404(pk)
    try:
        issued = actions.issue_invoice(invoice=invoice, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Invoice %(number)s is issued.") % {"number": issued.number})
    return redirect("billing:account", invoice.subscription.city.slug)


@operator_required("billing.record_payment")
@require_POST
def record_payment(request: Request, pk: int) -> HttpResponse:
    """Note a payment."""
    invoice = invoice_or_404(pk)
    try:
        actions.record_payment(invoice=invoice, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _("The payment of invoice %(number)s is recorded.") % {"number": invoice}
        )
    return redirect("billing:account", invoice.subscription.city.slug)


@operator_required("billing.read_accounts")
@require_safe
def invoice_pdf(request: Request, pk: int) -> HttpResponse:
    """A stored invoice as a file."""
    invoice = invoice_or_404(pk)
    lines = list(invoice.lines.order_by("position"))
    name = invoice.number or f"brouillon-{invoice.pk}"
    return pdf_response(invoice, lines, invoice.subscription.city, f"facture-{name}.pdf")


@operator_required("billing.read_accounts")
@require_safe
def next_invoice_pdf(request: Request, slug: str) -> HttpResponse:
    """The next invoice as a file, computed now."""
    city = city_or_404(slug)
    computed = queries.next_invoice(queries.account_of(city))
    if computed is None:
        raise actions.QuoteMissing(_("Agree on a quote first: the price of this city is by quote."))
    name = f"prochaine-facture-{slug}-{computed.invoice.starts_on.isoformat()}.pdf"
    return pdf_response(computed.invoice, list(computed.lines), city, name)


def pdf_response(invoice: Invoice, lines: list[InvoiceLine], city: City, name: str) -> HttpResponse:
    """The file as a download."""
    file = invoice_file(invoice, lines, city.language)
    response = HttpResponse(file, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def city_or_404(slug: str) -> City:
    """A city that has not been erased, with what its account reads."""
    return get_object_or_404(queries.with_contract(City.objects.existing()), slug=slug)


def invoice_or_404(pk: int) -> Invoice:
    """An invoice with its city."""
    return get_object_or_404(Invoice.objects.select_related("subscription__city"), pk=pk)


@operator_required("billing.read_portal_requests")
@require_safe
def portal_requests(request: Request) -> HttpResponse:
    """Those that wait first, the oldest on top; then the answered ones, the latest on top."""
    found = PortalRequest.objects.select_related("territory")
    if request.GET.get("show") == "answered":
        found = found.filter(answered_at__isnull=False).order_by("-answered_at", "-pk")
    else:
        found = found.filter(answered_at=None).order_by("created_at", "pk")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "billing/portal_requests.html", {"page": page})


@operator_required("billing.answer_portal_request")
@require_POST
def answer_portal_request(request: Request, pk: int) -> HttpResponse:
    """Take a request off the list of those that wait."""
    portal_request = get_object_or_404(PortalRequest, pk=pk)
    actions.answer_portal_request(portal_request=portal_request, by=request.user)
    messages.success(
        request,
        _("The request of %(name)s is marked as answered.")
        % {"name": portal_request.territory_name},
    )
    return redirect("billing:portal_requests")
