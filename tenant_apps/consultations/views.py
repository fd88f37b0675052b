"""Pages of residents: questionnaires, answering, the receipt, results."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError
from shared_apps.ui.navigation import Crumb
from shared_apps.web.guards import public, resident_required
from shared_apps.web.requests import CityRequest
from tenant_apps.consultations import actions
from tenant_apps.consultations.forms.answering import AnswerQuestionnaireForm
from tenant_apps.consultations.models import Questionnaire
from tenant_apps.consultations.queries import answers, results, standing

ANSWER = "consultations.answer_questionnaire"


def crumbs(*more: Crumb) -> list[Crumb]:
    """The way from the home page."""
    root = Crumb(_("Questionnaires"), reverse("consultations:questionnaires"))
    return [Crumb(_("Home"), "/"), root, *more]


def load(request: CityRequest, slug: str) -> Questionnaire:
    """The questionnaire with all that its pages read, or 404."""
    found = Questionnaire.objects.visible_to(request.user).with_process().with_questions()
    return get_object_or_404(found, slug=slug)


@public
@require_safe
def questionnaires(request: CityRequest) -> HttpResponse:
    """All of them: open, upcoming, finished."""
    rows = Questionnaire.objects.listed().ranked(timezone.now()).with_process()
    page = Paginator(rows, 20).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "groups": standing.grouped(page),
        "breadcrumbs": [Crumb(_("Home"), "/"), Crumb(_("Questionnaires"))],
    }
    return render(request, "consultations/questionnaires.html", context)


@public
@require_safe
def questionnaires_of_process(request: CityRequest, slug: str) -> HttpResponse:
    """The questionnaire of a process; a list to choose from where it has several."""
    rows = Questionnaire.objects.visible_to(request.user).filter(process__slug=slug)
    page = Paginator(rows.ranked(timezone.now()).with_process(), 20).get_page(1)
    if not page.object_list:
        raise Http404
    if len(page) == 1:
        return redirect(page[0].get_absolute_url())
    context = {"page": page, "groups": standing.grouped(page), "breadcrumbs": crumbs()}
    return render(request, "consultations/questionnaires.html", context)


@public
@require_safe
def questionnaire(request: CityRequest, slug: str) -> HttpResponse:
    """What is asked, until when, what one can do now."""
    found = load(request, slug)
    now_standing = standing.standing(found)
    context = {
        "questionnaire": found,
        "standing": now_standing,
        "answer": answers.own_answer(found, request.user),
        "refusal": rules.check(ANSWER, request.user, found),
        "rule_sheet": rules.rule_sheet(ANSWER, found),
        "facts": _facts(now_standing),
        "breadcrumbs": crumbs(Crumb(found.title)),
    }
    return render(request, "consultations/questionnaire.html", context)


def _facts(now_standing: standing.Standing) -> list[tuple[str, str]]:
    found = now_standing.questionnaire
    minutes = _("about %(minutes)s min") % {"minutes": found.minutes}
    facts = [(_("Time needed"), f"{standing.questions_in_words(found.question_count)}, {minutes}")]
    if found.answer_count:
        facts.append((_("So far"), standing.answers_in_words(found.answer_count)))
    if now_standing.dates:
        facts.append((_("Dates"), now_standing.dates))
    return facts


@resident_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer_questionnaire(request: CityRequest, slug: str) -> HttpResponse:
    """The form; whatever goes wrong, what was written stays in it."""
    found = load(request, slug)
    answer = answers.own_answer(found, request.user)
    given = answers.given_of(answer) if answer else {}
    form = AnswerQuestionnaireForm(request.POST or None, questionnaire=found, given=given)
    refusal = rules.check(ANSWER, request.user, found)
    error = str(refusal.message) if refusal else ""
    if request.method == "POST" and not error and form.is_valid():
        try:
            actions.answer_questionnaire(questionnaire=found, given=form.given(), by=request.user)
            return redirect("consultations:receipt", slug=slug)
        except DomainError as refused:
            error = str(refused)
    is_late = request.method == "POST" and refusal is not None
    context = {
        "questionnaire": found,
        "form": form.unsent() if is_late else form,
        "answer": answer,
        "error": error,
        "is_closed": refusal is not None,
        "is_late": is_late,
        "is_preview": False,
        "standing": standing.standing(found),
        "breadcrumbs": crumbs(
            Crumb(found.title, found.get_absolute_url()), Crumb(_("Answer the questionnaire"))
        ),
    }
    status = 409 if error and request.method == "POST" else 200
    return render(request, "consultations/answer_questionnaire.html", context, status=status)


@resident_required
@require_safe
def receipt(request: CityRequest, slug: str) -> HttpResponse:
    """Thanks, what was answered, until when it can be changed."""
    found = load(request, slug)
    answer = answers.own_answer(found, request.user)
    if answer is None:
        messages.info(request, _("You have not answered this questionnaire yet."))
        return redirect(found.get_absolute_url())
    context = {
        "questionnaire": found,
        "answer": answer,
        "sheet": [
            (label, words or _("No answer")) for label, words in answers.sheet(found, answer)
        ],
        "standing": standing.standing(found),
        "may_change": rules.allows(ANSWER, request.user, found),
        "breadcrumbs": crumbs(Crumb(found.title, found.get_absolute_url()), Crumb(_("My answers"))),
    }
    return render(request, "consultations/receipt.html", context)


@public
@require_safe
def published_results(request: CityRequest, slug: str) -> HttpResponse:
    """What everybody said and what the town retains; before publication, what comes next."""
    found = load(request, slug)
    context: dict[str, Any] = {
        "questionnaire": found,
        "standing": standing.standing(found),
        "summaries": results.summaries(found) if found.results_published_at else [],
        "fewest": results.FEWEST_ANSWERS,
        "data_url": data_url(request, found),
        "breadcrumbs": crumbs(Crumb(found.title, found.get_absolute_url()), Crumb(_("Results"))),
    }
    return render(request, "consultations/results.html", context)


def data_url(request: CityRequest, found: Questionnaire) -> str:
    """Where its answers can be downloaded, if the city publishes data."""
    enough = found.answer_count >= results.FEWEST_ANSWERS
    if "open_data" not in request.city.modules or not enough or not found.results_published_at:
        return ""
    return reverse("open_data:dataset", args=[found.dataset_slug])
