"""An invoice as an A4 page, with what French law wants on it."""

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from xml.sax.saxutils import escape

from django.utils import translation
from django.utils.translation import gettext as _
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from billing.models import Invoice, InvoiceLine
from billing.queries import totals
from billing.vendor import VENDOR
from shared_apps.ui import formats
from shared_apps.ui.tags.small import VENDOR_BRAND

INK, MUTED, LINE, WASH = (HexColor(color) for color in ("#1e2326", "#565e62", "#dedad1", "#f2efe8"))
BRAND = HexColor(VENDOR_BRAND)
TEXT = ParagraphStyle("text", fontName="Helvetica", fontSize=9.5, leading=13.5, textColor=INK)
RIGHT = ParagraphStyle("right", TEXT, alignment=TA_RIGHT)
SMALL = ParagraphStyle("small", TEXT, fontSize=8, leading=11, textColor=MUTED)
HEAD = ParagraphStyle("head", SMALL, fontName="Helvetica-Bold")
HEAD_RIGHT = ParagraphStyle("head_right", HEAD, alignment=TA_RIGHT)
TITLE = ParagraphStyle("title", TEXT, fontName="Times-Bold", fontSize=24, leading=28)
BRANDED = ParagraphStyle(
    "branded", TEXT, fontName="Times-Bold", fontSize=16, leading=20, textColor=BRAND
)
MARGIN = 20 * mm
WIDTH = A4[0] - 2 * MARGIN
PADDING = 6  # of the library's frame, on each side


def invoice_pdf(invoice: Invoice, lines: Sequence[InvoiceLine], language: str = "fr") -> bytes:
    """The page in the customer's language; without a number it says that it is no invoice yet."""
    file = BytesIO()
    with translation.override(language):
        title = _title(invoice)
        document = SimpleDocTemplate(
            file,
            pagesize=A4,
            leftMargin=MARGIN - PADDING,
            rightMargin=MARGIN - PADDING,
            topMargin=MARGIN,
            bottomMargin=32 * mm,
            title=f"{title} – {invoice.customer_name}",
            author=VENDOR.name,
            lang=language,
        )
        document.build(
            [
                _parties(invoice),
                Spacer(0, 14 * mm),
                Paragraph(escape(title), TITLE),
                Spacer(0, 4 * mm),
                _facts(invoice),
                Spacer(0, 8 * mm),
                _lines_table(lines),
                Spacer(0, 4 * mm),
                _totals_table(lines),
                Spacer(0, 10 * mm),
                *_mentions(invoice),
            ],
            onFirstPage=_foot,
            onLaterPages=_foot,
        )
    return file.getvalue()


def _title(invoice: Invoice) -> str:
    if invoice.number:
        return _("Invoice %(number)s") % {"number": invoice.number}
    return _("Next invoice (preview)")


def _parties(invoice: Invoice) -> Table:
    sender = [
        VENDOR.name,
        *VENDOR.address,
        f"SIRET {VENDOR.siret}",
        VENDOR.vat_number,
        VENDOR.email,
    ]
    customer = [invoice.customer_name, invoice.customer_place]
    if invoice.customer_siren:
        customer.append(f"SIREN {spaced_siren(invoice.customer_siren)}")
    left = [Paragraph("Parvis", BRANDED), *_paragraphs(sender, TEXT)]
    right = [Paragraph(escape(_("Billed to")), HEAD), *_paragraphs(customer, TEXT)]
    table = Table([[left, right]], colWidths=[WIDTH * 0.56, WIDTH * 0.44])
    table.setStyle(
        TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, 0), 0)])
    )
    return table


def _facts(invoice: Invoice) -> Table:
    period = _("%(start)s to %(end)s") % {
        "start": formats.date_words(invoice.starts_on, "short"),
        "end": formats.date_words(invoice.ends_on, "short"),
    }
    at_issue = _("given when it is issued")
    facts = (
        (_("Number"), invoice.number or at_issue),
        (_("Date of issue"), formats.date_words(invoice.issued_on, "short") or at_issue),
        (_("Payment due"), formats.date_words(invoice.due_on, "short") or _days()),
        (_("Period"), period),
    )
    row = [
        [Paragraph(escape(label), HEAD), Paragraph(escape(str(value)), TEXT)]
        for label, value in facts
    ]
    table = Table([row], colWidths=[WIDTH * 0.2, WIDTH * 0.22, WIDTH * 0.22, WIDTH * 0.36])
    table.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, -1), WASH),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), 6),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
            ]
        )
    )
    return table


