"""Ideas in the back office: list, answers, bulk, files."""

import csv
import io
import zipfile
from typing import Any

import pytest

from tenant_apps.notifications.models import Notification
from tenant_apps.proposals import exports
from tenant_apps.proposals.models import Proposal
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.people import administrator
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("number", [1, 3, 20])
def test_list_needs_the_same_queries_for_all_sizes(
    city: CitySnapshot, client_of: Any, django_assert_num_queries: Any, number: int
) -> None:
    ProposalFactory.create_batch(number)
    client = client_of(city, administrator())
    client.get("/manage/ideas/")

    with django_assert_num_queries(5):
        page = client.get("/manage/ideas/")

    assert page.text.count('name="idea"') == number


@pytest.mark.parametrize(
    "path",
    ["/manage/ideas/", "/manage/ideas/export.csv", "/manage/ideas/export.xlsx", "/manage/ideas/1/"],
)
def test_residents_stay_outside(city: CitySnapshot, client_of: Any, path: str) -> None:
    assert client_of(city, UserFactory.create()).get(path).status_code == 403
    assert client_of(city).get(path).status_code == 302


def test_reader_reads_and_does_not_decide(city: CitySnapshot, client_of: Any) -> None:
    idea = ProposalFactory.create()
    client = client_of(city, UserFactory.create(roles=["reader"]))

    assert f"/manage/ideas/{idea.pk}/status/" not in client.get(f"/manage/ideas/{idea.pk}/").text
    assert client.get("/manage/ideas/").status_code == 200
    assert client.post(f"/manage/ideas/{idea.pk}/status/", {"status": "done"}).status_code == 403
    assert client.get("/manage/ideas/export.csv").status_code == 403


def test_filters_of_the_list(city: CitySnapshot, client_of: Any) -> None:
    ProposalFactory.create(status="done", contribution__support_count=2)
    ProposalFactory.create(contribution__support_count=9)
    client = client_of(city, administrator())

    def supports(query: str) -> list[int]:
        page = client.get(f"/manage/ideas/?{query}").context["page"]
        return [idea.contribution.support_count for idea in page]

    assert supports("status=done") == [2]
    assert supports("sort=supports") == [2, 9]
    assert supports("sort=-supports") == [9, 2]
    assert supports("unanswered=1&sort=nonsense") == [9, 2]
    assert supports("q=introuvable") == []


def test_answer_is_published_above_the_discussion_and_told(
    city: CitySnapshot, client_of: Any, django_capture_on_commit_callbacks: Any
) -> None:
    idea = ProposalFactory.create()
    client = client_of(city, administrator(display_name="Mairie Dupont"))
    form = {"status": "accepted", "answer": "Les bancs sont **commandés**."}

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"/manage/ideas/{idea.pk}/status/", form)

    assert answer.status_code == 302
    page = client_of(city).get(f"/ideas/{idea.pk}/").text
    assert page.index("<strong>commandés</strong>") < page.index('id="comments"')
    assert Notification.objects.get().user == idea.contribution.author


@pytest.mark.parametrize(
    "form", [{"status": "accepted", "answer": ""}, {"status": "done", "answer": "Un texte long"}]
)
def test_refused_status_keeps_the_answer(
    city: CitySnapshot, client_of: Any, form: dict[str, str]
) -> None:
    idea = ProposalFactory.create()

    page = client_of(city, administrator()).post(f"/manage/ideas/{idea.pk}/status/", form)

    assert "error-summary" in page.text
    assert form["answer"] in page.text
    idea.refresh_from_db()
    assert idea.status == "received"


def test_bulk_change_asks_once_for_all(city: CitySnapshot, client_of: Any) -> None:
    ideas = ProposalFactory.create_batch(3)
    client = client_of(city, administrator())
    chosen = {"idea": [ideas[0].pk, ideas[1].pk, "x"]}

    page = client.post("/manage/ideas/status/", chosen)
    assert page.status_code == 200
    assert page.text.count('type="hidden" name="idea"') == 2
    refused = client.post(
        "/manage/ideas/status/", {**chosen, "status": "done", "answer": "Un texte long"}
    )
    assert "Un texte long" in refused.text
    assert "error-summary" in refused.text
    changed = client.post("/manage/ideas/status/", {**chosen, "status": "under_study"})

    assert changed.status_code == 302
    assert Proposal.objects.filter(status="under_study").count() == 2
    assert client.post("/manage/ideas/status/", {"status": "done"}).status_code == 302


def test_csv_has_one_row_an_idea_with_stable_columns(city: CitySnapshot, client_of: Any) -> None:
    idea = ProposalFactory.create(
        contribution__title="Écoles",
        contribution__body='Une ligne ; "citée"\nune autre',
        contribution__author__display_name="Zoé Lemaître",
        contribution__latitude=-1.5,
        contribution__longitude=2.5,
        contribution__support_count=12,
    )
    ProposalFactory.create(contribution__state="draft")

    answer = client_of(city, administrator()).get("/manage/ideas/export.csv")
    data = body(answer)
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))

    assert data.startswith(b"\xef\xbb\xbf")
    assert "attachment" in answer["Content-Disposition"]
    assert tuple(rows[0]) == exports.COLUMNS
    assert len(rows) == 1
    row = rows[0]
    assert (row["id"], row["title"], row["author"]) == (str(idea.pk), "Écoles", "Zoé Lemaître")
    assert (row["latitude"], row["supports"], row["status"]) == ("-1.5", "12", "received")
    assert row["text"] == 'Une ligne ; "citée"\nune autre'
    assert row["url"] == f"{city.origin}/ideas/{idea.pk}/"


def test_csv_follows_the_filters(city: CitySnapshot, client_of: Any) -> None:
    ProposalFactory.create_batch(2)
    ProposalFactory.create(status="done")
    client = client_of(city, administrator())

    lines = body(client.get("/manage/ideas/export.csv?status=done")).decode("utf-8-sig")

    assert len(list(csv.DictReader(io.StringIO(lines)))) == 1
    assert client.get("/manage/ideas/export.pdf").status_code == 404


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(city: CitySnapshot, client_of: Any, start: str) -> None:
    attack = f'{start}cmd|" /C calc"!A0'
    ProposalFactory.create(
        contribution__title=attack,
        contribution__body=attack,
        contribution__author__display_name=attack,
        contribution__place=attack,
    )
    client = client_of(city, administrator())

    lines = body(client.get("/manage/ideas/export.csv")).decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(lines, newline="")))
    book = zipfile.ZipFile(io.BytesIO(body(client.get("/manage/ideas/export.xlsx"))))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()

    for column in ("title", "text", "author", "place"):
        assert row[column].startswith("'")
    assert "<f>" not in sheet
    assert 't="inlineStr"' in sheet


def test_xlsx_holds_every_idea(city: CitySnapshot, client_of: Any) -> None:
    ProposalFactory.create_batch(3)
    client = client_of(city, administrator())

    book = zipfile.ZipFile(io.BytesIO(body(client.get("/manage/ideas/export.xlsx"))))

    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == 4
    assert book.testzip() is None
