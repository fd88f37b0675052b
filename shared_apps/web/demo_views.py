"""The demo's outgoing mail, to be read by whoever tries the demo."""

from itertools import islice

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from shared_apps.web import mailbox
from shared_apps.web.errors import base_template
from shared_apps.web.guards import public

MOST_SHOWN = 100


def shown_city(request: HttpRequest) -> str | None:
    """A portal shows its own mails; the console and the vendor's site show all."""
    city = getattr(request, "city", None)
    return city.slug if city is not None else None


@public
@never_cache
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """The latest mails."""
    found = mailbox.mails(settings.MAIL_FOLDER, shown_city(request))
    context = {"base": base_template(request), "mails": list(islice(found, MOST_SHOWN))}
    return render(request, "web/mails.html", context)


@public
@never_cache
@require_safe
def mail(request: HttpRequest, key: str) -> HttpResponse:
    """One mail, as a mail program would show it."""
    found = find_mail(request, key)
    return render(request, "web/mail.html", {"base": base_template(request), "mail": found})


MAIL_POLICY = csp(
    {
        "default-src": [NONE],
        "style-src": [UNSAFE_INLINE],
        "img-src": [SELF, "data:"],
        "frame-ancestors": [SELF],
        "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
    }
)


@public
@never_cache
@MAIL_POLICY  # type: ignore[arg-type]
@require_safe
def mail_html(request: HttpRequest, key: str) -> HttpResponse:
    """The HTML part for the frame: styles of its own, no script, no form, an origin of its own."""
    return HttpResponse(find_mail(request, key).html)


def find_mail(request: HttpRequest, key: str) -> mailbox.Mail:
    """The mail, or 404: another city's mail does not exist here."""
    found = mailbox.mail_of(settings.MAIL_FOLDER, shown_city(request), key)
    if found is None:
        raise Http404
    return found
