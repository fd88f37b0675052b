"""What lists of projects can be filtered by."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shared_apps.ui.forms import SearchInput
from tenant_apps.budgets.choices import ProjectState
from tenant_apps.budgets.models import Budget, District, ProjectQuerySet
from tenant_apps.contributions.models import Contribution


class ProjectFilter(forms.Form):
    """Words, district and, on demand, state; unknown values filter nothing."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100, widget=SearchInput())
    district = forms.ModelChoiceField(
        label=_("District"),
        queryset=District.objects.none(),
        required=False,
        empty_label=_("All districts"),
    )
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args: Any, budget: Budget, states: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        districts = District.objects.filter(projects__budget=budget).distinct().order_by("name")
        self.fields["district"].queryset = districts  # type: ignore[attr-defined]
        if states:
            choices: list[tuple[str, str | Promise]] = [("", _("All states"))]
            if budget.is_published:
                choices.append(("winner", _("Chosen projects")))
            choices += [(state.value, str(state.label).capitalize()) for state in ProjectState]
            self.fields["state"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["state"]
        self.is_valid()

    @property
    def active_count(self) -> int:
        """How many filters are set."""
        return sum(bool(value) for value in self.cleaned_data.values())

    def apply(self, projects: ProjectQuerySet) -> ProjectQuerySet:
        """The projects that meet every filter."""
        if words := self.cleaned_data.get("q"):
            found = Contribution.objects.search_for(words)
            projects = projects.filter(contribution__in=found.values("pk"))
        if district := self.cleaned_data.get("district"):
            projects = projects.filter(district=district)
        if state := self.cleaned_data.get("state"):
            wanted = {"is_winner": True} if state == "winner" else {"state": state}
            projects = projects.filter(**wanted)
        return projects
