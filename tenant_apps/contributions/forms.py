"""What a contribution is written with; modules add their own fields."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tenant_apps.contributions.models import Contribution


class ContributionForm(forms.ModelForm[Contribution]):
    """Title, text and place."""

    class Meta:
        model = Contribution
        fields = ("title", "body", "place")
        labels = {
            "title": _("Title"),
            "body": _("Your text"),
            "place": _("Place"),
        }
        help_texts = {
            "title": _("One sentence that says what you would change."),
            "body": _("What is missing today? What do you suggest, and for whom?"),
            "place": _("A street, a square, a district."),
        }
        widgets = {
            "body": forms.Textarea(attrs={"rows": 9}),
            "place": forms.TextInput(attrs={"autocomplete": "off"}),
        }

    def clean_title(self) -> str:
        """On one line, without spaces around or doubled."""
        title = " ".join(self.cleaned_data["title"].split())
        if len(title) < 5:
            raise forms.ValidationError(_("Say a little more: at least 5 characters."))
        return title
