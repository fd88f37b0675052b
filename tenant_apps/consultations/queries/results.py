"""What all answers to a questionnaire add up to, in a fixed number of queries."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from shared_apps.ui import formats
from tenant_apps.consultations.choices import SCALE_STEPS, QuestionKind
from tenant_apps.consultations.models import AnswerValue, Question, Questionnaire
from tenant_apps.consultations.queries.answers import number_in_words

# With fewer answers than this, numbers could tell what a single person answered.
FEWEST_ANSWERS = 5
MOST_RANGES = 8
LATEST_TEXTS = 3


@dataclass(frozen=True)
class Row:
    """How many people gave an answer; `share` is between 0 and 1, of those who answered."""

    code: str
    label: str
    count: int
    share: float


@dataclass(frozen=True)
class Summary:
    """What the answers to one question add up to.

    `answered` counts people. Shares of several choices add up to more than the whole.
    """

    question: Question
    answered: int
    rows: tuple[Row, ...] = ()
    average: Decimal | None = None
    median: Decimal | None = None
    smallest: Decimal | None = None
    largest: Decimal | None = None
    texts: tuple[str, ...] = field(default=())

    @property
    def is_too_small(self) -> bool:
        """Whether the numbers are not shown to the public."""
        return self.answered < FEWEST_ANSWERS

    @property
    def is_text(self) -> bool:
        """Whether people answered in their own words."""
        return self.question.kind == QuestionKind.TEXT

    @property
    def bars(self) -> list[tuple[str, float, str]]:
        """Rows for the bar chart: share and number of people."""
        return [
            (row.label, row.share, f"{formats.percent(row.share)} · {formats.number(row.count)}")
            for row in self.rows
        ]

    @property
    def figures(self) -> list[tuple[str, str]]:
        """Average and middle in words; for numbers and scales."""
        if self.average is None:
            return []
        if self.question.kind == QuestionKind.SCALE:
            return [(_("Average"), f"{formats.number(self.average, 1)} / 5")]
        places = self.question.decimal_places
        unit = f"{formats.NBSP}{self.question.unit}" if self.question.unit else ""
        return [
            (_("Average"), formats.number(self.average, max(places, 1)) + unit),
            (_("Median"), number_in_words(self.question, self.median or Decimal(0))),
        ]

    @property
    def extremes(self) -> list[tuple[str, str]]:
        """The smallest and the largest number, for staff: each is one person's."""
        if self.smallest is None or self.largest is None or self.question.kind == "scale":
            return []
        return [
            (_("Smallest"), number_in_words(self.question, self.smallest)),
            (_("Largest"), number_in_words(self.question, self.largest)),
        ]


def summaries(questionnaire: Questionnaire, *, with_texts: bool = False) -> list[Summary]:
    """One summary a question, in order; two queries, three with the latest texts."""
    questions = questionnaire.ordered_questions
    values = AnswerValue.objects.filter(question__in=[question.pk for question in questions])
    grouped: dict[int, list[tuple[int | None, Decimal | None, int]]] = {}
    groups = values.values_list("question_id", "choice_id", "number").annotate(Count("pk"))
    for question_id, choice_id, number, count in groups.order_by():
        grouped.setdefault(question_id, []).append((choice_id, number, count))
    people = Counter(
        dict(
            values.filter(is_one_of_many=True)
            .order_by()
            .values_list("question_id")
            .annotate(Count("answer", distinct=True))
        )
    )
    texts = latest_texts(questions) if with_texts else {}
    return [
        _summary(question, grouped.get(question.pk, []), people[question.pk], texts)
        for question in questions
    ]


