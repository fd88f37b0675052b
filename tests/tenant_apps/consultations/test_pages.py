"""Pages: who sees what, in how many queries, and nothing at all with the module off."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import timezone

from tenant_apps.consultations.models import Questionnaire
from tenants import registry
from tenants.routing.cache import hosts
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.consultations import (
    SAID,
    QuestionnaireFactory,
    make_answer,
    questionnaire_in,
)

pytestmark = pytest.mark.django_db


def many(count: int, phase: str = "after") -> Questionnaire:
    """So many questionnaires with as many answers each; the last one."""
    for _place in range(count):
        questionnaire = questionnaire_in(phase)
        for _number in range(count):
            make_answer(questionnaire, **SAID)
    return questionnaire


def warm(client: Any) -> Any:
    """The client, once the host is known to the process."""
    client.get("/robots.txt")
    return client


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_three_queries(
    city: CitySnapshot, client_of: Any, rows: int, django_assert_num_queries: Any
) -> None:
    many(rows, "open")
    client = warm(client_of(city))

    with django_assert_num_queries(3):
        client.get("/consultations/")


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("page", "queries"), [("", 4), ("results/", 6)], ids=["questionnaire", "results"]
)
def test_signed_out_page_takes_few_queries(
    city: CitySnapshot,
    client_of: Any,
    rows: int,
    page: str,
    queries: int,
    django_assert_num_queries: Any,
) -> None:
    questionnaire = many(rows)
    Questionnaire.objects.update(results_published_at=timezone.now())
    client = warm(client_of(city))

    with django_assert_num_queries(queries):
        client.get(f"{questionnaire.get_absolute_url()}{page}")


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("page", "queries"), [("", 8), ("answer/", 8), ("receipt/", 8)], ids=["page", "form", "receipt"]
)
def test_signed_in_page_takes_few_queries(
    city: CitySnapshot,
    client_of: Any,
    rows: int,
    page: str,
    queries: int,
    django_assert_num_queries: Any,
) -> None:
    questionnaire, resident = many(rows, "open"), UserFactory.create()
    make_answer(questionnaire, resident, **SAID)
    client = warm(client_of(city, resident))

    with django_assert_num_queries(queries):
        client.get(f"{questionnaire.get_absolute_url()}{page}")


STAFF_PAGES = {
    "": 6,
    "{pk}/": 6,
    "{pk}/edit/": 6,
    "{pk}/preview/": 6,
    "{pk}/answers/": 9,
    "{pk}/answers/all/": 9,
    "{pk}/answers/texts/q3/": 9,
    "{pk}/results/publish/": 6,
}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("page", STAFF_PAGES)
def test_staff_page_takes_few_queries(
    city: CitySnapshot, client_of: Any, rows: int, page: str, django_assert_num_queries: Any
) -> None:
    questionnaire = many(rows)
    client = warm(client_of(city, UserFactory.create(roles=["administrator"])))

    with django_assert_num_queries(STAFF_PAGES[page]):
        response = client.get(f"/manage/consultations/{page.format(pk=questionnaire.pk)}")

    assert response.status_code == 200


def test_list_groups_open_upcoming_and_finished(city: CitySnapshot, client_of: Any) -> None:
    titles = {phase: questionnaire_in(phase).title for phase in ("after", "before", "open")}
    now = timezone.now()
    own = QuestionnaireFactory.create(
        process=None, question_count=1, opens_at=now, closes_at=now + timedelta(days=1)
    )
    QuestionnaireFactory.create(process=None, question_count=1, title="Not dated")

    page = client_of(city).get("/consultations/").text

    order = [page.index(title) for title in (own.title, titles["open"], titles["before"])]
    assert [*order, page.index(titles["after"])] == sorted([*order, page.index(titles["after"])])
    assert "Not dated" not in page


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, 200),
        ({"process__state": "draft"}, 404),
        ({"process__visibility": "unlisted"}, 200),
        ({"process": None}, 404),
    ],
)
def test_visitor_opens_published_ones_only(
    city: CitySnapshot, client_of: Any, fields: dict[str, Any], status: int
) -> None:
    questionnaire = QuestionnaireFactory.create(question_count=1, **fields)

    visitor = client_of(city).get(questionnaire.get_absolute_url())
    agent = client_of(city, UserFactory.create(roles=["reader"])).get(
        questionnaire.get_absolute_url()
    )

    assert visitor.status_code == status
    assert agent.status_code == 200


def test_phase_leads_to_its_questionnaire(city: CitySnapshot, client_of: Any) -> None:
    questionnaire = questionnaire_in("open")
    assert questionnaire.process is not None
    kind = registry.phase_kinds()["consultations.questionnaire"]
    address = kind.url(questionnaire.process.phases.get())
    client = client_of(city, UserFactory.create())

    single = client.get(address)
    second = QuestionnaireFactory.create(process=questionnaire.process, question_count=1)
    both = client.get(address)

    assert single.url == questionnaire.get_absolute_url()
    assert second.title in both.text
    assert questionnaire.title in both.text
    assert client.get("/consultations/of/nowhere/").status_code == 404


def test_process_page_shows_what_one_can_do(city: CitySnapshot, client_of: Any) -> None:
    questionnaire, resident = questionnaire_in("open"), UserFactory.create()
    client = client_of(city, resident)
    assert questionnaire.process is not None
    address = questionnaire.process.get_absolute_url()

    before = client.get(address).text
    make_answer(questionnaire, resident, **SAID)
    after = client.get(address).text

    assert f"{questionnaire.get_absolute_url()}answer/" in before
    assert "Vous avez répondu" not in before
    assert "Vous avez répondu" in after


def test_home_block_shows_results_and_open_ones_of_their_own(city: CitySnapshot) -> None:
    app = registry.module("consultations")
    request = RequestFactory().get("/")
    nothing = app.home_block(request)
    questionnaire_in("open")
    published = questionnaire_in("after", results_published_at=timezone.now())
    own = QuestionnaireFactory.create(process=None, question_count=1, opens_at=timezone.now())

    block = app.home_block(request)

    assert nothing is None
    assert block is not None
    assert [card.questionnaire for card in block["cards"]] == [own, published]


def test_today_counts_results_to_publish(city: CitySnapshot) -> None:
    app = registry.module("consultations")
    questionnaire_in("after")
    make_answer(questionnaire_in("after"), **SAID)
    make_answer(questionnaire_in("open"), **SAID)

    seen = {
        role: [count for _label, count, _url in app.today(UserFactory.create(roles=[role]))]
        for role in ("administrator", "moderator")
    }

    assert seen == {"administrator": [1], "moderator": []}


@pytest.mark.parametrize("state", ["", "open", "upcoming", "to_publish", "published", "draft"])
def test_staff_filter_shows_what_its_tab_counts(
    city: CitySnapshot, client_of: Any, state: str
) -> None:
    for phase in ("before", "open", "after"):
        make_answer(questionnaire_in(phase), **SAID)
    questionnaire_in("after", results_published_at=timezone.now())
    QuestionnaireFactory.create()
    client = client_of(city, UserFactory.create(roles=["reader"]))

    response = client.get("/manage/consultations/", {"state": state})

    tab = next(tab for tab in response.context["filtered"].tabs if tab.is_current)
    assert len(response.context["rows"]) == tab.count == (5 if state == "" else 1)


@pytest.mark.parametrize(
    "address",
    [
        "/consultations/",
        "/consultations/{slug}/",
        "/consultations/{slug}/answer/",
        "/manage/consultations/",
        "/manage/consultations/{pk}/",
        "/api/v1/consultations/",
        "/api/v1/consultations/{slug}/",
    ],
)
def test_module_off_answers_404(city: CitySnapshot, client_of: Any, address: str) -> None:
    questionnaire = questionnaire_in("open")
    client = client_of(city, UserFactory.create(roles=["administrator"]))
    path = address.format(slug=questionnaire.slug, pk=questionnaire.pk)
    on = client.get(path).status_code
    without = replace(city, modules=city.modules - {"consultations"})
    hosts._entries[city.host] = (float("inf"), without)

    off = client.get(path).status_code

    assert (on, off) == (200, 404)


def test_odd_addresses_are_404(city: CitySnapshot, client_of: Any) -> None:
    questionnaire = questionnaire_in("open")
    client = client_of(city, UserFactory.create(roles=["administrator"]))
    base = f"/manage/consultations/{questionnaire.pk}"

    for path in (
        f"{base}/questions/new/essay/",
        f"{base}/answers/texts/q1/",
        f"{base}/answers/texts/q99/",
        f"{base}/answers/all/9d1c2a60-0000-4000-8000-000000000000/",
        "/manage/consultations/999999/",
        "/consultations/nowhere/",
    ):
        assert client.get(path).status_code == 404, path
