"""All answers as a file for staff: one row an answer, one column a code, in constant memory."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from shared_apps.web.exports import MARK, csv_lines
from tenant_apps.consultations.exports.columns import Cell, QuestionColumn, question_columns
from tenant_apps.consultations.models import Answer, Questionnaire
from tenant_apps.consultations.queries.answers import given_of, with_values

# Rows read from the database at a time.
CHUNK = 500
Row = list[Cell]


def header(columns: list[QuestionColumn], *, names: bool) -> Row:
    """Codes of the columns."""
    person: Row = ["name", "email"] if names else []
    return ["answer", "sent_at", "changed_at", *person, *(column.code for column in columns)]


def rows(
    questionnaire: Questionnaire, columns: list[QuestionColumn], *, names: bool
) -> Iterator[Row]:
    """One row an answer, in the order in which they came."""
    answers = Answer.objects.filter(questionnaire=questionnaire)
    if names:
        answers = answers.select_related("author")
    ordered = with_values(answers).order_by("submitted_at", "pk")
    for answer in ordered.iterator(chunk_size=CHUNK):
        given = given_of(answer)
        person = _person(answer) if names else []
        times: Row = [_moment(answer.submitted_at), _moment(answer.edited_at)]
        yield [str(answer.pk), *times, *person, *(column.cell(given) for column in columns)]


def _person(answer: Answer) -> Row:
    return [answer.author.display_name, answer.author.email] if answer.author else [None, None]


def _moment(value: object) -> str | None:
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M}" if value else None  # type: ignore[arg-type]


def answers_csv(questionnaire: Questionnaire, *, names: bool = False) -> Iterator[str]:
    """UTF-8 with its mark and semicolons: what French spreadsheets open with a double click."""
    columns = question_columns(questionnaire.ordered_questions)

    def table() -> Iterator[Row]:
        yield header(columns, names=names)
        yield from rows(questionnaire, columns, names=names)

    yield MARK
    yield from csv_lines(table(), delimiter=";")


def answers_xlsx(questionnaire: Questionnaire, *, names: bool = False) -> IO[bytes]:
    """A workbook with the answers and the dictionary of its codes, as an open temporary file."""
    columns = question_columns(questionnaire.ordered_questions)
    file = TemporaryFile()  # noqa: SIM115  (the response closes it)
    # Constant memory writes row by row; texts stay texts, whatever they look like.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True})
        page = book.add_worksheet(_("Answers")[:31])
        page.freeze_panes(1, 0)
        page.write_row(0, 0, header(columns, names=names), bold)
        for place, row in enumerate(rows(questionnaire, columns, names=names), 1):
            page.write_row(place, 0, ["" if cell is None else cell for cell in row])
        _write_dictionary(book.add_worksheet(_("Dictionary")[:31]), columns, bold)
    file.seek(0)
    return file


def _write_dictionary(
    page: xlsxwriter.worksheet.Worksheet, columns: list[QuestionColumn], bold: object
) -> None:
    """What each column asks, and what the codes in it mean."""
    page.set_column(0, 1, 26)
    page.set_column(2, 2, 80)
    page.write_row(0, 0, [_("Column"), _("Code"), _("Meaning")], bold)
    lines: list[tuple[str, str, str]] = []
    for column in columns:
        lines.append((column.code, "", column.title))
        if column.question.kind == "single_choice":
            lines += [
                (column.code, choice.code, choice.label)
                for choice in column.question.ordered_choices
            ]
    for place, line in enumerate(lines, 1):
        page.write_row(place, 0, line)
