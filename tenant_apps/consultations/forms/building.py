"""How staff write questionnaires and questions, and publish results."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shared_apps.ui.forms import DateInput, MarkdownInput
from tenant_apps.consultations.actions import QuestionDraft
from tenant_apps.consultations.choices import QuestionKind
from tenant_apps.consultations.models import Question, Questionnaire
from tenant_apps.processes.choices import ProcessState
from tenant_apps.processes.models import Process, day_of, start_of_day

MOST_CHOICES, LONGEST_CHOICE = 40, 200


class EditQuestionnaireForm(forms.Form):
    """Texts; and days, where no process brings them. Days are whole, the last one included."""

    title = forms.CharField(
        label=_("Title"),
        max_length=140,
        help_text=_("As a question or a theme, for example “Getting around by bike in 2030”."),
    )
    intro = forms.CharField(
        label=_("Introduction"),
        required=False,
        max_length=3000,
        widget=MarkdownInput({"rows": 6}),
        help_text=_("Why you ask, what the answers are for, who decides and when."),
    )
    thank_you = forms.CharField(
        label=_("Words of thanks"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Shown once the answer is sent: what happens next."),
    )
    first_day = forms.DateField(
        label=_("Opening day"),
        required=False,
        widget=DateInput,
        help_text=_("Without a first day only staff see it."),
    )
    last_day = forms.DateField(
        label=_("Closing day"),
        required=False,
        widget=DateInput,
        help_text=_("Included. Without a last day it stays open."),
    )

    def __init__(
        self, data: Any = None, *, questionnaire: Questionnaire | None = None, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        if questionnaire is None:
            return
        opens, window = questionnaire.opens_at, questionnaire.window_at
        for name in ("title", "intro", "thank_you"):
            self.initial[name] = getattr(questionnaire, name)
        if questionnaire.process_id is not None:
            del self.fields["first_day"], self.fields["last_day"]
        elif opens is not None and (dates := window(opens)) is not None:
            self.initial["first_day"] = day_of(dates.starts_at)
            self.initial["last_day"] = dates.last_minute and day_of(dates.last_minute)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        data = super().clean() or {}
        first, last = data.get("first_day"), data.get("last_day")
        if last and not first:
            self.add_error("first_day", _("Give the first day as well."))
        elif first and last and last < first:
            self.add_error("last_day", _("The last day cannot be before the first day."))
        return data

    def texts_and_dates(self) -> dict[str, Any]:
        """What the actions take."""
        data = self.cleaned_data
        return {
            "title": data["title"],
            "intro": data["intro"],
            "thank_you": data["thank_you"],
            "opens_at": _start(data.get("first_day")),
            "closes_at": _start(data.get("last_day"), days=1),
        }


def _start(day: date | None, days: int = 0) -> datetime | None:
    return start_of_day(day + timedelta(days=days)) if day else None


class CreateQuestionnaireForm(EditQuestionnaireForm):
    """A new questionnaire, in a process or with days of its own."""

    process = forms.ModelChoiceField(
        label=_("Process"),
        queryset=Process.objects.exclude(state=ProcessState.ARCHIVED).order_by("-pk"),
        required=False,
        empty_label=_("None: it has days of its own"),
        help_text=_("In a process, the phase “Questionnaire” says when it is open."),
    )
    field_order = ("title", "process", "first_day", "last_day", "intro", "thank_you")


# Fields of the kinds, beside the ones that every question has.
FIELDS_OF: Mapping[str, tuple[str, ...]] = {
    QuestionKind.SINGLE: ("choices",),
    QuestionKind.MULTIPLE: ("choices", "most_choices"),
    QuestionKind.TEXT: ("is_long",),
    QuestionKind.SCALE: ("low_label", "high_label"),
    QuestionKind.NUMBER: ("unit", "minimum", "maximum", "decimal_places"),
}
COMMON = ("label", "help_text", "is_required")
DIGITS = [(0, _("none: whole numbers")), (1, "1"), (2, "2"), (3, "3")]


class QuestionForm(forms.Form):
    """One question; shows the fields of its kind."""

    label = forms.CharField(label=_("Question"), max_length=300)
    help_text = forms.CharField(
        label=_("Help"),
        required=False,
        max_length=300,
        help_text=_("A sentence below the question, where it helps to understand it."),
    )
    choices = forms.CharField(
        label=_("Answers to choose from"),
        widget=forms.Textarea({"rows": 7}),
        help_text=_("One answer a line, in the order in which they are shown."),
    )
    most_choices = forms.IntegerField(
        label=_("How many at most"),
        required=False,
        min_value=2,
        max_value=MOST_CHOICES,
        help_text=_("Leave empty for as many as one likes."),
    )
    is_long = forms.BooleanField(label=_("Several lines"), required=False)
    low_label = forms.CharField(label=_("1 means"), required=False, max_length=60)
    high_label = forms.CharField(label=_("5 means"), required=False, max_length=60)
    unit = forms.CharField(
        label=_("Unit"), required=False, max_length=20, help_text=_("For example km or €.")
    )
    minimum = forms.DecimalField(
        label=_("Smallest"), required=False, max_digits=12, decimal_places=3
    )
    maximum = forms.DecimalField(
        label=_("Largest"), required=False, max_digits=12, decimal_places=3
    )
    decimal_places = forms.TypedChoiceField(
        label=_("Digits after the comma"), coerce=int, choices=DIGITS, initial=0
    )
    is_required = forms.BooleanField(label=_("An answer is required"), required=False, initial=True)

    def __init__(
        self, data: Any = None, *, kind: QuestionKind, question: Question | None = None
    ) -> None:
        super().__init__(data)
        self.kind = kind
        wanted = {*COMMON, *FIELDS_OF[kind]}
        for name in [name for name in self.fields if name not in wanted]:
            del self.fields[name]
        if question is not None:
            for name in set(self.fields) - {"choices"}:
                self.initial[name] = getattr(question, name)
            labels = [choice.label for choice in question.ordered_choices]
            self.initial["choices"] = "\n".join(labels)

    def clean_choices(self) -> tuple[str, ...]:
        """At least two different ones."""
        lines = (" ".join(line.split()) for line in self.cleaned_data["choices"].splitlines())
        labels = [line for line in lines if line]
        if len(labels) < 2:
            raise forms.ValidationError(_("Give at least two answers to choose from."))
        if len(labels) > MOST_CHOICES:
            raise forms.ValidationError(
                _("Give at most %(count)s answers.") % {"count": MOST_CHOICES}
            )
        seen: set[str] = set()
        for label in labels:
            if label.casefold() in seen:
                raise forms.ValidationError(
                    _("“%(label)s” stands twice. Take one away.") % {"label": label}
                )
            if len(label) > LONGEST_CHOICE:
                raise forms.ValidationError(
                    _("“%(label)s…” is too long: %(count)s characters at most.")
                    % {"label": label[:40], "count": LONGEST_CHOICE}
                )
            seen.add(label.casefold())
        return tuple(labels)

    def clean(self) -> dict[str, Any]:
        """The bounds of a number are the right way round."""
        data = super().clean() or {}
        low, high = data.get("minimum"), data.get("maximum")
        if low is not None and high is not None and low > high:
            self.add_error("maximum", _("The largest cannot be below the smallest."))
        return data

    def draft(self) -> QuestionDraft:
        """What the actions take."""
        return QuestionDraft(kind=self.kind, **self.cleaned_data)


class PublishResultsForm(forms.Form):
    """What the town says with the numbers."""

    conclusion = forms.CharField(
        label=_("What the town retains"),
        required=False,
        max_length=5000,
        widget=MarkdownInput({"rows": 8}),
        help_text=_("Stands above the numbers: what you learnt, what you decide, what comes next."),
    )
