"""Who may do what with a questionnaire: role by role, phase by phase, answered or not."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from shared_apps.accounts.choices import StaffRole
from shared_apps.permissions import rules
from tenant_apps.consultations.models import Questionnaire
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.consultations import PHASES, QuestionnaireFactory, questionnaire_in

pytestmark = pytest.mark.django_db

EDITORS = {"administrator", "process_administrator"}
READERS = {*EDITORS, "evaluator", "reader"}
EVERYONE = {"resident", *StaffRole.values}
ALWAYS = set(PHASES)
WRITING = {"before", "open", "after"}
# verb: (who may, in which phases), for a questionnaire that nobody has answered
MATRIX: dict[str, tuple[set[str], set[str]]] = {
    "consultations.answer_questionnaire": (EVERYONE, {"open"}),
    "consultations.see_questionnaires": (READERS, ALWAYS),
    "consultations.create_questionnaire": (EDITORS, ALWAYS),
    "consultations.edit_questionnaire": (EDITORS, ALWAYS),
    "consultations.remove_questionnaire": (EDITORS, ALWAYS),
    "consultations.add_question": (EDITORS, WRITING),
    "consultations.edit_question": (EDITORS, WRITING),
    "consultations.move_question": (EDITORS, WRITING),
    "consultations.remove_question": (EDITORS, WRITING),
    "consultations.read_answers": (READERS, ALWAYS),
    "consultations.export_answers": ({*EDITORS, "evaluator"}, ALWAYS),
    "consultations.export_names": ({"administrator"}, ALWAYS),
    "consultations.publish_results": (EDITORS, {"after"}),
    "consultations.withdraw_results": (EDITORS, set()),
}
LOCKED_BY_ANSWERS = {
    "consultations.remove_questionnaire",
    "consultations.add_question",
    "consultations.edit_question",
    "consultations.move_question",
    "consultations.remove_question",
}


def people() -> dict[str, Any]:
    found = {role: UserFactory.create(roles=[role]) for role in StaffRole.values}
    return {"nobody": AnonymousUser(), "resident": UserFactory.create(), **found}


def test_matrix_names_every_rule() -> None:
    declared = {verb for verb in rules.all_rules() if verb.startswith("consultations.")}
    assert declared == set(MATRIX)


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("verb", MATRIX)
def test_role_and_phase(city: CitySnapshot, verb: str, phase: str) -> None:
    questionnaire = questionnaire_in(phase)
    roles, phases = MATRIX[verb]

    allowed = {name for name, user in people().items() if rules.allows(verb, user, questionnaire)}

    assert allowed == (roles if phase in phases else set())


@pytest.mark.parametrize("verb", sorted(LOCKED_BY_ANSWERS))
def test_answers_lock_the_questions(city: CitySnapshot, verb: str) -> None:
    questionnaire = questionnaire_in("open", answer_count=1)

    refusal = rules.check(verb, UserFactory.create(roles=["administrator"]), questionnaire)

    assert refusal is not None
    assert refusal.code == "questions_locked"


def test_published_results_end_answering_and_open_withdrawal(city: CitySnapshot) -> None:
    questionnaire = questionnaire_in("open", results_published_at=timezone.now())
    administrator = UserFactory.create(roles=["administrator"])

    refused = {
        verb: rules.check(f"consultations.{verb}", administrator, questionnaire)
        for verb in ("answer_questionnaire", "publish_results", "withdraw_results")
    }

    assert refused["withdraw_results"] is None
    assert {getattr(refused[name], "code", "") for name in list(refused)[:2]} == {
        "results_published"
    }


@pytest.mark.parametrize(
    ("phase", "code"), [("before", "phase_upcoming"), ("after", "phase_closed")]
)
def test_closed_phase_is_told_before_signing_in(city: CitySnapshot, phase: str, code: str) -> None:
    questionnaire = questionnaire_in(phase)

    refusal = rules.check("consultations.answer_questionnaire", AnonymousUser(), questionnaire)

    assert refusal is not None
    assert refusal.code == code


def dated(first: int | None, last: int | None) -> Questionnaire:
    now = timezone.now()
    return QuestionnaireFactory.create(
        process=None,
        question_count=1,
        opens_at=None if first is None else now + timedelta(days=first),
        closes_at=None if last is None else now + timedelta(days=last),
    )


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (None, None, "questionnaire_closed"),
        (1, 2, "questionnaire_upcoming"),
        (-1, None, ""),
        (-1, 1, ""),
        (-2, -1, "questionnaire_closed"),
    ],
)
def test_own_dates_open_a_questionnaire_without_process(
    city: CitySnapshot, first: int | None, last: int | None, code: str
) -> None:
    questionnaire = dated(first, last)

    refusal = rules.check("consultations.answer_questionnaire", UserFactory.create(), questionnaire)

    assert (refusal.code if refusal else "") == code


def test_last_instant_is_closed(city: CitySnapshot) -> None:
    questionnaire, user = dated(-1, 1), UserFactory.create()
    end = questionnaire.closes_at
    assert end is not None
    verb = "consultations.answer_questionnaire"

    just_before = rules.allows(verb, user, questionnaire, at=end - timedelta(microseconds=1))
    at_the_end = rules.allows(verb, user, questionnaire, at=end)

    assert just_before
    assert not at_the_end


def test_questionnaire_without_questions_cannot_be_answered(city: CitySnapshot) -> None:
    questionnaire = dated(-1, 1)
    questionnaire.question_count = 0

    refusal = rules.check("consultations.answer_questionnaire", UserFactory.create(), questionnaire)

    assert refusal is not None
    assert refusal.code == "no_questions"


def test_rule_sheet_reads_without_a_questionnaire(city: CitySnapshot) -> None:
    sheet = rules.rule_sheet("consultations.answer_questionnaire")

    assert len(sheet) == 3
