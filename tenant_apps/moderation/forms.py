"""What is flagged, hidden and appealed with."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from shared_apps.ui.forms import ChoiceTiles
from tenant_apps.contributions.choices import CharterRule
from tenant_apps.moderation.models import Case, Flag


def rules() -> list[tuple[str, str]]:
    """The rules of the charter to choose from."""
    return [(value, capfirst(str(label))) for value, label in CharterRule.choices]


class FlagForm(forms.ModelForm[Flag]):
    """What is wrong with a text."""

    rule = forms.ChoiceField(label=_("What is wrong?"), choices=rules, widget=ChoiceTiles())

    class Meta:
        model = Flag
        fields = ("rule", "note")
        labels = {"note": _("Anything to add?")}
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def clean_rule(self) -> CharterRule:
        """As a member of the choices."""
        return CharterRule(self.cleaned_data["rule"])


class HideForm(forms.Form):
    """Why a text is hidden: the rule and the reason in words, both told to the author."""

    rule = forms.ChoiceField(label=_("Rule of the charter"), choices=rules, widget=ChoiceTiles())
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Sent to the author as you write it. Say which words are concerned."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_rule(self) -> CharterRule:
        """As a member of the choices."""
        return CharterRule(self.cleaned_data["rule"])


class AppealForm(forms.ModelForm[Case]):
    """Why the decision was wrong."""

    appeal = forms.CharField(
        label=_("Why do you think the decision was wrong?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    class Meta:
        model = Case
        fields = ("appeal",)


class AnswerAppealForm(forms.Form):
    """The answer to an appeal, told to the author."""

    answer = forms.CharField(
        label=_("Answer to the author"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
