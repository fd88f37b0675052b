"""What the app knows of one person."""

from typing import Any

from shared_apps.accounts.models import User
from tenant_apps.consultations.models import Answer, Question
from tenant_apps.consultations.queries.answers import given_of, in_words, with_values


def person_data(user: User) -> dict[str, Any]:
    """The person's answers in words, as JSON-ready values."""
    answers = list(
        with_values(Answer.objects.filter(author=user))
        .select_related("questionnaire")
        .order_by("submitted_at", "pk")
    )
    questions = (
        Question.objects.filter(questionnaire__in={answer.questionnaire_id for answer in answers})
        .prefetch_related("choices")
        .order_by("position", "pk")
    )
    asked: dict[int, list[Question]] = {}
    for question in questions:
        asked.setdefault(question.questionnaire_id, []).append(question)
    return {"answers": [_answer(answer, asked[answer.questionnaire_id]) for answer in answers]}


def _answer(answer: Answer, questions: list[Question]) -> dict[str, Any]:
    given = given_of(answer)
    return {
        "questionnaire": answer.questionnaire.title,
        "sent_at": answer.submitted_at.isoformat(),
        "changed_at": answer.edited_at.isoformat() if answer.edited_at else None,
        "answers": [
            {"question": question.label, "answer": in_words(question, given.get(question.pk))}
            for question in questions
        ],
    }
