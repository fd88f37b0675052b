"""Finance's addresses on the console."""

from django.urls import path

from billing import views

app_name = "billing"
urlpatterns = [
    path("", views.accounts, name="accounts"),
    path("accounts.csv", views.accounts_csv, name="accounts_csv"),
    path("cities/<slug:slug>/", views.account, name="account"),
    path("cities/<slug:slug>/quote/", views.agree_quote, name="agree_quote"),
    path("cities/<slug:slug>/next-invoice.pdf", views.next_invoice_pdf, name="next_invoice_pdf"),
    path("cities/<slug:slug>/draft/", views.draft_invoice, name="draft_invoice"),
    path("invoices/<int:pk>.pdf", views.invoice_pdf, name="invoice_pdf"),
    path("invoices/<int:pk>/issue/", views.issue_invoice, name="issue_invoice"),
    path("invoices/<int:pk>/payment/", views.record_payment, name="record_payment"),
    path("requests/", views.portal_requests, name="portal_requests"),
    path("requests/<int:pk>/answer/", views.answer_portal_request, name="answer_portal_request"),
]
