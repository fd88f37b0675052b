"""What the pages of one questionnaire share: loading, breadcrumbs, tabs."""

from typing import Any

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from shared_apps.permissions import rules
from shared_apps.ui.navigation import Crumb, NavItem
from shared_apps.web.requests import CityRequest
from tenant_apps.consultations.models import Questionnaire
from tenant_apps.consultations.queries import standing


def crumbs(*more: Crumb) -> list[Crumb]:
    """The way from the list of questionnaires."""
    return [Crumb(_("Questionnaires"), reverse("consultations_staff:questionnaires")), *more]


def load(pk: int) -> Questionnaire:
    """The questionnaire with dates and questions, or 404."""
    return get_object_or_404(Questionnaire.objects.with_process().with_questions(), pk=pk)


def questionnaire_url(pk: int) -> str:
    """The page on which its questions are written."""
    return reverse("consultations_staff:questionnaire", args=[pk])


def to_questionnaire(pk: int) -> HttpResponseRedirect:
    """Back to that page."""
    return HttpResponseRedirect(questionnaire_url(pk))


def shared(
    request: CityRequest, found: Questionnaire, current: str = "", *, here: str = ""
) -> dict[str, Any]:
    """Context of every page of a questionnaire; `current` is its tab, `here` its last crumb."""
    views = (
        ("questionnaire", _("Questions"), found.question_count),
        ("answers", _("Results"), 0),
        ("answer_table", _("Answers one by one"), found.answer_count),
    )
    tabs = [
        NavItem(
            title,
            reverse(f"consultations_staff:{name}", args=[found.pk]),
            is_current=name == current,
            count=count,
        )
        for name, title, count in views
    ]
    way = [Crumb(found.title, questionnaire_url(found.pk)), Crumb(here)]
    return {
        "questionnaire": found,
        "standing": standing.standing(found),
        "tabs": tabs,
        "locked": rules.check("consultations.edit_question", request.user, found),
        "may_edit": rules.allows("consultations.edit_questionnaire", request.user, found),
        "breadcrumbs": crumbs(*(way if here else [Crumb(found.title)])),
    }
