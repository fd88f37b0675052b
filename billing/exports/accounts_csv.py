"""The list of accounts as a file that French spreadsheets open as it is."""

import csv
from collections.abc import Iterable
from decimal import Decimal
from io import StringIO

from django.utils.translation import gettext as _

from billing.queries import Account
from tenants import registry

BOM = "\ufeff"


def accounts_csv(accounts: Iterable[Account]) -> str:
    """UTF-8 with its mark, semicolons and decimal commas: what an accountant's software expects."""
    file = StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        (
            _("Name"),
            _("Official code"),
            _("SIREN"),
            _("Department"),
            _("Population billed on"),
            _("Year of the population"),
            _("Plan"),
            _("Tier"),
            _("Modules"),
            _("Yearly amount without tax (EUR)"),
            _("Start of the contract"),
            _("Next invoice"),
        )
    )
    for account in accounts:
        writer.writerow(_row(account))
    return BOM + file.getvalue()


def _row(account: Account) -> tuple[object, ...]:
    city, subscription = account.city, account.subscription
    return (
        city.name,
        city.code,
        city.siren,
        city.department,
        subscription.population,
        subscription.population_vintage,
        subscription.plan.name,
        account.price.tier_label,
        ", ".join(str(registry.module(label).title) for label in account.modules),
        _comma(account.amount),
        subscription.starts_on.isoformat(),
        subscription.renews_on.isoformat(),
    )


def _comma(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:.2f}".replace(".", ",")
