"""The messages of the sign-in pages, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Letter:
    """What a mail says; the template lays it out."""

    subject: str
    paragraphs: tuple[str, ...]
    code: str = ""
    action_label: str = ""
    # A path: the host of the request that asks for the mail is not to be believed.
    action_path: str = ""


def confirm_address(data: Mapping[str, Any]) -> Letter:
    """The code that proves an address."""
    code = data["code"]
    return Letter(
        subject=_("Your code: %(code)s") % {"code": code},
        paragraphs=(
            _("Type this code in the page that you have left open to confirm your address."),
            _(
                "It holds for 15 minutes. If you did not ask for it, do nothing: without the code,"
                " nobody can use your address."
            ),
        ),
        code=code,
    )


def reset_password(data: Mapping[str, Any]) -> Letter:
    """The code that allows a new password."""
    code = data["code"]
    return Letter(
        subject=_("Your code for a new password: %(code)s") % {"code": code},
        paragraphs=(
            _("Type this code in the page that you have left open, then choose a new password."),
            _(
                "It holds for 15 minutes. If you did not ask for it, do nothing: your password"
                " stays as it is."
            ),
        ),
        code=code,
    )


def account_exists(data: Mapping[str, Any]) -> Letter:
    """To somebody who registers again, instead of saying on screen that the account exists."""
    return Letter(
        subject=_("You already have an account"),
        paragraphs=(
            _(
                "Somebody, probably you, has just tried to register with this address. It already"
                " has an account on the portal."
            ),
            _("Sign in with your password, or choose a new one if you have forgotten it."),
        ),
        action_label=_("Choose a new password"),
        action_path=reverse("accounts:reset_password"),
    )


def unknown_address(data: Mapping[str, Any]) -> Letter:
    """To somebody who asks for a new password without an account."""
    return Letter(
        subject=_("No account with this address"),
        paragraphs=(
            _(
                "Somebody, probably you, has asked for a new password. No account of the portal has"
                " this address."
            ),
            _("Perhaps you registered with another one. You can also create an account."),
        ),
        action_label=_("Create an account"),
        action_path=reverse("accounts:signup"),
    )


def password_changed(data: Mapping[str, Any]) -> Letter:
    """A password has changed."""
    return Letter(
        subject=_("Your password has changed"),
        paragraphs=(
            _(
                "The password of your account has just been changed. Every other device has been"
                " signed out."
            ),
            _(
                "If it was not you, choose a new password at once from the sign-in page and tell"
                " the town hall."
            ),
        ),
    )


def address_changed(data: Mapping[str, Any]) -> Letter:
    """To the former address."""
    return Letter(
        subject=_("The address of your account has changed"),
        paragraphs=(
            _("Your account now uses %(email)s. This is the last message to the former address.")
            % {"email": data["to_email"]},
            _("If it was not you, tell the town hall."),
        ),
    )


# Names of allauth's mails; one that is not here is a mistake in the settings and fails.
LETTERS = {
    "account/email/email_confirmation_signup": confirm_address,
    "account/email/email_confirmation": confirm_address,
    "account/email/password_reset_code": reset_password,
    "account/email/account_already_exists": account_exists,
    "account/email/unknown_account": unknown_address,
    "account/email/password_changed": password_changed,
    "account/email/password_reset": password_changed,
    "account/email/email_changed": address_changed,
}
