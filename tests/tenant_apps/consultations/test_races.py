"""Answers at the same instant, with real commits in real threads."""

from shared_apps.permissions.errors import Refused
from tenant_apps.consultations import actions
from tenant_apps.consultations.choices import QuestionKind
from tenant_apps.consultations.models import Answer
from tenants.snapshot import CitySnapshot
from tests.factories.accounts import UserFactory
from tests.factories.consultations import full_answer, questionnaire_in
from tests.threads import run_together


def test_one_answer_a_person_in_a_race(committed_database: None, city: CitySnapshot) -> None:
    questionnaire, resident = questionnaire_in("open"), UserFactory.create()
    given = full_answer(questionnaire)

    results = run_together(
        *(
            lambda: actions.answer_questionnaire(
                questionnaire=questionnaire, given=given, by=resident
            )
            for _place in range(4)
        )
    )

    assert all(isinstance(result, Answer) for result in results), results
    answer = Answer.objects.get()
    assert answer.values.count() == 6
    questionnaire.refresh_from_db()
    assert questionnaire.answer_count == 1


def test_answers_of_many_people_at_once_are_all_counted(
    committed_database: None, city: CitySnapshot
) -> None:
    questionnaire = questionnaire_in("open")
    given = full_answer(questionnaire)

    run_together(
        *(
            lambda person=person: actions.answer_questionnaire(
                questionnaire=questionnaire, given=given, by=person
            )
            for person in UserFactory.create_batch(5)
        )
    )

    questionnaire.refresh_from_db()
    assert questionnaire.answer_count == Answer.objects.count() == 5


def test_editing_a_question_and_the_first_answer_cannot_cross(
    committed_database: None, city: CitySnapshot
) -> None:
    questionnaire = questionnaire_in("open")
    one = questionnaire.ordered_questions[0]
    draft = actions.QuestionDraft(QuestionKind.SINGLE, "New?", choices=("Yes", "No"))
    editor = UserFactory.create(roles=["administrator"])
    given = full_answer(questionnaire)

    results = run_together(
        lambda: actions.edit_question(question=one, draft=draft, by=editor),
        lambda: actions.answer_questionnaire(
            questionnaire=questionnaire, given=given, by=UserFactory.create()
        ),
    )

    failed = [type(result) for result in results if isinstance(result, Exception)]
    assert failed in ([Refused], [actions.QuestionnaireChanged])
