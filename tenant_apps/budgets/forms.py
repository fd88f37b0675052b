"""What people type: projects, decisions, paper ballots, receipts."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shared_apps.ui.forms import MoneyInput
from tenant_apps.budgets.actions import paper_problem
from tenant_apps.budgets.choices import ProjectState
from tenant_apps.budgets.models import Budget, District, Project
from tenant_apps.contributions.forms import ContributionForm


class DistrictField(forms.ModelChoiceField[District]):
    """A district of the town; the list is read when the form is made."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=District.objects.order_by("name"), required=False, **kwargs)


class SubmitProjectForm(ContributionForm):
    """A resident's project."""

    district = DistrictField(label=_("District"), empty_label=_("The whole town"))

    class Meta(ContributionForm.Meta):
        labels = {
            **ContributionForm.Meta.labels,
            "title": _("Name of the project"),
            "body": _("The project"),
        }
        help_texts = {
            **ContributionForm.Meta.help_texts,
            "title": _("For instance: a shared garden behind the library."),
            "body": _("What would be built or bought, where, and who would use it?"),
        }

    field_order = ("title", "body", "district", "place")


class EditBudgetForm(forms.ModelForm[Budget]):
    """Title and amount."""

    class Meta:
        model = Budget
        fields = ("title", "amount")
        labels = {"title": _("Title"), "amount": _("Amount")}
        help_texts = {
            "amount": _("Whole euros: what the chosen projects may cost together."),
        }
        widgets = {"amount": MoneyInput()}


class ReviewProjectForm(forms.Form):
    """The town's decision on one project."""

    state = forms.ChoiceField(label=_("Decision"), choices=ProjectState.choices)
    cost = forms.IntegerField(
        label=_("Cost"),
        required=False,
        min_value=1,
        max_value=1_000_000_000,
        widget=MoneyInput(),
        help_text=_("Whole euros, all included. Needed before the vote."),
    )
    district = DistrictField(label=_("District"), empty_label=_("Not given"))
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Public. Needed when the project is not retained."),
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "state": project.state,
            "cost": project.cost,
            "district": project.district_id,
            "reason": project.reason,
        }
        super().__init__(*args, **kwargs)

    def clean_state(self) -> ProjectState:
        """As a state."""
        return ProjectState(self.cleaned_data["state"])


class ReviewProjectsForm(forms.Form):
    """The same decision on the checked projects."""

    state = forms.ChoiceField(label=_("Decision"), choices=ProjectState.choices)
    reason = forms.CharField(label=_("Reason"), required=False, max_length=1000)
    projects = forms.ModelMultipleChoiceField(
        queryset=Project.objects.none(),
        error_messages={"required": _("Check at least one project.")},
    )

    def __init__(self, *args: Any, budget: Budget, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        projects = self.fields["projects"]
        projects.queryset = budget.projects.order_by("pk")  # type: ignore[attr-defined]

    def clean_state(self) -> ProjectState:
        """As a state."""
        return ProjectState(self.cleaned_data["state"])


class RecordPaperBallotsForm(forms.Form):
    """The ballots of one box: a line a ballot, the numbers of its projects with spaces between."""

    place = forms.CharField(
        label=_("Ballot box"),
        max_length=120,
        help_text=_("Where the box stood, for instance: town hall, main library."),
    )
    ballots = forms.CharField(
        label=_("Ballots"),
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false", "autocomplete": "off"}),
        help_text=_(
            "One line for each ballot: the numbers of its projects, with spaces between them. "
            "For instance: 4 17 103"
        ),
    )

    def __init__(self, *args: Any, budget: Budget, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.budget = budget

    def clean_ballots(self) -> list[list[int]]:
        """Numbers of each line; every wrong line is named at once, so that it can be checked."""
        projects = Project.objects.filter(budget=self.budget).on_ballot()
        on_ballot = {project.code: project for project in projects.defer("reason")}
        ballots, errors = [], []
        for number, line in enumerate(self.cleaned_data["ballots"].splitlines(), 1):
            if not line.strip():
                continue
            codes, problem = read_line(line)
            problem = problem or paper_problem(codes, on_ballot, self.budget.amount)
            if problem:
                errors.append(
                    _("Line %(number)s: %(problem)s") % {"number": number, "problem": problem}
                )
            ballots.append(codes)
        if errors:
            raise forms.ValidationError(errors[:20])
        return ballots


def read_line(line: str) -> tuple[list[int], str]:
    """The numbers of a line, and what is wrong with it or ""."""
    words = re.split(r"[\s,;]+", line.strip(" \t,;"))
    if not all(re.fullmatch(r"[0-9]{1,6}", word) for word in words):
        return [], str(_("write numbers with spaces between them."))
    codes = [int(word) for word in words]
    if len(set(codes)) != len(codes):
        return codes, str(_("a number stands there twice."))
    return codes, ""


class ConfirmForm(forms.Form):
    """A box to check before something that cannot be undone."""

    is_sure = forms.BooleanField(label=_("I understand that this cannot be undone."))


class CheckReceiptForm(forms.Form):
    """The code of a receipt, in any case, with or without hyphens."""

    code = forms.CharField(
        label=_("Code of your receipt"),
        max_length=40,
        help_text=_("16 letters and digits, for instance K7QF-2M9X-WB4T-H6PD."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """As it is stored."""
        letters = re.sub(r"[^0-9A-Z]", "", self.cleaned_data["code"].upper())
        return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