def _lines_table(lines: Sequence[InvoiceLine]) -> Table:
    head = [
        Paragraph(escape(_("Description")), HEAD),
        Paragraph(escape(_("Quantity")), HEAD_RIGHT),
        Paragraph(escape(_("Unit price without tax")), HEAD_RIGHT),
        Paragraph(escape(_("VAT rate")), HEAD_RIGHT),
        Paragraph(escape(_("Amount without tax")), HEAD_RIGHT),
    ]
    rows = [
        [
            Paragraph(escape(line.description), TEXT),
            Paragraph(formats.number(line.quantity), RIGHT),
            Paragraph(_euros(line.unit_amount), RIGHT),
            Paragraph(_rate(line.vat_rate), RIGHT),
            Paragraph(_euros(line.amount), RIGHT),
        ]
        for line in lines
    ]
    shares = (0.45, 0.11, 0.16, 0.11, 0.17)
    table = Table([head, *rows], colWidths=[WIDTH * share for share in shares], repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("LINEBELOW", (0, 0), (-1, 0), 1, INK),
                ("LINEBELOW", (0, 1), (-1, -1), 0.5, LINE),
                ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
                ("VALIGN", (0, 1), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
                ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
            ]
        )
    )
    return table


def _totals_table(lines: Sequence[InvoiceLine]) -> Table:
    sums = totals(lines)
    rows = [(_("Total without tax"), sums.net)]
    rows += [(_("VAT at %(rate)s") % {"rate": _rate(rate)}, amount) for rate, amount in sums.vat]
    last = ParagraphStyle("last", RIGHT, fontName="Helvetica-Bold", fontSize=12, leading=16)
    cells = [
        [Paragraph(escape(label), RIGHT), Paragraph(_euros(amount), RIGHT)]
        for label, amount in rows
    ]
    cells.append(
        [Paragraph(escape(_("Total with tax")), last), Paragraph(_euros(sums.gross), last)]
    )
    table = Table(cells, colWidths=[WIDTH * 0.75, WIDTH * 0.25])
    table.setStyle(
        TableStyle(
            [("RIGHTPADDING", (-1, 0), (-1, -1), 0), ("LINEABOVE", (1, -1), (1, -1), 1, INK)]
        )
    )
    return table


def _mentions(invoice: Invoice) -> list[Flowable]:
    """The mentions that the commercial code and the public-procurement code ask for."""
    texts = [
        _("Supply of services. VAT is due when the price is paid."),
        _("Payment within %(days)s days by bank transfer: IBAN %(iban)s, BIC %(bic)s.")
        % {"days": VENDOR.payment_days, "iban": VENDOR.iban, "bic": VENDOR.bic},
        _(
            "Late payment: interest at the European Central Bank’s main rate plus eight points, "
            "and a fixed indemnity of €40 for the costs of recovery. No discount for early payment."
        ),
    ]
    if not invoice.number:
        texts.insert(
            0, _("Computed from today’s contract; it becomes due only once it has been issued.")
        )
    return list(_paragraphs(texts, SMALL))


def _foot(canvas: Canvas, document: SimpleDocTemplate) -> None:
    capital = _("share capital of %(amount)s") % {"amount": VENDOR.capital}
    text = f"{VENDOR.name}, {VENDOR.legal_form}, {capital}, {VENDOR.register}, {VENDOR.vat_number}"
    canvas.saveState()
    canvas.setStrokeColor(LINE)
    canvas.line(MARGIN, 24 * mm, A4[0] - MARGIN, 24 * mm)
    canvas.setFillColor(MUTED)
    canvas.setFont("Helvetica", 7.5)
    canvas.drawString(MARGIN, 19 * mm, text)
    canvas.drawRightString(A4[0] - MARGIN, 15 * mm, _("Page %(page)s") % {"page": document.page})
    canvas.restoreState()


def _paragraphs(texts: Sequence[str], style: ParagraphStyle) -> list[Paragraph]:
    return [Paragraph(escape(text), style) for text in texts if text]


def _days() -> str:
    return _("%(days)s days after issue") % {"days": VENDOR.payment_days}


def _euros(amount: Decimal) -> str:
    return formats.money(amount, 2)


def _rate(rate: Decimal) -> str:
    return formats.percent(rate / 100, 0 if rate == rate.to_integral_value() else 1)


def spaced_siren(siren: str) -> str:
    """A SIREN in groups of three, as it is written."""
    return "\u00a0".join(siren[start : start + 3] for start in range(0, len(siren), 3))