def _summary(
    question: Question,
    groups: Sequence[tuple[int | None, Decimal | None, int]],
    people: int,
    texts: dict[int, list[str]],
) -> Summary:
    """`people` counts those who chose several; for the other kinds each value is a person."""
    answered = people or sum(count for _choice, _number, count in groups)
    if question.has_choices:
        chosen = {choice: count for choice, _number, count in groups}
        counted = [(one.code, one.label, chosen.get(one.pk, 0)) for one in question.ordered_choices]
        return Summary(question, answered, _rows(counted, answered))
    if question.kind == QuestionKind.TEXT:
        return Summary(question, answered, texts=tuple(texts.get(question.pk, ())))
    numbers = sorted((number, count) for _choice, number, count in groups if number is not None)
    counted = _steps(question, numbers) if question.kind == QuestionKind.SCALE else _ranges(numbers)
    if not numbers:
        return Summary(question, answered, _rows(counted, answered))
    total = sum((number * count for number, count in numbers), Decimal(0))
    return Summary(
        question,
        answered,
        _rows(counted, answered),
        total / answered,
        _median(numbers, answered),
        numbers[0][0],
        numbers[-1][0],
    )


def _rows(counted: Sequence[tuple[str, str, int]], answered: int) -> tuple[Row, ...]:
    whole = answered or 1
    return tuple(Row(code, label, count, count / whole) for code, label, count in counted)


def _steps(
    question: Question, numbers: Sequence[tuple[Decimal, int]]
) -> list[tuple[str, str, int]]:
    """The steps of a scale, also those that nobody chose."""
    counts = {int(number): count for number, count in numbers}
    meanings = dict(question.scale)
    return [
        (
            str(step),
            f"{step} · {meanings[step]}" if meanings[step] else str(step),
            counts.get(step, 0),
        )
        for step in SCALE_STEPS
    ]


def _ranges(numbers: Sequence[tuple[Decimal, int]]) -> list[tuple[str, str, int]]:
    """Numbers in ranges of the same width; each number for itself where there are few."""
    if len(numbers) <= MOST_RANGES:
        return [
            (f"{number.normalize():f}", formats.number(number.normalize(), _places(number)), count)
            for number, count in numbers
        ]
    width = _round_width((numbers[-1][0] - numbers[0][0]) / (MOST_RANGES - 1))
    first = numbers[0][0] // width * width
    edges = [first + width * step for step in range(MOST_RANGES + 1)]
    rows = []
    for start, end in pairwise(edges):
        count = sum(count for number, count in numbers if start <= number < end)
        label = _("%(start)s to under %(end)s") % {
            "start": formats.number(start, _places(start)),
            "end": formats.number(end, _places(end)),
        }
        rows.append((f"{start:f}", label, count))
    while rows and rows[-1][2] == 0:
        rows.pop()
    return rows


def _places(number: Decimal) -> int:
    """Digits after the comma that are not zero."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _round_width(width: Decimal) -> Decimal:
    """The next width that reads well: 1, 2 or 5 times a power of ten."""
    power = Decimal(10) ** width.adjusted()
    return next(power * step for step in (1, 2, 5, 10) if power * step >= width)


def _median(numbers: Sequence[tuple[Decimal, int]], answered: int) -> Decimal:
    """The middle one, or between the two in the middle."""
    middles, seen = [], 0
    places = {(answered - 1) // 2, answered // 2}
    for number, count in numbers:
        middles += [number for place in sorted(places) if seen <= place < seen + count]
        seen += count
    return sum(middles, Decimal(0)) / len(middles)


def latest_texts(questions: Sequence[Question]) -> dict[int, list[str]]:
    """The latest texts to each free-text question, in one query."""
    asked = [question.pk for question in questions if question.kind == QuestionKind.TEXT]
    if not asked:
        return {}
    place = Window(
        RowNumber(),
        partition_by=F("question_id"),
        order_by=[F("answer__submitted_at").desc(), F("pk").desc()],
    )
    rows = AnswerValue.objects.filter(question__in=asked).annotate(place=place)
    found: dict[int, list[str]] = {}
    latest = rows.filter(place__lte=LATEST_TEXTS).order_by("question_id", "place")
    for question_id, text in latest.values_list("question_id", "text"):
        found.setdefault(question_id, []).append(text)
    return found


def texts(question: Question) -> QuerySet[AnswerValue]:
    """All texts to a question with their answers, the latest first."""
    return (
        AnswerValue.objects.filter(question=question)
        .select_related("answer")
        .order_by("-answer__submitted_at", "-pk")
    )
