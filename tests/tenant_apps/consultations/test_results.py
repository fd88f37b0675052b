"""What answers add up to, who sees it when, and who is told."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from shared_apps.permissions.errors import Refused
from tenant_apps.consultations import actions
from tenant_apps.consultations.models import Question
from tenant_apps.consultations.queries import results
from tenant_apps.notifications.models import Notification
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.consultations import SAID, make_answer, questionnaire_in

pytestmark = pytest.mark.django_db


def summaries_of(*said: dict[str, Any]) -> list[results.Summary]:
    questionnaire = questionnaire_in("after")
    for one in said:
        make_answer(questionnaire, **one)
    return results.summaries(questionnaire, with_texts=True)


def test_summaries_count_people(city: CitySnapshot) -> None:
    one, several, text, scale, number = summaries_of(
        SAID, SAID | {"q1": "blue", "q2": ["red"], "q4": 2, "q5": 20}, {"q2": ["green"]}
    )

    assert [(row.code, row.count) for row in one.rows] == [("red", 1), ("green", 0), ("blue", 1)]
    assert (one.answered, several.answered, text.answered) == (2, 3, 2)
    assert [row.count for row in several.rows] == [2, 1, 1]
    assert [round(row.share, 2) for row in several.rows] == [0.67, 0.33, 0.33]
    assert text.texts == ("Words", "Words")
    assert (scale.average, scale.answered) == (Decimal(3), 2)
    assert [row.count for row in scale.rows] == [0, 1, 0, 1, 0]
    assert (number.average, number.median) == (Decimal(16), Decimal(16))


def test_many_numbers_fall_into_round_ranges(city: CitySnapshot) -> None:
    *_others, number = summaries_of(*({"q5": value} for value in range(3, 103, 5)))

    assert [row.code for row in number.rows] == ["0", "20", "40", "60", "80"]
    assert sum(row.count for row in number.rows) == 20
    assert number.median == Decimal("50.5")


@pytest.mark.parametrize(
    ("numbers", "median"), [([1], 1), ([1, 3], 2), ([5, 1, 3], 3), ([2, 2, 2, 9], 2)]
)
def test_median(city: CitySnapshot, numbers: list[int], median: int) -> None:
    *_others, number = summaries_of(*({"q5": value} for value in numbers))

    assert number.median == Decimal(median)


@pytest.mark.parametrize("rows", [1, 3])
def test_summaries_take_three_queries_whatever_the_answers(
    city: CitySnapshot, rows: int, django_assert_num_queries: Any
) -> None:
    questionnaire = questionnaire_in("after")
    for _place in range(rows):
        make_answer(questionnaire, **SAID)
    Question.objects.filter(questionnaire=questionnaire)
    assert questionnaire.ordered_questions[0].ordered_choices
    assert questionnaire.ordered_questions[1].ordered_choices

    with django_assert_num_queries(3):
        results.summaries(questionnaire, with_texts=True)


def publish(phase: str, answers: int) -> Any:
    questionnaire = questionnaire_in(phase)
    for _place in range(answers):
        make_answer(questionnaire, **(SAID | {"q3": "A secret wish"}))
    return actions.publish_results(
        questionnaire=questionnaire,
        conclusion="We **build** it.",
        by=UserFactory.create(roles=["administrator"]),
    )


def test_results_before_publication_say_what_comes(city: CitySnapshot, client_of: Any) -> None:
    questionnaire = questionnaire_in("after")
    make_answer(questionnaire, **SAID)

    response = client_of(city).get(questionnaire.results_url)

    assert response.status_code == 200
    assert 'class="chart' not in response.text


def test_published_results_show_numbers_but_no_free_text(
    city: CitySnapshot, client_of: Any
) -> None:
    questionnaire = publish("after", 5)

    page = client_of(city).get(questionnaire.results_url).text

    assert page.count('class="chart bars"') == 4
    assert "<strong>build</strong>" in page
    assert "A secret wish" not in page
    assert f"/data/answers-{questionnaire.slug}/" in page


def test_small_numbers_are_not_published(city: CitySnapshot, client_of: Any) -> None:
    questionnaire = publish("after", 4)

    page = client_of(city).get(questionnaire.results_url).text
    data = client_of(city).get(f"/api/v1/consultations/{questionnaire.slug}/results/").json()

    assert 'class="chart bars"' not in page
    assert all(question["rows"] == [] for question in data["questions"])
    assert all(question["average"] is None for question in data["questions"])


def test_results_cannot_be_published_while_people_answer(city: CitySnapshot) -> None:
    with pytest.raises(Refused):
        publish("open", 5)


def test_publish_results_tells_respondents_once(
    city: CitySnapshot, django_capture_on_commit_callbacks: Any
) -> None:
    questionnaire = questionnaire_in("after")
    resident, gone = UserFactory.create(), UserFactory.create(is_active=False)
    for author in (resident, gone, None):
        make_answer(questionnaire, author, **SAID)
    editor = UserFactory.create(roles=["administrator"])

    for _round in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            actions.publish_results(questionnaire=questionnaire, conclusion="", by=editor)
        actions.withdraw_results(questionnaire=questionnaire, by=editor)

    message = Notification.objects.get()
    assert message.user_id == resident.pk
    assert message.url == questionnaire.results_url
    assert questionnaire.title in message.title


def test_api_lists_and_describes(city: CitySnapshot, client_of: Any) -> None:
    questionnaire, client = questionnaire_in("open"), client_of(city)

    found = client.get("/api/v1/consultations/").json()
    one = client.get(f"/api/v1/consultations/{questionnaire.slug}/").json()
    early = client.get(f"/api/v1/consultations/{questionnaire.slug}/results/")

    assert [row["status"] for row in found["results"]] == ["open"]
    assert [question["kind"] for question in one["questions"]] == [
        "single_choice",
        "multiple_choice",
        "text",
        "scale",
        "number",
    ]
    assert one["questions"][0]["choices"][0] == {"code": "red", "label": "Red"}
    assert early.status_code == 404


def test_api_hides_drafts(city: CitySnapshot, client_of: Any) -> None:
    questionnaire = questionnaire_in("open", process__state="draft")

    response = client_of(city).get(f"/api/v1/consultations/{questionnaire.slug}/")

    assert response.status_code == 404


def test_api_results_add_up(city: CitySnapshot, client_of: Any) -> None:
    questionnaire = publish("after", 6)

    data = client_of(city).get(f"/api/v1/consultations/{questionnaire.slug}/results/").json()

    assert data["answer_count"] == 6
    assert data["questions"][0]["rows"][0] == {
        "code": "red",
        "label": "Red",
        "count": 6,
        "share": 1.0,
    }
    assert data["questions"][2]["rows"] == []
    assert timezone.localdate().isoformat() in data["results_published_at"]
