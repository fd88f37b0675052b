"""The columns that questions become: one for each, one a choice where several can be chosen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tenant_apps.consultations.choices import QuestionKind
from tenant_apps.consultations.models import Choice, Question
from tenant_apps.consultations.queries.answers import Given

Cell = str | int | Decimal | None


@dataclass(frozen=True)
class QuestionColumn:
    """A column with its stable code, e.g. `q3` or `q4__by_bike`."""

    code: str
    title: str
    question: Question
    choice: Choice | None = None

    @property
    def kind(self) -> str:
        """What its cells hold: text, integer or decimal."""
        if self.choice is not None or self.question.kind == QuestionKind.SCALE:
            return "integer"
        if self.question.kind == QuestionKind.NUMBER:
            return "decimal" if self.question.decimal_places else "integer"
        return "text"

    def cell(self, given: Mapping[int, Given]) -> Cell:
        """What an answer says: a choice's code, a number, a text; 1 or 0 for one of several.

        Nothing where the question was left open.
        """
        one = given.get(self.question.pk)
        if one is None:
            return None
        if self.choice is not None:
            return int(self.choice.pk in one.choice_ids)
        if one.choice_ids:
            codes = {choice.pk: choice.code for choice in self.question.ordered_choices}
            return codes[one.choice_ids[0]]
        if one.number is not None:
            return int(one.number) if self.kind == "integer" else one.number.normalize()
        return one.text


def question_columns(questions: Iterable[Question]) -> list[QuestionColumn]:
    """The columns of these questions, in order."""
    columns = []
    for question in questions:
        if question.kind == QuestionKind.MULTIPLE:
            columns += [
                QuestionColumn(
                    f"{question.code}__{choice.code}",
                    f"{question.label} – {choice.label}",
                    question,
                    choice,
                )
                for choice in question.ordered_choices
            ]
        else:
            columns.append(QuestionColumn(question.code, question.label, question))
    return columns
