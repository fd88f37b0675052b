"""What billing brings to the console: accounts of cities, requests for portals."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from tenants import registry


def city_panel(city: Any) -> Mapping[str, Any]:
    """What a city's page of the console shows of its account."""
    from billing.queries import account_of

    return {"account": account_of(city)}


class BillingConfig(registry.ConsoleAppConfig):
    """Subscriptions, invoices and the finance dashboard."""

    name = "billing"
    verbose_name = _("billing")
    panels = (
        registry.ConsolePanel(
            code="billing",
            title=_("Billing"),
            icon="euro",
            prefix="billing/",
            urls="billing.urls",
            url_name="billing:accounts",
            verb="billing.read_accounts",
            city_template="billing/_city_panel.html",
            city_context=city_panel,
        ),
        registry.ConsolePanel(
            code="portal_requests",
            title=_("Requests for portals"),
            icon="mail",
            prefix="billing/",
            urls="",
            url_name="billing:portal_requests",
            verb="billing.read_portal_requests",
        ),
    )
