"""Mail that a new portal's first administrator receives."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from shared_apps.accounts.models import User
from tenants.context import current_city
from tenants.tasks import background


@background(
    lane="critical",
    autoretry_for=(SMTPException, OSError),
    retry_backoff=True,
    max_retries=5,
)
def send_invitation(user_id: int) -> None:
    """Tell the administrator that the portal is open and how to choose a password."""
    user = User.objects.get(pk=user_id)
    city = current_city()
    with translation.override(user.language):
        subject = _("The participation portal of %(city)s is open") % {"city": city.name}
        context = {
            "city": city,
            "site_url": city.origin,
            "subject": subject,
            "user": user,
            "action_label": _("Choose my password"),
            "action_url": city.origin
            + reverse("accounts:reset_password", urlconf=settings.ROOT_URLCONF),
            "footer_reason": _("You receive this message because you were named administrator."),
        }
        mail = EmailMultiAlternatives(
            subject, render_to_string("onboarding/mail/invitation.txt", context), to=[user.email]
        )
        html = render_to_string("onboarding/mail/invitation.html", context)
        mail.attach_alternative(html, "text/html")
        mail.send()
