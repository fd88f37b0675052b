"""Billing."""

from tenants import registry


class BillingConfig(registry.ConsoleAppConfig):
    """Subscriptions, invoices and the finance dashboard."""

    name = "billing"
