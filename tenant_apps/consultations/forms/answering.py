"""The form that a questionnaire becomes: one field a question, whatever its kind."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.html import conditional_escape
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shared_apps.ui import formats
from tenant_apps.consultations.choices import SCALE_STEPS, QuestionKind
from tenant_apps.consultations.models import Question, Questionnaire
from tenant_apps.consultations.queries.answers import Given, number_in_words

SHORT_TEXT, LONG_TEXT = 300, 4000
REQUIRED = _("Please answer this question.")
NOTHING = ("", _("I prefer not to answer"))
# `1,250` and `1,250.5`, which mean thousands in English.
THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")


class ScaleInput(forms.RadioSelect):
    """The steps of a scale side by side, with what its ends mean."""

    template_name = "consultations/widgets/scale.html"
    low_label = high_label = ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The words at both ends."""
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"low_label": self.low_label, "high_label": self.high_label}
        return context


class UnitInput(forms.TextInput):
    """A number with its unit; a text field, so that a comma is as good as a point."""

    template_name = "consultations/widgets/number.html"
    unit = ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The unit."""
        context = super().get_context(name, value, attrs)
        context["widget"]["unit"] = self.unit
        return context


class NumberField(forms.DecimalField):
    """A number as people write it: `1 250,5` or `1250.5`."""

    widget = UnitInput

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """Spaces between digits and a comma are fine."""
        if isinstance(value, str):
            value = "".join(value.split()).replace(formats.MINUS, "-")
            if not formats.is_french() and THOUSANDS.fullmatch(value):
                value = value.replace(",", "")
            value = value.replace(",", ".")
        return super().to_python(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """The keyboard of digits on phones."""
        return {"inputmode": "decimal" if self.decimal_places else "numeric"}

    def prepare_value(self, value: Any) -> Any:
        """A stored number as people write it; what was typed stays as it was typed."""
        if not isinstance(value, Decimal):
            return value
        text = f"{value:.{self.decimal_places or 0}f}"
        return text.replace(".", ",") if formats.is_french() else text


def single_choice(question: Question) -> forms.Field:
    """Radio buttons; an optional question can be left open again."""
    choices: list[tuple[str, Any]] = [
        (choice.code, choice.label) for choice in question.ordered_choices
    ]
    if not question.is_required:
        choices.append(NOTHING)
    return forms.ChoiceField(
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of these answers.")},
    )


class SeveralChoicesField(forms.MultipleChoiceField):
    """Checkboxes, at most so many."""

    def __init__(self, *, most: int | None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most

    def validate(self, value: Any) -> None:
        """Say how many are too many."""
        super().validate(value)
        over = len(set(value)) - self.most if self.most else 0
        if over > 0:
            raise forms.ValidationError(
                ngettext(
                    "Choose at most %(most)s answers: take %(over)s away.",
                    "Choose at most %(most)s answers: take %(over)s away.",
                    over,
                )
                % {"most": self.most, "over": over}
            )


def several_choices(question: Question) -> forms.Field:
    """Checkboxes."""
    return SeveralChoicesField(
        most=question.most_choices,
        choices=[(choice.code, choice.label) for choice in question.ordered_choices],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose among these answers.")},
    )


def text(question: Question) -> forms.Field:
    """One line or several."""
    if question.is_long:
        return forms.CharField(max_length=LONG_TEXT, widget=forms.Textarea({"rows": 5}))
    return forms.CharField(max_length=SHORT_TEXT)


def scale(question: Question) -> forms.Field:
    """Five steps."""
    choices: list[tuple[str, Any]] = [(str(step), str(step)) for step in SCALE_STEPS]
    if not question.is_required:
        choices.append(NOTHING)
    widget = ScaleInput()
    widget.low_label, widget.high_label = question.low_label, question.high_label
    return forms.ChoiceField(
        choices=choices,
        widget=widget,
        error_messages={"invalid_choice": _("Choose a number from 1 to 5.")},
    )


def number(question: Question) -> forms.Field:
    """A number between its bounds."""
    widget = UnitInput()
    widget.unit = question.unit
    field = NumberField(
        max_digits=12,
        decimal_places=question.decimal_places,
        widget=widget,
        error_messages={"invalid": _("Write a number, for example 12.")},
    )
    bounds = (
        (question.minimum, MinValueValidator, _("Write a number of at least %(bound)s.")),
        (question.maximum, MaxValueValidator, _("Write a number of at most %(bound)s.")),
    )
    for bound, validator, message in bounds:
        if bound is not None:
            words = message % {"bound": number_in_words(question, bound)}
            field.validators.append(validator(bound, words))
    return field


@dataclass(frozen=True)
class Engine:
    """How a kind of question is asked, read and shown again."""

    field: Callable[[Question], forms.Field]
    # From the cleaned value, which is not empty.
    read: Callable[[Question, Any], Given]
    # Back to the field's initial value.
    show: Callable[[Question, Given], Any]


def _read_choices(question: Question, codes: str | Sequence[str]) -> Given:
    wanted = {codes} if isinstance(codes, str) else set(codes)
    return Given(
        question.pk,
        tuple(choice.pk for choice in question.ordered_choices if choice.code in wanted),
    )


def _show_choices(question: Question, given: Given) -> list[str]:
    return [choice.code for choice in question.ordered_choices if choice.pk in given.choice_ids]


ENGINES: Mapping[str, Engine] = {
    QuestionKind.SINGLE: Engine(
        single_choice,
        _read_choices,
        lambda question, given: next(iter(_show_choices(question, given)), ""),
    ),
    QuestionKind.MULTIPLE: Engine(several_choices, _read_choices, _show_choices),
    QuestionKind.TEXT: Engine(
        text,
        lambda question, value: Given(question.pk, text=value),
        lambda question, given: given.text,
    ),
    QuestionKind.SCALE: Engine(
        scale,
        lambda question, value: Given(question.pk, number=Decimal(value)),
        lambda question, given: "" if given.number is None else str(int(given.number)),
    ),
    QuestionKind.NUMBER: Engine(
        number,
        lambda question, value: Given(question.pk, number=value),
        lambda question, given: given.number,
    ),
}


class AnswerQuestionnaireForm(forms.Form):
    """All questions of a questionnaire, each with its number."""

    prefix = "answer"

    def __init__(
        self,
        data: Any = None,
        *,
        questionnaire: Questionnaire,
        given: Mapping[int, Given] | None = None,
    ) -> None:
        super().__init__(data)
        self.questionnaire = questionnaire
        self.questions = questionnaire.ordered_questions
        for place, question in enumerate(self.questions, 1):
            engine = ENGINES[question.kind]
            field = engine.field(question)
            field.label = f"{place}. {question.label}"
            # The field's template trusts help texts.
            field.help_text = conditional_escape(_help(question))
            field.required = question.is_required
            field.widget.is_required = question.is_required
            field.error_messages["required"] = REQUIRED
            self.fields[question.code] = field
            one = (given or {}).get(question.pk)
            if one is not None:
                self.initial[question.code] = engine.show(question, one)

    def unsent(self) -> "AnswerQuestionnaireForm":
        """The same form with what was typed and no verdict, for a form that came too late."""
        copy = AnswerQuestionnaireForm(questionnaire=self.questionnaire)
        for name, field in self.fields.items():
            typed = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            copy.initial[name] = typed
        return copy

    def given(self) -> list[Given]:
        """What was answered; questions left open are not in it."""
        return [
            ENGINES[question.kind].read(question, self.cleaned_data[question.code])
            for question in self.questions
            if self.cleaned_data[question.code] not in ("", None, [])
        ]


def _help(question: Question) -> str:
    """The help text, and how many choices there may be."""
    parts = [question.help_text]
    if question.kind == QuestionKind.MULTIPLE:
        if question.most_choices:
            many = ngettext(
                "At most %(count)s answer.", "At most %(count)s answers.", question.most_choices
            )
            parts.append(many % {"count": question.most_choices})
        else:
            parts.append(str(_("Several answers are possible.")))
    return " ".join(part for part in parts if part)
