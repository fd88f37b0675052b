"""Writing questionnaires: actions, forms and pages of staff."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from shared_apps.permissions.errors import Refused
from tenant_apps.consultations import actions
from tenant_apps.consultations.apps import TEMPLATE
from tenant_apps.consultations.choices import QuestionKind
from tenant_apps.consultations.forms.building import EditQuestionnaireForm, QuestionForm
from tenant_apps.consultations.models import Question, Questionnaire
from tenant_apps.processes import actions as process_actions
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.consultations import (
    SAID,
    QuestionFactory,
    QuestionnaireFactory,
    make_answer,
    questionnaire_in,
)
from tests.factories.processes import ProcessFactory

pytestmark = pytest.mark.django_db
MANAGE = "/manage/consultations"


def editor() -> Any:
    return UserFactory.create(roles=["process_administrator"])


def codes(questionnaire: Questionnaire) -> list[str]:
    return list(questionnaire.questions.order_by("position").values_list("code", flat=True))


def test_create_questionnaire_finds_a_free_address(city: CitySnapshot) -> None:
    by = editor()

    slugs = [
        actions.create_questionnaire(title=title, by=by).slug
        for title in ("À vélo ?", "A velo", "!!!", "Of")
    ]

    assert slugs == ["a-velo", "a-velo-2", "questionnaire", "of-2"]


def test_process_brings_the_dates(city: CitySnapshot) -> None:
    found = actions.create_questionnaire(
        title="Bikes", process=ProcessFactory.create(), opens_at=timezone.now(), by=editor()
    )

    assert found.opens_at is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Questionnaire.objects.update(opens_at=timezone.now())


@pytest.mark.parametrize("days", [0, -1])
def test_closing_before_opening_is_refused(city: CitySnapshot, days: int) -> None:
    now = timezone.now()

    with pytest.raises(actions.ClosesBeforeOpening):
        actions.create_questionnaire(
            title="Bikes", opens_at=now, closes_at=now + timedelta(days=days), by=editor()
        )


def test_add_question_numbers_codes_and_counts(city: CitySnapshot) -> None:
    questionnaire, by = QuestionnaireFactory.create(), editor()
    for label in ("One?", "Two?"):
        draft = actions.QuestionDraft(QuestionKind.TEXT, label)
        actions.add_question(questionnaire=questionnaire, draft=draft, by=by)

    questionnaire.refresh_from_db()

    assert codes(questionnaire) == ["q1", "q2"]
    assert questionnaire.question_count == 2


def test_choices_get_stable_codes(city: CitySnapshot) -> None:
    by = editor()
    draft = actions.QuestionDraft(
        QuestionKind.SINGLE, "How?", choices=("À vélo", "A velo", "En bus", "?")
    )
    question = actions.add_question(questionnaire=QuestionnaireFactory.create(), draft=draft, by=by)
    before = dict(question.choices.order_by("position").values_list("label", "code"))

    changed = actions.QuestionDraft(
        QuestionKind.SINGLE, "How exactly?", choices=("En bus", "À pied", "A velo")
    )
    actions.edit_question(question=question, draft=changed, by=by)

    assert list(before.values()) == ["a_velo", "a_velo_2", "en_bus", "choice"]
    after = dict(question.choices.order_by("position").values_list("label", "code"))
    assert after == {"En bus": "en_bus", "À pied": "a_pied", "A velo": "a_velo_2"}


def test_choice_of_one_is_refused(city: CitySnapshot) -> None:
    draft = actions.QuestionDraft(QuestionKind.MULTIPLE, "How?", choices=("One",))

    with pytest.raises(actions.TooFewChoices):
        actions.add_question(questionnaire=QuestionnaireFactory.create(), draft=draft, by=editor())


def test_move_and_remove_question(city: CitySnapshot) -> None:
    questionnaire, by = questionnaire_in("before"), editor()
    first, *_others, last = questionnaire.ordered_questions

    actions.move_question(question=first, up=True, by=by)
    actions.move_question(question=first, up=False, by=by)
    actions.remove_question(question=last, by=by)

    questionnaire.refresh_from_db()
    assert codes(questionnaire) == ["q2", "q1", "q3", "q4"]
    assert questionnaire.question_count == 4


def test_answered_questions_do_not_change(city: CitySnapshot) -> None:
    questionnaire, by = questionnaire_in("open"), editor()
    make_answer(questionnaire, **SAID)
    question = questionnaire.ordered_questions[2]
    draft = actions.QuestionDraft(QuestionKind.TEXT, "Other?")

    for attempt in (
        lambda: actions.edit_question(question=question, draft=draft, by=by),
        lambda: actions.add_question(questionnaire=questionnaire, draft=draft, by=by),
        lambda: actions.move_question(question=question, up=True, by=by),
        lambda: actions.remove_question(question=question, by=by),
        lambda: actions.remove_questionnaire(questionnaire=questionnaire, by=by),
    ):
        with pytest.raises(Refused):
            attempt()


def test_remove_questionnaire_takes_its_questions(city: CitySnapshot) -> None:
    questionnaire = questionnaire_in("before")

    actions.remove_questionnaire(questionnaire=questionnaire, by=editor())

    assert not Question.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"code": "Q1"},
        {"code": "q1; drop"},
        {"kind": QuestionKind.MULTIPLE, "most_choices": 1},
        {"kind": QuestionKind.SINGLE, "most_choices": 2},
        {"kind": QuestionKind.NUMBER, "minimum": Decimal(3), "maximum": Decimal(2)},
        {"kind": QuestionKind.NUMBER, "decimal_places": 4},
    ],
)
def test_database_refuses_odd_questions(city: CitySnapshot, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        QuestionFactory.create(**fields)


def test_template_makes_a_process_with_its_questionnaire(city: CitySnapshot) -> None:
    by = UserFactory.create(roles=["administrator"])

    process = process_actions.create_process(
        title="Bikes", template=TEMPLATE, starts_on=timezone.localdate(), by=by
    )

    questionnaire = process.questionnaires.get()
    assert questionnaire.question_count == len(set(QuestionKind))
    assert {question.kind for question in questionnaire.ordered_questions} == set(QuestionKind)
    assert len(questionnaire.windows) == 1


@pytest.mark.parametrize(
    ("choices", "is_valid"),
    [
        ("Yes\nNo", True),
        (" Yes \n\n No \n", True),
        ("Yes", False),
        ("Yes\nyes", False),
        ("\n".join(map(str, range(41))), False),
        (f"Yes\n{'x' * 201}", False),
    ],
)
def test_choices_are_lines(choices: str, is_valid: bool) -> None:
    form = QuestionForm({"label": "How?", "choices": choices}, kind=QuestionKind.SINGLE)

    assert form.is_valid() is is_valid
    if is_valid:
        assert form.draft().choices == ("Yes", "No")


@pytest.mark.parametrize("kind", QuestionKind)
def test_form_of_each_kind_round_trips(city: CitySnapshot, kind: QuestionKind) -> None:
    data: dict[str, Any] = {
        "label": "How?",
        "help_text": "Help.",
        "choices": "Yes\nNo\nPerhaps",
        "most_choices": 2,
        "is_long": "on",
        "low_label": "bad",
        "high_label": "good",
        "unit": "km",
        "minimum": "1",
        "maximum": "9",
        "decimal_places": "1",
    }
    form = QuestionForm(data, kind=kind)
    assert form.is_valid(), form.errors
    question = actions.add_question(
        questionnaire=QuestionnaireFactory.create(), draft=form.draft(), by=editor()
    )

    shown = QuestionForm(kind=kind, question=question)

    again = QuestionForm({name: shown[name].value() for name in shown.fields}, kind=kind)
    assert again.is_valid(), again.errors
    assert again.draft() == form.draft()


def test_days_of_a_questionnaire_are_whole(city: CitySnapshot) -> None:
    form = EditQuestionnaireForm(
        {"title": "Bikes", "first_day": "2027-03-27", "last_day": "2027-03-28"}
    )
    assert form.is_valid()
    dates = form.texts_and_dates()

    # The clocks go forward on 28 March 2027: the two days have 47 hours.
    assert dates["closes_at"] - dates["opens_at"] == timedelta(hours=47)
    found = actions.create_questionnaire(by=editor(), **dates)
    shown = EditQuestionnaireForm(questionnaire=found)
    assert str(shown["first_day"].value()) == "2027-03-27"
    assert str(shown["last_day"].value()) == "2027-03-28"


def test_staff_create_and_fill_a_questionnaire(city: CitySnapshot, client_of: Any) -> None:
    client = client_of(city, editor())

    client.post(f"{MANAGE}/new/", {"title": "Bikes", "first_day": "2026-01-05"})
    found = Questionnaire.objects.get()
    page = client.post(
        f"{MANAGE}/{found.pk}/questions/new/single_choice/",
        {"label": "How?", "choices": "By bike\nOn foot", "is_required": "on"},
        follow=True,
    )
    preview = client.get(f"{MANAGE}/{found.pk}/preview/")

    assert "By bike" in page.text
    assert 'value="by_bike"' in preview.text
    assert "aria-disabled" in preview.text


def test_wrong_question_keeps_every_value(city: CitySnapshot, client_of: Any) -> None:
    questionnaire = QuestionnaireFactory.create()

    page = client_of(city, editor()).post(
        f"{MANAGE}/{questionnaire.pk}/questions/new/number/",
        {"label": "How many?", "unit": "km", "minimum": "5", "maximum": "2", "decimal_places": 0},
    )

    assert page.status_code == 200
    assert 'value="km"' in page.text
    assert not Question.objects.exists()


def test_moving_by_htmx_answers_the_list_only(city: CitySnapshot, client_of: Any) -> None:
    questionnaire = questionnaire_in("before")
    question = questionnaire.ordered_questions[0]
    address = f"{MANAGE}/questions/{question.pk}/move/"
    client = client_of(city, editor())

    plain = client.post(address, {"direction": "down"})
    fragment = client.post(address, {"direction": "up"}, HTTP_HX_REQUEST="true")

    assert plain.url == f"{MANAGE}/{questionnaire.pk}/"
    assert fragment.text.lstrip().startswith('<div id="questions"')
    assert "<html" not in fragment.text
    assert codes(questionnaire) == ["q1", "q2", "q3", "q4", "q5"]


def test_locked_questions_say_why(city: CitySnapshot, client_of: Any) -> None:
    questionnaire = questionnaire_in("open")
    make_answer(questionnaire, **SAID)
    question = questionnaire.ordered_questions[0]
    client = client_of(city, editor())

    page = client.get(f"{MANAGE}/{questionnaire.pk}/").text
    refused = client.post(f"{MANAGE}/questions/{question.pk}/move/", {"direction": "down"})

    assert "figées" in page
    assert f"{MANAGE}/questions/{question.pk}/" not in page
    assert refused.status_code == 302
    assert codes(questionnaire)[0] == "q1"
