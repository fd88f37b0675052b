"""The choice of mail."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ChooseMailForm(forms.Form):
    """One switch for every message; one a kind comes later."""

    wants_mail = forms.BooleanField(
        label=_("Send me my messages by e-mail too"),
        help_text=_("Without it they wait for you on the portal."),
        required=False,
    )
