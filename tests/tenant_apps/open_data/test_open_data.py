"""Open data: pages, files and API; nothing of people in them."""

import csv
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.utils import timezone

from shared_apps.accounts.models import User
from shared_apps.audit import actions as audit
from tenant_apps.open_data import exports, queries
from tenants import registry
from tenants.routing.cache import hosts
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.budgets import ProjectFactory, ballot_of, budget_in
from tests.factories.consultations import SAID, make_answer, questionnaire_in
from tests.factories.open_data import make_dataset
from tests.factories.processes import PhaseFactory, ProcessFactory
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db


def fill() -> str:
    """Answers, ideas, projects and ballots of five people; the slug of the answers."""
    questionnaire = questionnaire_in("after", results_published_at=timezone.now())
    budget = budget_in("results", closed_at=timezone.now())
    for person in UserFactory.create_batch(5):
        make_answer(questionnaire, person, **SAID)
        ProposalFactory.create(contribution__author=person)
        project = ProjectFactory.create(budget=budget, contribution__author=person)
        ballot_of(budget, [project], person)
    return questionnaire.dataset_slug


def content_of(response: Any) -> str:
    return b"".join(response.streaming_content).decode()


def test_catalog_lists_active_modules(city: CitySnapshot, client_of: Any) -> None:
    slug = fill()

    page = client_of(city).get("/data/")

    assert page.status_code == 200
    for name in (slug, "questionnaires", "processes", "phases"):
        assert f'href="/data/{name}/"' in page.text


def test_slugs_are_unique(city: CitySnapshot) -> None:
    fill()

    slugs = [dataset.slug for dataset in queries.datasets(city)]

    assert len(slugs) == len(set(slugs))


def test_csv_and_json_say_the_same_as_the_api(city: CitySnapshot, client_of: Any) -> None:
    slug, client = fill(), client_of(city)

    lines = list(csv.DictReader(StringIO(content_of(client.get(f"/data/{slug}.csv")), newline="")))
    objects = json.loads(content_of(client.get(f"/data/{slug}.json")))
    api = client.get(f"/api/v1/data/{slug}/").json()

    assert objects == api["results"]
    assert [{name: str(value) for name, value in row.items()} for row in objects] == lines
    assert api["count"] == 5
    assert [column["code"] for column in api["dataset"]["columns"]] == list(objects[0])


def test_every_file_is_streamed_and_may_be_kept(city: CitySnapshot, client_of: Any) -> None:
    slug, client = fill(), client_of(city)

    for ending in ("csv", "json"):
        response = client.get(f"/data/{slug}.{ending}")
        assert response.streaming
        assert "max-age=300" in response["Cache-Control"]
        assert response["Access-Control-Allow-Origin"] == "*"


def test_no_row_holds_identity(city: CitySnapshot) -> None:
    """Every data set of every module, row by row: no address, no name, no id of a person."""
    fill()
    User.objects.filter(email__startswith="person-").update(
        display_name="Camille Roux-Identifiable"
    )
    people = list(User.objects.all())

    for dataset in queries.datasets(city):
        names = {column.code for column in dataset.columns}
        assert names.isdisjoint({"author", "author_id", "user", "user_id", "email", "voter"})
        for row in dataset.rows():
            text = json.dumps(exports.as_row(dataset, row), ensure_ascii=False)
            assert "@" not in text, dataset.slug
            assert not any(person.display_name in text for person in people), dataset.slug
            assert set(row) <= names, dataset.slug


def test_rows_of_every_data_set_fit_their_columns(city: CitySnapshot) -> None:
    fill()

    for dataset in queries.datasets(city):
        rows = list(dataset.rows())
        assert dataset.count() == len(rows), dataset.slug
        assert all(column.kind in queries.KINDS for column in dataset.columns), dataset.slug
        assert "".join(exports.as_json(dataset))
        assert len(list(exports.as_csv(dataset))) == len(rows) + 1


def test_rows_are_read_as_far_as_needed() -> None:
    taken: list[int] = []

    def endless() -> Any:
        for number in range(10**9):
            taken.append(number)
            yield {"code": number}

    dataset = replace(make_dataset([{"code": 0}]), rows=endless, count=lambda: 10**9)

    assert len(queries.preview(dataset)) == 20
    assert queries.Rows(dataset)[40:60][0] == {"code": 40}
    assert len(taken) == 80
    assert next(exports.as_csv(dataset)) == "code\r\n"


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (None, None),
        ("text", "text"),
        (True, True),
        (3, 3),
        (Decimal("3.50"), 3.5),
        (Decimal("4.000"), 4),
        (date(2026, 3, 1), "2026-03-01"),
        (datetime(2026, 7, 1, 12, tzinfo=UTC), "2026-07-01T14:00:00+02:00"),
    ],
)
def test_cells_are_plain(value: Any, plain: Any) -> None:
    assert exports.plain(value) == plain


def test_csv_follows_rfc_4180_and_defuses_formulas() -> None:
    dataset = make_dataset([{"a": 'say "hi"\nnow', "b": "=1+1"}, {"a": None, "b": -2}])

    text = "".join(exports.as_csv(dataset))

    assert text == 'a,b\r\n"say ""hi""\nnow",\'=1+1\r\n,-2\r\n'


