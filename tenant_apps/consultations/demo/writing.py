"""Words for the demo's content: questions with how often each answer is given."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from tenant_apps.consultations.actions import QuestionDraft
from tenant_apps.consultations.choices import QuestionKind

MILD, GOOD, BAD, SPLIT = (
    (8, 17, 33, 29, 13),
    (4, 9, 22, 40, 25),
    (24, 31, 24, 15, 6),
    (22, 18, 17, 20, 23),
)


@dataclass(frozen=True)
class Asked:
    """A question and its invented answers.

    `weights` belong to choices or steps (for several choices: the chance of each, in percent);
    `spread` is lowest, most frequent and highest number; `texts` are beginnings and endings.
    """

    draft: QuestionDraft
    weights: tuple[int, ...] = ()
    spread: tuple[float, float, float] = (0, 0, 0)
    texts: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    # Percent of people who answer.
    answered: int = 100


@dataclass(frozen=True)
class Planned:
    """A phase of the demo; days count from today, the last one included."""

    kind: str
    title: str
    first_day: int
    last_day: int
    description: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class Consultation:
    """A questionnaire, its process (none without phases) and its answers."""

    title: str
    intro: str
    thank_you: str
    asked: tuple[Asked, ...]
    answers: int
    phases: tuple[Planned, ...] = ()
    question: str = ""
    summary: str = ""
    easy_summary: str = ""
    description: str = ""
    area: str = ""
    # Days of a questionnaire without a process.
    days: tuple[int, int] = (0, 0)
    conclusion: str = ""
    # How many days ago the results were published; 0: they are not.
    published: int = 0


def single(
    label: str, choices: Mapping[str, int], *, answered: int = 100, required: bool = True
) -> Asked:
    """One choice; weights by choice."""
    draft = QuestionDraft(QuestionKind.SINGLE, label, choices=tuple(choices), is_required=required)
    return Asked(draft, tuple(choices.values()), answered=answered)


def several(label: str, choices: Mapping[str, int], *, most: int | None = None) -> Asked:
    """Several choices; the chance of each in percent."""
    draft = QuestionDraft(QuestionKind.MULTIPLE, label, choices=tuple(choices), most_choices=most)
    return Asked(draft, tuple(choices.values()))


def scale(
    label: str, low: str, high: str, weights: tuple[int, ...] = MILD, *, help_text: str = ""
) -> Asked:
    """A scale; weights of its steps."""
    draft = QuestionDraft(
        QuestionKind.SCALE, label, help_text=help_text, low_label=low, high_label=high
    )
    return Asked(draft, weights)


def number(
    label: str,
    spread: tuple[float, float, float],
    *,
    unit: str = "",
    most: int = 100,
    places: int = 0,
    answered: int = 100,
) -> Asked:
    """A number from 0 to `most`."""
    draft = QuestionDraft(
        QuestionKind.NUMBER,
        label,
        is_required=answered == 100,
        unit=unit,
        minimum=Decimal(0),
        maximum=Decimal(most),
        decimal_places=places,
    )
    return Asked(draft, spread=spread, answered=answered)


def words(
    label: str,
    beginnings: tuple[str, ...],
    endings: tuple[str, ...],
    *,
    answered: int = 22,
    long: bool = True,
) -> Asked:
    """A text, optional."""
    draft = QuestionDraft(QuestionKind.TEXT, label, is_required=False, is_long=long)
    return Asked(draft, texts=(beginnings, endings), answered=answered)


def usual_phases(
    first_day: int, last_day: int, *, outcome: str = "", explained: str = "", asked: str = ""
) -> tuple[Planned, ...]:
    """Information, questionnaire on these days, study of the answers, outcome."""
    return (
        Planned(
            "processes.information", "Le sujet expliqué", first_day - 14, first_day - 1, explained
        ),
        Planned("consultations.questionnaire", "Questionnaire", first_day, last_day, asked),
        Planned("processes.review", "Étude des réponses", last_day + 1, last_day + 21),
        Planned(
            "processes.outcome", "Résultats et décision", last_day + 22, last_day + 60, outcome
        ),
    )
