"""Types of requests, after routing, sign-in and htmx have added to them."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from tenants.snapshot import CitySnapshot

if TYPE_CHECKING:
    from shared_apps.accounts.models import User


class Request(HttpRequest):
    """A request on any host; `city` is None on the console and the vendor's site."""

    city: CitySnapshot | None
    htmx: HtmxDetails
    user: "User"  # type: ignore[assignment]


class CityRequest(Request):
    """A request on a city's portal."""

    city: CitySnapshot