@pytest.mark.parametrize("rows", [[], [{"a": 1}], [{"a": 1}, {"a": 2}]])
def test_streamed_json_is_valid(rows: list[dict[str, Any]]) -> None:
    assert json.loads("".join(exports.as_json(make_dataset(rows)))) == rows


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?page=1", 200),
        ("?page=2&page_size=3", 200),
        ("?page=99", 404),
        ("?page=0", 404),
        ("?page=x", 404),
        ("?page_size=0", 400),
        ("?page_size=-5", 400),
        ("?page_size=many", 400),
        ("?page_size=5000", 400),
        ("?page_size=٣", 400),
    ],
)
def test_api_answers_odd_pages_clearly(
    city: CitySnapshot, client_of: Any, query: str, status: int
) -> None:
    slug = fill()

    response = client_of(city).get(f"/api/v1/data/{slug}/{query}")

    assert response.status_code == status
    assert response["Content-Type"].startswith("application/json")


def test_api_pages_add_up(city: CitySnapshot, client_of: Any) -> None:
    slug, client = fill(), client_of(city)
    pages = [
        client.get(f"/api/v1/data/{slug}/?page={page}&page_size=2").json() for page in (1, 2, 3)
    ]
    whole = client.get(f"/api/v1/data/{slug}/").json()

    assert [row for page in pages for row in page["results"]] == whole["results"]
    assert pages[2]["next"] is None


def test_api_catalog_speaks_dcat(city: CitySnapshot, client_of: Any) -> None:
    slug = fill()

    entries = client_of(city).get("/api/v1/data/").json()["results"]

    entry = next(entry for entry in entries if entry["identifier"] == slug)
    assert entry["rows"] == 5
    assert entry["publisher"] == city.name
    assert {one["format"] for one in entry["distributions"]} == {"CSV", "JSON", "API"}
    assert all(one["access_url"].startswith(city.origin) for one in entry["distributions"])


@pytest.mark.parametrize("path", ["/data/?page=9", "/data/?page=x", "/data/nothing/"])
def test_odd_pages_are_404(city: CitySnapshot, client_of: Any, path: str) -> None:
    assert client_of(city).get(path).status_code == 404


def without(city: CitySnapshot, module: str) -> None:
    snapshot = replace(city, modules=city.modules - {module})
    hosts._entries[city.host] = (float("inf"), snapshot)


@pytest.mark.parametrize("path", ["/data/{}/", "/data/{}.csv", "/data/{}.json", "/api/v1/data/{}/"])
def test_data_of_a_module_that_is_off_are_gone(
    city: CitySnapshot, client_of: Any, path: str
) -> None:
    address = path.format(fill())
    on = client_of(city, UserFactory.create()).get(address).status_code
    without(city, "consultations")

    off = client_of(city, UserFactory.create()).get(address).status_code

    assert (on, off) == (200, 404)


@pytest.mark.parametrize("path", ["/data/", "/data/processes.csv", "/api/v1/data/"])
def test_module_off_answers_404(city: CitySnapshot, client_of: Any, path: str) -> None:
    client = client_of(city, UserFactory.create())
    on = client.get(path).status_code
    without(city, "open_data")

    off = client.get(path).status_code

    assert (on, off) == (200, 404)


def test_draft_and_unlisted_processes_are_no_data(city: CitySnapshot) -> None:
    PhaseFactory.create(process=ProcessFactory.create(slug="seen"))
    PhaseFactory.create(process=ProcessFactory.create(state="draft"))
    PhaseFactory.create(process=ProcessFactory.create(visibility="unlisted"))
    processes, phases = registry.module("open_data").datasets()

    assert [row["process"] for row in processes.rows()] == ["seen"]
    assert [row["process"] for row in phases.rows()] == ["seen"]
    assert (processes.count(), phases.count()) == (1, 1)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries_taken"),
    [("/data/processes.json", 3), ("/data/phases.csv", 2), ("/data/phases/", 3)],
)
def test_data_take_the_same_queries_whatever_their_rows(
    city: CitySnapshot,
    client_of: Any,
    rows: int,
    path: str,
    queries_taken: int,
    django_assert_num_queries: Any,
) -> None:
    for _place in range(rows):
        PhaseFactory.create()
    client = client_of(city)
    client.get("/robots.txt")  # the host is known from here on

    with django_assert_num_queries(queries_taken):
        response = client.get(path)
        if response.streaming:
            content_of(response)


@pytest.mark.parametrize("rows", [1, 3])
def test_catalog_counts_once(
    city: CitySnapshot, client_of: Any, rows: int, django_assert_num_queries: Any
) -> None:
    for _place in range(rows):
        PhaseFactory.create()
        questionnaire = questionnaire_in("after", results_published_at=timezone.now())
        for _number in range(5):
            make_answer(questionnaire, **SAID)
    client = client_of(city, UserFactory.create())
    client.get("/robots.txt")  # the host is known from here on

    with django_assert_num_queries(18):
        client.get("/data/")
    with django_assert_num_queries(5):
        client.get("/data/")


def test_counts_are_fresh_after_a_write(
    city: CitySnapshot, client_of: Any, django_capture_on_commit_callbacks: Any
) -> None:
    client = client_of(city, UserFactory.create())
    before = client.get("/api/v1/data/processes/").json()["dataset"]["rows"]
    ProcessFactory.create()
    stale = client.get("/api/v1/data/processes/").json()["dataset"]["rows"]

    with django_capture_on_commit_callbacks(execute=True):
        audit.record("processes.create_process")
    after = client.get("/api/v1/data/processes/").json()["dataset"]["rows"]

    assert (before, stale, after) == (0, 0, 1)
