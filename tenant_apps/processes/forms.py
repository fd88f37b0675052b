"""Forms of the back office: a process's start, its texts, its phases."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shared_apps.ui.forms import ChoiceTiles, DateInput, MarkdownInput, Tile
from tenant_apps.processes import queries
from tenant_apps.processes.choices import Visibility
from tenant_apps.processes.models import Phase, Process, start_of_day


class NewProcessForm(forms.Form):
    """A title and the first day; the template gives the rest."""

    title = forms.CharField(
        label=_("Title"),
        max_length=140,
        help_text=_("A question or a subject, as residents would say it."),
    )
    starts_on = forms.DateField(
        label=pgettext_lazy("phase", "First day"),
        widget=DateInput,
        help_text=_("The phases are dated from this day."),
    )

    @property
    def first_day(self) -> date:
        """The day to preview from: the one given, today where it cannot be read."""
        value = self["starts_on"].value()
        try:
            return forms.DateField().to_python(value) or timezone.localdate()
        except forms.ValidationError:
            return timezone.localdate()


class ProcessForm(forms.ModelForm[Process]):
    """Texts of a process and who may see it."""

    class Meta:
        model = Process
        fields = (
            "title",
            "question",
            "easy_summary",
            "summary",
            "description",
            "area",
            "visibility",
        )
        widgets = {
            "easy_summary": forms.Textarea({"rows": 3}),
            "summary": forms.Textarea({"rows": 3}),
            "description": MarkdownInput({"rows": 14}),
            "visibility": ChoiceTiles(),
        }
        help_texts = {
            "question": _("One sentence: what will be different once it is decided?"),
            "easy_summary": _(
                "Short sentences, everyday words, one idea a sentence. It stands first on the page."
            ),
            "summary": _("Shown in lists and by search engines."),
            "area": _("A district or the whole territory."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["visibility"].widget.choices = [
            (
                Visibility.PUBLIC,
                Tile(_("Everyone"), _("On the home page, in lists and in search.")),
            ),
            (
                Visibility.UNLISTED,
                Tile(_("Who has the address"), _("In no list, no search and no data.")),
            ),
        ]


class PhaseForm(forms.Form):
    """A step: days are whole days of the city, the last one included."""

    title = forms.CharField(label=_("Title"), max_length=80)
    first_day = forms.DateField(
        label=pgettext_lazy("phase", "First day"),
        widget=DateInput,
        help_text=_("Opens as the day begins."),
    )
    last_day = forms.DateField(
        label=pgettext_lazy("phase", "Last day"),
        widget=DateInput,
        help_text=_("Included: it closes at the end of that day."),
    )
    description = forms.CharField(
        label=_("What happens in this phase"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )
    outcome = forms.CharField(
        label=_("What came of it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Shown once the phase is over: figures, decisions, where to read more."),
    )
    move_following = forms.BooleanField(
        label=_("Move the later phases by as many days"), required=False
    )

    def __init__(self, data: QueryDict | None, *, phase: Phase) -> None:
        initial = {
            "title": phase.title,
            "first_day": phase.first_day,
            "last_day": phase.last_day,
            "description": phase.description,
            "outcome": phase.outcome,
        }
        super().__init__(data, initial=initial)
        self.phase = phase

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        data = super().clean() or {}
        check_days(self, data)
        return data

    @property
    def starts_at(self) -> datetime:
        """The first instant; an unchanged day keeps its hour."""
        day: date = self.cleaned_data["first_day"]
        return self.phase.starts_at if day == self.phase.first_day else start_of_day(day)

    @property
    def ends_at(self) -> datetime:
        """The first instant after it; an unchanged day keeps its hour."""
        day: date = self.cleaned_data["last_day"]
        if day == self.phase.last_day:
            return self.phase.ends_at
        return start_of_day(day + timedelta(days=1))


class NewPhaseForm(forms.Form):
    """A step to add."""

    kind = forms.ChoiceField(label=_("Kind"))
    title = forms.CharField(label=_("Title"), max_length=80)
    first_day = forms.DateField(label=pgettext_lazy("phase", "First day"), widget=DateInput)
    last_day = forms.DateField(
        label=pgettext_lazy("phase", "Last day"),
        widget=DateInput,
        help_text=_("Included: it closes at the end of that day."),
    )
    description = forms.CharField(
        label=_("What happens in this phase"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = queries.active_kinds()
        choices = [(kind.code, kind.title) for kind in kinds]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        data = super().clean() or {}
        check_days(self, data)
        return data

    @property
    def starts_at(self) -> datetime:
        """The first instant."""
        return start_of_day(self.cleaned_data["first_day"])

    @property
    def ends_at(self) -> datetime:
        """The first instant after it."""
        return start_of_day(self.cleaned_data["last_day"] + timedelta(days=1))


def check_days(form: forms.Form, data: dict[str, Any]) -> None:
    """Put an error beside the last day when it comes before the first."""
    first, last = data.get("first_day"), data.get("last_day")
    if first and last and last < first:
        form.add_error("last_day", _("The last day cannot be before the first day."))
