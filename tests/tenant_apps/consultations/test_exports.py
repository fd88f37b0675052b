"""Answers as files and as open data: complete, harmless, without identity."""

import csv
import json
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.utils import timezone

from shared_apps.audit.models import AuditEvent
from tenant_apps.consultations.models import Questionnaire
from tenants import registry
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.consultations import SAID, make_answer, questionnaire_in

pytestmark = pytest.mark.django_db
FORMULAS = ['=HYPERLINK("http://bad","x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1"]


def export(client: Any, questionnaire: Questionnaire, **data: str) -> Any:
    return client.post(f"/manage/consultations/{questionnaire.pk}/answers/export/", data)


def content_of(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def table(response: Any) -> list[dict[str, str]]:
    text = content_of(response).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=";"))


@pytest.fixture
def administrator(city: CitySnapshot) -> Any:
    return UserFactory.create(roles=["administrator"])


def test_csv_has_one_row_an_answer_and_stable_codes(
    city: CitySnapshot, client_of: Any, administrator: Any
) -> None:
    questionnaire = questionnaire_in("open")
    person = UserFactory.create(display_name="Camille Roux", email="camille@example.org")
    make_answer(questionnaire, person, **SAID)
    make_answer(questionnaire, q5=3)

    first, second = table(export(client_of(city, administrator), questionnaire, format="csv"))

    assert list(first) == [
        "answer",
        "sent_at",
        "changed_at",
        "q1",
        "q2__red",
        "q2__green",
        "q2__blue",
        "q3",
        "q4",
        "q5",
    ]
    assert list(first.values())[3:] == ["red", "1", "0", "1", "Words", "4", "12"]
    assert list(second.values())[3:] == ["", "", "", "", "", "", "3"]


@pytest.mark.parametrize("text", FORMULAS)
def test_csv_defuses_formulas(
    city: CitySnapshot, client_of: Any, administrator: Any, text: str
) -> None:
    questionnaire = questionnaire_in("open")
    make_answer(questionnaire, q3=text)

    (row,) = table(export(client_of(city, administrator), questionnaire, format="csv"))

    assert row["q3"] == f"'{text}"


def test_negative_numbers_stay_numbers(
    city: CitySnapshot, client_of: Any, administrator: Any
) -> None:
    questionnaire = questionnaire_in("open")
    make_answer(questionnaire, q5=-3)

    (row,) = table(export(client_of(city, administrator), questionnaire, format="csv"))

    assert row["q5"] == "-3"


def test_xlsx_holds_texts_not_formulas(
    city: CitySnapshot, client_of: Any, administrator: Any
) -> None:
    questionnaire = questionnaire_in("open")
    for text in FORMULAS:
        make_answer(questionnaire, **(SAID | {"q3": text}))

    response = export(client_of(city, administrator), questionnaire, format="xlsx")

    with ZipFile(BytesIO(content_of(response))) as book:
        answers = book.read("xl/worksheets/sheet1.xml").decode()
        dictionary = book.read("xl/worksheets/sheet2.xml").decode()
    assert "<f>" not in answers
    assert "SUM(A1)" in answers
    assert "q2__blue" in dictionary
    assert answers.count("<row ") == 1 + len(FORMULAS)


def test_names_are_left_out_unless_an_administrator_asks(
    city: CitySnapshot, client_of: Any, administrator: Any
) -> None:
    questionnaire = questionnaire_in("open")
    person = UserFactory.create(display_name="Camille Roux", email="camille@example.org")
    make_answer(questionnaire, person, **SAID)
    make_answer(questionnaire, None, **SAID)
    client = client_of(city, administrator)

    without = content_of(export(client, questionnaire, format="csv")).decode()
    named = table(export(client, questionnaire, format="csv", names="on"))

    assert "Camille" not in without
    assert "camille@" not in without
    assert [row["email"] for row in named] == ["camille@example.org", ""]
    noted = AuditEvent.objects.filter(verb="consultations.export_answers").order_by("pk")
    assert [event.data["names"] for event in noted] == [False, True]


def test_names_are_refused_to_evaluators(city: CitySnapshot, client_of: Any) -> None:
    questionnaire = questionnaire_in("open")
    make_answer(questionnaire, **SAID)
    client = client_of(city, UserFactory.create(roles=["evaluator"]))

    allowed = export(client, questionnaire, format="csv")
    refused = export(client, questionnaire, format="csv", names="on")

    assert (allowed.status_code, refused.status_code) == (200, 403)


@pytest.mark.parametrize("rows", [1, 3])
def test_export_reads_in_a_fixed_number_of_queries(
    city: CitySnapshot,
    client_of: Any,
    administrator: Any,
    rows: int,
    django_assert_num_queries: Any,
) -> None:
    questionnaire = questionnaire_in("open")
    for _place in range(rows):
        make_answer(questionnaire, **SAID)
    response = export(client_of(city, administrator), questionnaire, format="csv")

    with django_assert_num_queries(2):
        lines = list(response)

    assert len(lines) == rows + 2


def datasets() -> dict[str, registry.Dataset]:
    return {one.slug: one for one in registry.module("consultations").datasets()}


def publish(questionnaire: Questionnaire) -> None:
    questionnaire.results_published_at = timezone.now()
    questionnaire.save(update_fields=["results_published_at"])


@pytest.mark.parametrize(
    ("answers", "has_results", "is_published"),
    [(9, False, False), (4, True, False), (5, True, True)],
)
def test_answers_become_data_with_the_results_and_when_many_enough(
    city: CitySnapshot, answers: int, has_results: bool, is_published: bool
) -> None:
    questionnaire = questionnaire_in("after")
    for _place in range(answers):
        make_answer(questionnaire, **SAID)
    if has_results:
        publish(questionnaire)

    found = datasets()

    assert (questionnaire.dataset_slug in found) is is_published
    assert [row["answers"] for row in found["questionnaires"].rows()] == [answers]


def test_data_hold_closed_answers_only(city: CitySnapshot) -> None:
    questionnaire = questionnaire_in("after")
    for person in UserFactory.create_batch(5):
        make_answer(questionnaire, person, **(SAID | {"q3": f"I am {person.display_name}"}))
    publish(questionnaire)

    dataset = datasets()[questionnaire.dataset_slug]
    rows = [dict(row) for row in dataset.rows()]

    codes = [column.code for column in dataset.columns]
    assert codes == ["answered_on", "q1", "q2__red", "q2__green", "q2__blue", "q4", "q5"]
    assert all(list(row) == codes for row in rows)
    assert "I am" not in json.dumps(rows, default=str)
    assert dataset.count() == len(rows) == 5


def test_unlisted_and_draft_questionnaires_are_no_data(city: CitySnapshot) -> None:
    for fields in ({"process__visibility": "unlisted"}, {"process__state": "draft"}):
        questionnaire = questionnaire_in("after", **fields)
        for _place in range(5):
            make_answer(questionnaire, **SAID)
        publish(questionnaire)

    found = datasets()

    assert list(found) == ["questionnaires"]
    assert found["questionnaires"].count() == 0
