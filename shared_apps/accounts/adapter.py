"""How allauth fits into the house: our mails, words, redirects and audit."""

from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shared_apps.accounts.models import User
from shared_apps.accounts.notifications import LETTERS
from shared_apps.audit import actions as audit
from shared_apps.web import mail

# What the person is told after each step; steps that are not here are told by the next page.
MESSAGES: Mapping[str, str | Promise] = {
    "account/messages/logged_in.txt": _("You are signed in as %(name)s."),
    "account/messages/logged_out.txt": _("You are signed out."),
    "account/messages/password_changed.txt": _("Your password has changed."),
    "account/messages/email_confirmation_failed.txt": _(
        "%(email)s cannot be confirmed: another account uses it."
    ),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts of a city, and operators' sign-in on the console."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "This address and this password do not go together. Check both and try again."
        ),
        "email_taken": _("Another account has this address."),
        "duplicate_email": _("Your account has this address already."),
        "incorrect_code": _("This is not the code. Check the latest message and type it again."),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your present password."),
        "too_many_login_attempts": _("Too many attempts. Wait a few minutes, then try again."),
        "rate_limited": _("A message has just been sent. Wait a few seconds before another one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Residents register on their city's portal; operators are made by operators."""
        return getattr(request, "city", None) is not None

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Keep the name, the language of the page and the moment of acceptance."""
        super().save_user(request, user, form, commit=False)
        user.display_name = form.cleaned_data["display_name"]
        user.language = (get_language() or user.language)[:2]
        user.terms_accepted_at = timezone.now()
        if commit:
            user.save()
            audit.record("accounts.sign_up", by=user, subject=user)
        return user

    def set_password(self, user: User, password: str) -> None:
        """Change the password, which ends the person's other sessions."""
        super().set_password(user, password)
        audit.record("accounts.change_password", by=user, subject=user)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """The code was right: the address is the person's."""
        is_confirmed: bool = super().confirm_email(request, email_address)
        if is_confirmed:
            person = email_address.user
            audit.record("accounts.confirm_address", by=person, subject=person)
        return is_confirmed

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Lay out one of our letters in the town's colors and queue it."""
        letter = LETTERS[template_prefix](context)
        mail.send(
            to=email,
            template="account/mail/letter",
            context={"letter": letter, "subject": letter.subject},
            language=get_language() or "fr",
        )

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | Promise | None = None,
    ) -> None:
        """Say it in our words."""
        values = dict(message_context or {})
        if "user" in values:
            values["name"] = values["user"].display_name
        if message is None and message_template in MESSAGES:
            message = str(MESSAGES[str(message_template)]) % values
        if message:
            messages.add_message(request, level, str(message), extra_tags=extra_tags)

    def is_safe_url(self, url: str) -> bool:
        """Only addresses of this very host."""
        request = self.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """People of the town start in their back office."""
        is_agent = getattr(request, "city", None) is not None and request.user.is_staff
        return "/manage/" if is_agent else "/"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """To the person's own page, or to the console's home."""
        return profile_url() if getattr(request, "city", None) is not None else "/"

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        """To the person's own page."""
        return profile_url()


def profile_url() -> str:
    """The person's own page, which an upper app brings."""
    return reverse("people:profile")
