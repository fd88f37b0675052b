"""What finance and visitors of the vendor's page write."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from billing.models import PortalRequest
from shared_apps.ui.forms import MoneyInput


class AgreeQuoteForm(forms.Form):
    """The yearly amount agreed with a city."""

    amount = forms.DecimalField(
        label=_("Agreed amount"),
        help_text=_("Euros a year, without tax."),
        min_value=1,
        max_digits=9,
        decimal_places=2,
        widget=MoneyInput,
    )


class RequestPortalForm(forms.ModelForm[PortalRequest]):
    """Who asks for a portal, for which municipality."""

    # Hidden from people by the stylesheet; programs that fill every field give themselves away.
    website = forms.CharField(required=False, widget=forms.TextInput({"tabindex": "-1"}))

    class Meta:
        model = PortalRequest
        fields = ("territory_name", "contact_name", "email", "message")
        widgets = {
            "territory_name": forms.TextInput({"autocomplete": "organization"}),
            "contact_name": forms.TextInput({"autocomplete": "name"}),
            "email": forms.EmailInput({"autocomplete": "email"}),
            "message": forms.Textarea({"rows": "4"}),
        }
        help_texts = {"message": _("What would you like to decide with the residents?")}

    def clean(self) -> dict[str, Any]:
        """Refuse what a program filled in."""
        cleaned = super().clean() or {}
        if cleaned.get("website"):
            raise forms.ValidationError(_("Leave the last field empty."))
        return cleaned
