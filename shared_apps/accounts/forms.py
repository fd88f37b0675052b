"""Forms of the sign-in pages: allauth's, with our words, hints and autocomplete."""

import re
from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shared_apps.accounts.models import User

Text = str | Promise
PASSWORD_HINT = _("At least 8 characters. A few words in a row are easy to keep and hard to guess.")
NAME_HINT = _("Your first name and an initial are enough, for example Camille L.")


class PasswordInput(forms.PasswordInput):
    """A password that its owner can look at while typing, where there is script."""

    template_name = "account/widgets/password.html"


def word(field: forms.Field, label: Text, hint: Text = "", **attributes: str) -> None:
    """Give a field of allauth our label, hint and attributes, without a placeholder."""
    field.label, field.help_text = label, hint  # type: ignore[assignment]
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)
    if isinstance(field.widget, forms.PasswordInput):
        field.widget = PasswordInput(attrs=field.widget.attrs)
        field.widget.is_required = field.required


def word_new_password(form: forms.Form) -> None:
    """Ask for a new password once: it can be looked at, so typing it twice tells nothing."""
    form.fields.pop("password2", None)
    word(form.fields["password1"], _("New password"), PASSWORD_HINT, autocomplete="new-password")


class LoginForm(allauth_forms.LoginForm):  # type: ignore[misc]
    """E-mail and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = self.fields
        word(fields["login"], _("E-mail address"), autocomplete="username", inputmode="email")
        word(fields["password"], _("Password"), autocomplete="current-password")
        word(fields["remember"], _("Stay signed in on this device"))


class SignupForm(allauth_forms.SignupForm):  # type: ignore[misc]
    """A new account; answers in the same way, and as slowly, when the address has one already."""

    display_name = forms.CharField(min_length=2, max_length=80)
    terms = forms.BooleanField(
        label=_("I accept the rules of participation and the use of my data for taking part"),
        error_messages={"required": _("Check this box to create your account.")},
    )
    field_order = ("display_name", "email", "password1", "terms")
    account_already_exists: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = self.fields
        word(fields["display_name"], _("Name shown to others"), NAME_HINT, autocomplete="nickname")
        hint = _("We send you a code to confirm it. Nobody else sees it.")
        word(fields["email"], _("E-mail address"), hint, autocomplete="email", inputmode="email")
        word(fields["password1"], _("Password"), PASSWORD_HINT, autocomplete="new-password")

    def clean_display_name(self) -> str:
        """One line of plain words; an e-mail address would be shown to all."""
        return clean_display_name(self.cleaned_data["display_name"])

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponseBase | None]:
        """Hash the password in either case, so that the time taken tells nothing."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        result: tuple[User | None, HttpResponseBase | None]
        try:
            with transaction.atomic():
                result = super().try_save(request)
        except IntegrityError:  # the form was sent twice at the same instant
            self.account_already_exists = True
            result = super().try_save(request)
        return result


def clean_display_name(value: str) -> str:
    """The name with single spaces; ValidationError where it is an address or holds no letter."""
    name = " ".join(value.split())
    if "@" in name or "://" in name:
        raise forms.ValidationError(_("Everybody sees this name: leave out addresses."))
    if not re.search(r"[^\W\d_]", name):
        raise forms.ValidationError(_("Write a name with at least one letter."))
    return name


class CodeForm(forms.Form):
    """What the two forms that ask for a code have in common."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": "12"}
        hint = _("Six digits, in the message that we have just sent.")
        word(self.fields["code"], _("Code"), hint, spellcheck="false", **attributes)
        self.fields["code"].widget.attrs["class"] = "code-input"


class ConfirmEmailForm(CodeForm, allauth_forms.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    """The code that proves an address."""


class ConfirmResetForm(CodeForm, allauth_forms.ConfirmPasswordResetCodeForm):  # type: ignore[misc]
    """The code that allows a new password."""


class ResetPasswordForm(allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    """The address to which a code goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self.fields["email"], _("E-mail address"), autocomplete="email", inputmode="email")


class NewPasswordForm(allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password after the code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_new_password(self)


class ChangePasswordForm(allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    """A new password, by somebody who knows the present one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self.fields["oldpassword"], _("Present password"), autocomplete="current-password")
        word_new_password(self)


class ChangeEmailForm(allauth_forms.AddEmailForm):  # type: ignore[misc]
    """A new address; it replaces the present one when its code has been typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = _("We send a code to it. Your present address stays until you type that code.")
        word(self.fields["email"], _("New address"), hint, autocomplete="email", inputmode="email")


class ReauthenticateForm(allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    """The password again, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self.fields["password"], _("Password"), autocomplete="current-password")
