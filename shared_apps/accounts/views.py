"""The sign-in pages: allauth's views behind our guards, never cached."""

from allauth.account import views as allauth
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from shared_apps.web.guards import public, resident_required

# A sign-up or a change of address is there whole, and its mail leaves when it is.
login = public(never_cache(allauth.login))
signup = public(never_cache(transaction.atomic(allauth.signup)))
logout = public(never_cache(allauth.logout))
inactive = public(never_cache(allauth.account_inactive))
confirm_email = public(never_cache(transaction.atomic(allauth.email_verification_sent)))
reset_password = public(never_cache(allauth.password_reset))
confirm_reset = public(never_cache(allauth.confirm_password_reset_code))
new_password = public(never_cache(transaction.atomic(allauth.complete_password_reset)))
reset_done = public(never_cache(allauth.password_reset_from_key_done))
change_email = resident_required(never_cache(transaction.atomic(allauth.email)))
reauthenticate = resident_required(never_cache(allauth.reauthenticate))


@resident_required
@never_cache
@transaction.atomic
def change_password(request: HttpRequest) -> HttpResponseBase:
    """A new password; who has none yet proves their address first."""
    if not request.user.has_usable_password():  # type: ignore[union-attr]
        in_city = getattr(request, "city", None) is not None
        return redirect("accounts:reset_password" if in_city else "/")
    response: HttpResponseBase = allauth.password_change(request)
    return response
