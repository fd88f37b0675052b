"""Where a questionnaire stands, in words, and which groups a list of them has."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from shared_apps.permissions import rules
from shared_apps.permissions.refusal import Refusal
from shared_apps.ui import formats
from tenant_apps.consultations.choices import QuestionnaireStatus as Status
from tenant_apps.consultations.models import (
    OPEN,
    OVER,
    UPCOMING,
    Questionnaire,
    QuestionnaireQuerySet,
    Window,
)
from tenant_apps.consultations.queries.answers import with_own_answer
from tenant_apps.processes.models import Process

GROUPS: dict[int, str | Promise] = {
    OPEN: gettext_lazy("Open now"),
    UPCOMING: gettext_lazy("Coming soon"),
    OVER: gettext_lazy("Finished"),
}
CHIPS = {
    Status.DRAFT: "closed",
    Status.UPCOMING: "soon",
    Status.OPEN: "open",
    Status.CLOSED: "closed",
    Status.PUBLISHED: "info",
}
CALLS: dict[str, str | Promise] = {
    Status.OPEN: gettext_lazy("Answer the questionnaire"),
    Status.PUBLISHED: gettext_lazy("See the results"),
}


@dataclass(frozen=True)
class Standing:
    """A questionnaire with what a card or a page says of it."""

    questionnaire: Questionnaire
    status: Status
    window: Window | None
    chip_text: str
    chip_state: str

    @property
    def is_open(self) -> bool:
        """Whether it can be answered now."""
        return self.status == Status.OPEN

    @property
    def is_published(self) -> bool:
        """Whether everyone may see the results."""
        return self.status == Status.PUBLISHED

    @property
    def size(self) -> str:
        """`10 questions · 214 réponses`."""
        texts = [questions_in_words(self.questionnaire.question_count)]
        if self.questionnaire.answer_count:
            texts.append(answers_in_words(self.questionnaire.answer_count))
        return " · ".join(texts)

    @property
    def process_title(self) -> str:
        """Title of its process, where that says more than its own."""
        process, title = self.questionnaire.process, self.questionnaire.title
        return process.title if process and process.title != title else ""

    @property
    def call(self) -> str:
        """The verb of its card."""
        return str(CALLS.get(self.status, _("Read the questions")))

    @property
    def url(self) -> str:
        """Where its card leads."""
        found = self.questionnaire
        return found.results_url if self.is_published else found.get_absolute_url()

    @property
    def dates(self) -> str:
        """`du lundi 2 mars au dimanche 28 mars`, as far as it is known."""
        if self.window is None:
            return ""
        first, last = self.window.starts_at, self.window.last_minute
        if last is None:
            return _("from %(first)s on") % {"first": formats.date_words(first)}
        return _("from %(first)s to %(last)s") % {
            "first": formats.date_words(first),
            "last": formats.date_words(last),
        }


@dataclass(frozen=True)
class ProcessCard:
    """A questionnaire on its process's page, with what the visitor can do about it."""

    standing: Standing
    refusal: Refusal | None
    is_answered: bool


def standing(questionnaire: Questionnaire) -> Standing:
    """Where it stands now; no query where its process is loaded."""
    now = timezone.now()
    status, window = questionnaire.status_at(now), questionnaire.window_at(now)
    text = str(status.label).capitalize()
    if status == Status.OPEN and window and window.last_minute:
        text = _("Open for answers, %(left)s") % {"left": formats.days_left(window.last_minute)}
    elif status == Status.UPCOMING and window:
        text = _("Opens on %(day)s") % {"day": formats.date_words(window.starts_at)}
    return Standing(questionnaire, status, window, text, CHIPS[status])


def grouped(questionnaires: Iterable[Questionnaire]) -> list[tuple[str | Promise, list[Standing]]]:
    """The cards of a ranked page, below the title of their group."""
    groups: dict[int, list[Standing]] = {}
    for questionnaire in questionnaires:
        rank: int = questionnaire.rank  # type: ignore[attr-defined]
        groups.setdefault(rank, []).append(standing(questionnaire))
    return [(GROUPS.get(rank, ""), cards) for rank, cards in groups.items()]


def questions_in_words(count: int) -> str:
    """`10 questions`."""
    return ngettext("%(count)s question", "%(count)s questions", count) % {
        "count": formats.number(count)
    }


def answers_in_words(count: int) -> str:
    """`214 réponses`."""
    return ngettext("%(count)s answer", "%(count)s answers", count) % {
        "count": formats.number(count)
    }


def on_home() -> list[Standing]:
    """Up to three cards for the portal's home, beside those of processes, which it shows itself.

    Open questionnaires without a process, then the latest results.
    """
    rows = Questionnaire.objects.listed().ranked(timezone.now()).with_process()
    shown = Q(rank=OPEN, process__isnull=True) | Q(results_published_at__isnull=False)
    return [standing(row) for row in rows.filter(shown)[:3]]


def of_process(process: Process, user: Any) -> list[ProcessCard]:
    """The questionnaires of a process, one query; the process's phases are loaded already."""
    rows = Questionnaire.objects.filter(process=process, question_count__gt=0).order_by("pk")
    if user.is_authenticated:
        rows = with_own_answer(rows, user)
    cards = []
    for row in rows:
        row.process = process
        refusal = rules.check("consultations.answer_questionnaire", user, row)
        cards.append(ProcessCard(standing(row), refusal, getattr(row, "is_answered", False)))
    return cards


def to_publish() -> QuestionnaireQuerySet:
    """Questionnaires that are over, have answers, and whose results nobody has published."""
    return Questionnaire.objects.ranked(timezone.now()).filter(
        Q(rank=OVER, answer_count__gt=0, results_published_at__isnull=True)
    )
