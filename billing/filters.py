"""What the list of accounts can be narrowed to."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from billing.queries import Account
from tenants.register.names import normalized


@dataclass(frozen=True)
class AccountFilter:
    """Chosen in the address: part of a name, a tier, a state of payment."""

    q: str = ""
    tier: str = ""
    only: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "AccountFilter":
        """Read the choices; unknown values are kept and match nothing."""
        return cls(query.get("q", "").strip(), query.get("tier", ""), query.get("only", ""))

    @property
    def count(self) -> int:
        """How many choices are made, the search left out."""
        return bool(self.tier) + bool(self.only)

    def apply(self, accounts: Iterable[Account], late_cities: frozenset[int]) -> list[Account]:
        """Accounts that match every choice."""
        return [account for account in accounts if self._matches(account, late_cities)]

    def _matches(self, account: Account, late_cities: frozenset[int]) -> bool:
        if self.q and normalized(self.q) not in normalized(
            f"{account.city.name} {account.city.code}"
        ):
            return False
        if self.tier and str(account.price.tier.position) != self.tier:
            return False
        wanted = {
            "": True,
            "late": account.city.pk in late_cities,
            "due": account.next_invoice_is_due,
            "quote": account.amount is None,
        }
        return wanted.get(self.only, False)
