"""Types of requests, after routing, sign-in and htmx have added to them."""

from typing import TYPE_CHECKING

from django_htmx.middleware import HtmxDetails

from tenants.routing.middleware import RoutedRequest
from tenants.snapshot import CitySnapshot

if TYPE_CHECKING:
    from shared_apps.accounts.models import User


class Request(RoutedRequest):
    """A request on any host; `city` is None on the console and the vendor's site."""

    htmx: HtmxDetails
    # Set while a page is rendered that several people will see (see `shared_pages`).
    account_hole: str
    token_hole: str
    user: "User"


class CityRequest(Request):
    """A request on a city's portal."""

    city: CitySnapshot
