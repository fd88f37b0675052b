"""Guards: every view says who may enter; a test fails on a view that does not."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url

from shared_apps.permissions import rules
from shared_apps.permissions.errors import Refused

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def public(view: View) -> View:
    """Anyone may enter. Signed-out GETs may be answered from the page cache."""
    view.guard = "public"  # type: ignore[attr-defined]
    return view


def resident_required(view: View) -> View:
    """Signed-in people of this portal; others are sent to sign in and come back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_sign_in(request)
        return view(request, *args, **kwargs)

    guarded.guard = "resident"  # type: ignore[attr-defined]
    return guarded  # type: ignore[return-value]


def staff_required(verb: str) -> Callable[[View], View]:
    """People of the town whose role allows the verb; others see why not."""
    return _verb_required("staff", verb)


def operator_required(verb: str) -> Callable[[View], View]:
    """People of the vendor whose role allows the verb; others see why not."""
    return _verb_required("operator", verb)


def _verb_required(side: str, verb: str) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_sign_in(request)
            refusal = rules.check(verb, request.user)
            if refusal is not None:
                raise Refused(refusal)
            return view(request, *args, **kwargs)

        guarded.guard = f"{side}:{verb}"  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


def redirect_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send to the sign-in page, and back here (for a form: to the page it stood on).

    A fragment's request moves the whole page: it must not be swapped into the fragment.
    """
    back = request.get_full_path() if request.method == "GET" else request.path
    address = resolve_url("accounts:login")
    if request.headers.get("HX-Request") == "true":
        page = urlsplit(request.headers.get("HX-Current-URL", ""))
        target = urlencode({"next": page.path or back})
        return HttpResponse(status=204, headers={"HX-Redirect": f"{address}?{target}"})
    return HttpResponseRedirect(f"{address}?{urlencode({'next': back})}")
