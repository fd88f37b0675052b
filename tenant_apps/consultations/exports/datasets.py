"""What questionnaires publish as open data: themselves, and closed answers without identity."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenant_apps.consultations.choices import CLOSED_KINDS, QuestionnaireStatus
from tenant_apps.consultations.exports.columns import QuestionColumn, question_columns
from tenant_apps.consultations.models import Answer, Questionnaire
from tenant_apps.consultations.queries.answers import given_of, with_values
from tenant_apps.consultations.queries.results import FEWEST_ANSWERS
from tenants.registry import Column, Dataset

CHUNK = 500
LIST_COLUMNS = (
    Column("slug", gettext_lazy("Identifier")),
    Column("title", gettext_lazy("Title")),
    Column("process", gettext_lazy("Process")),
    Column("status", gettext_lazy("State of the questionnaire")),
    Column("opens_at", gettext_lazy("Opening"), "datetime"),
    Column("closes_at", gettext_lazy("Closing"), "datetime"),
    Column("questions", gettext_lazy("Number of questions"), "integer"),
    Column("answers", gettext_lazy("Number of answers"), "integer"),
    Column("results_published_at", gettext_lazy("Published results"), "datetime"),
)


def datasets() -> list[Dataset]:
    """The list of questionnaires, and the answers behind published results; four queries."""
    return [questionnaire_list(), *(answers_of(found) for found in publishable())]


def publishable() -> list[Questionnaire]:
    """Questionnaires with published results and enough answers to hide each person among them.

    The rows tell the results: they are public when the results are, not before.
    """
    rows = Questionnaire.objects.listed().filter(results_published_at__isnull=False)
    found = rows.filter(answer_count__gte=FEWEST_ANSWERS).with_questions().order_by("pk")
    return list(found.defer("intro", "thank_you", "conclusion"))


def questionnaire_list() -> Dataset:
    """Every questionnaire that residents can find."""
    return Dataset(
        slug="questionnaires",
        title=_("Questionnaires"),
        description=_("The questionnaires put to residents, their dates and how many answered."),
        columns=LIST_COLUMNS,
        rows=_list_rows,
        count=Questionnaire.objects.listed().count,
    )


def _list_rows() -> Iterator[Mapping[str, Any]]:
    now = timezone.now()
    for found in Questionnaire.objects.listed().with_process().order_by("pk"):
        window = found.window_at(now)
        yield {
            "slug": found.slug,
            "title": found.title,
            "process": found.process.slug if found.process else None,
            "status": QuestionnaireStatus(found.status_at(now)).value,
            "opens_at": window.starts_at if window else None,
            "closes_at": window.ends_at if window else None,
            "questions": found.question_count,
            "answers": found.answer_count,
            "results_published_at": found.results_published_at,
        }


def answers_of(questionnaire: Questionnaire) -> Dataset:
    """Closed questions of one questionnaire: the day and the answers, in an order by chance."""
    questions = [one for one in questionnaire.ordered_questions if one.kind in CLOSED_KINDS]
    columns = question_columns(questions)
    title = _("Answers: %(title)s") % {"title": questionnaire.title}
    return Dataset(
        slug=questionnaire.dataset_slug,
        title=title,
        description=_(
            "One row an answer, without anything that tells who gave it. Free texts are left out."
            " The codes of answers are made from their words."
        ),
        columns=(
            Column("answered_on", gettext_lazy("Day of the answer"), "date"),
            *(Column(column.code, column.title, column.kind) for column in columns),
        ),
        rows=lambda: _answer_rows(questionnaire, columns),
        count=lambda: questionnaire.answer_count,
        updated_at=lambda: questionnaire.results_published_at,
    )


def _answer_rows(
    questionnaire: Questionnaire, columns: list[QuestionColumn]
) -> Iterator[Mapping[str, Any]]:
    # Keys are random: the order of the rows says nothing of when somebody answered.
    answers = with_values(Answer.objects.filter(questionnaire=questionnaire)).order_by("pk")
    for answer in answers.iterator(chunk_size=CHUNK):
        given = given_of(answer)
        day = timezone.localtime(answer.submitted_at).date()
        yield {"answered_on": day} | {column.code: column.cell(given) for column in columns}
