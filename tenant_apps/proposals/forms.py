"""What an idea is submitted and answered with."""

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from tenant_apps.contributions.forms import ContributionForm
from tenant_apps.proposals.choices import (
    NEEDS_ANSWER,
    STATUS_TRANSITIONS,
    ProposalStatus,
)
from tenant_apps.proposals.models import Proposal


class SubmitIdeaForm(ContributionForm):
    """An idea; while the title is typed, ideas that resemble it appear."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].widget.attrs.update(
            {
                "hx-get": reverse_lazy("proposals:similar_ideas"),
                "hx-trigger": "change, keyup changed delay:600ms",
                "hx-target": "#similar",
            }
        )


class EditIdeaForm(ContributionForm):
    """The words of an idea."""


class ChangeStatusForm(forms.Form):
    """Where an idea stands, and the town's official words."""

    status = forms.ChoiceField(label=_("Status"))
    answer = forms.CharField(
        label=_("Official answer"),
        help_text=_("Shown above the discussion and sent to the author and everyone around it."),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 7}),
    )

    def __init__(self, *args: Any, idea: Proposal | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = list(ProposalStatus)
        if idea is not None:
            now = ProposalStatus(idea.status)
            offered = [row for row in offered if row == now or row in STATUS_TRANSITIONS[now]]
            self.initial = {"status": idea.status, "answer": idea.answer, **self.initial}
        self.idea = idea
        status = self.fields["status"]
        assert isinstance(status, forms.ChoiceField)
        status.choices = [(row.value, capfirst(str(row.label))) for row in offered]

    def clean_status(self) -> ProposalStatus:
        """As a member of the choices."""
        return ProposalStatus(self.cleaned_data["status"])

    def clean(self) -> dict[str, Any] | None:
        """Some statuses come with a reason."""
        data = super().clean()
        if self.cleaned_data.get("status") in NEEDS_ANSWER and not self.cleaned_data.get("answer"):
            self.add_error("answer", _("Write the town’s answer: residents are owed a reason."))
        return data
