"""Error pages, in the portal's look and the person's language, with a way out."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from shared_apps.permissions.errors import DomainError, Refused


def base_template(request: HttpRequest) -> str:
    """The base template of the host that was asked: a city's, the console's or the vendor's."""
    if getattr(request, "city", None) is not None:
        return "ui/city_base.html"
    on_console = getattr(request, "urlconf", "") == settings.CONSOLE_URLCONF
    return "ui/console_base.html" if on_console else "ui/vendor_base.html"


def error_page(
    request: HttpRequest,
    status: int,
    title: str,
    message: str,
    *,
    remedy: str = "",
    remedy_label: str = "",
) -> HttpResponse:
    """A page that says what happened and what to do; JSON on the API's addresses."""
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": message or title}, status=status)
    context = {
        "error_base": base_template(request),
        "status": status,
        "title": title,
        "message": message,
        "remedy": remedy or "/",
        "remedy_label": remedy_label or _("Back to the home page"),
    }
    return render(request, "ui/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400."""
    return error_page(
        request,
        400,
        _("This request cannot be read"),
        _("Something in the address or the form is not as expected. Go back and try again."),
    )


def permission_denied(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """403."""
    return error_page(
        request,
        403,
        _("This page is not open to you"),
        _("Your account does not give access to it."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form whose protection has expired."""
    return error_page(
        request,
        403,
        _("This form has expired"),
        _("Go back, reload the page and send the form again. Your text is still in your browser."),
    )


def page_not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404."""
    return error_page(
        request,
        404,
        _("This page does not exist"),
        _("It may have been moved or withdrawn. Check the address or start from the home page."),
    )


def body_too_large(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """413."""
    return error_page(
        request,
        413,
        _("This is too large"),
        _("The portal takes files of up to 2 MB. Go back and choose a smaller one."),
    )


def too_many_requests(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """429."""
    return error_page(
        request,
        429,
        _("Too many attempts"),
        _("To protect accounts, we slow down repeated attempts. Wait a few minutes and try again."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return error_page(
        request,
        500,
        _("Something went wrong on our side"),
        _("We have been told. Nothing that was saved is lost. Try again in a few minutes."),
    )


class DomainErrorMiddleware:
    """Turns a domain error that no view has caught into a page with its message and remedy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Only domain errors; the others go on to be reported."""
        if not isinstance(error, DomainError):
            return None
        remedy = remedy_label = ""
        if isinstance(error, Refused):
            remedy, remedy_label = error.refusal.remedy, str(error.refusal.remedy_label)
        return error_page(
            request,
            error.status,
            _("This is not possible"),
            str(error),
            remedy=remedy,
            remedy_label=remedy_label,
        )
