"""Files: results and projects as tables, and an election in the Pabulib format."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter
from django.contrib.postgres.aggregates import ArrayAgg
from django.utils.translation import gettext as _

from shared_apps.web.exports import MARK, csv_lines
from tenant_apps.budgets.choices import Outcome
from tenant_apps.budgets.models import Ballot, Budget, Project
from tenant_apps.budgets.queries.count import Count

Row = Sequence[Any]


@dataclass(frozen=True)
class Sheet:
    """A table with its header."""

    header: Row
    rows: Iterable[Row]


def as_csv(sheet: Sheet) -> bytes:
    """UTF-8 with its mark and semicolons: what French spreadsheets open with a double click."""
    lines = csv_lines([sheet.header, *sheet.rows], delimiter=";")
    return f"{MARK}{''.join(lines)}".encode()


def as_xlsx(sheet: Sheet, title: str) -> bytes:
    """A workbook with one sheet, its header fixed and filterable."""
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        page = book.add_worksheet(title[:31])
        bold = book.add_format({"bold": True})
        page.write_row(0, 0, sheet.header, bold)
        last = 0
        for last, row in enumerate(sheet.rows, 1):
            page.write_row(last, 0, ["" if value is None else value for value in row])
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, last, len(sheet.header) - 1)
        page.autofit()
    return buffer.getvalue()


def projects_sheet(budget: Budget) -> Sheet:
    """Every project for staff; votes stay empty until results are published."""
    header = (
        _("Number"),
        _("Project"),
        _("District"),
        _("Place"),
        _("State"),
        _("Reason"),
        _("Cost"),
        _("Votes"),
        _("Rank"),
        _("Chosen"),
        _("Supports"),
        _("Comments"),
        _("Filed"),
    )
    projects = (
        Project.objects.filter(budget=budget)
        .select_related("contribution", "district")
        .order_by("code", "pk")
    )
    return Sheet(header, (_project_row(project) for project in projects))


def _project_row(project: Project) -> Row:
    contribution = project.contribution
    return (
        project.code,
        contribution.title,
        project.district.name if project.district else "",
        contribution.place,
        project.get_state_display(),
        project.reason,
        project.cost,
        project.vote_count,
        project.rank,
        _("yes") if project.is_winner else _("no"),
        contribution.support_count,
        contribution.comment_count,
        contribution.published_at.date().isoformat() if contribution.published_at else "",
    )


def count_sheet(count: Count, titles: Mapping[int, str]) -> Sheet:
    """The steps of a count, so that it can be checked with a spreadsheet."""
    header = (
        _("Rank"),
        _("Number"),
        _("Project"),
        _("Votes"),
        _("Votes online"),
        _("Votes on paper"),
        _("Cost"),
        _("Left before"),
        _("Outcome"),
    )
    rows = (
        (
            step.rank,
            step.code,
            titles.get(step.project, ""),
            step.votes,
            step.online,
            step.paper,
            step.cost,
            step.left,
            str(Outcome(step.outcome).label),
        )
        for step in count.steps
    )
    return Sheet(header, rows)


def ballots_with_codes(budget: Budget) -> Iterator[tuple[str, list[int]]]:
    """Channel and project numbers of each ballot, in the random order of their keys."""
    ballots = (
        Ballot.objects.filter(budget=budget)
        .order_by("pk")
        .values_list("channel", ArrayAgg("choices__project__code", default=[]))
    )
    for channel, codes in ballots.iterator(chunk_size=5000):
        yield channel, sorted(code for code in codes if code is not None)


def pabulib(budget: Budget, count: Count, *, country: str, unit: str) -> Iterator[str]:
    """The election as a `.pb` file (pabulib.org/format), line by line."""
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\n")

    def lines(*rows: Row) -> str:
        writer.writerows(rows)
        text = buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        return text

    yield lines(
        ("META",),
        ("key", "value"),
        ("description", budget.title),
        ("country", country),
        ("unit", unit),
        ("instance", (budget.closed_at or budget.created_at).year),
        ("num_projects", len(count.steps)),
        ("num_votes", count.ballots),
        ("budget", count.amount),
        ("currency", "EUR"),
        ("rule", "greedy"),
        ("vote_type", "approval"),
        ("max_sum_cost", count.amount),
    )
    yield lines(("PROJECTS",), ("project_id", "cost", "votes", "name", "selected"))
    names = {
        project.pk: project.contribution.title
        for project in Project.objects.filter(budget=budget)
        .select_related("contribution")
        .order_by("code")
    }
    for step in sorted(count.steps, key=lambda step: step.code):
        name = names.get(step.project, "")
        yield lines((step.code, step.cost, step.votes, name, int(step.is_taken)))
    yield lines(("VOTES",), ("voter_id", "vote", "voting_method"))
    for number, (channel, codes) in enumerate(ballots_with_codes(budget), 1):
        method = "internet" if channel == "online" else "paper"
        yield lines((number, ",".join(map(str, codes)), method))
