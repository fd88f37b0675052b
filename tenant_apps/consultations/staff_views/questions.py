"""Writing questions: plain forms; moving and removing also by htmx."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from shared_apps.permissions.errors import DomainError
from shared_apps.web.guards import staff_required
from shared_apps.web.requests import CityRequest
from tenant_apps.consultations import actions
from tenant_apps.consultations.choices import QuestionKind
from tenant_apps.consultations.forms.building import QuestionForm
from tenant_apps.consultations.models import Question
from tenant_apps.consultations.staff_views import pieces

form_view = require_http_methods(["GET", "HEAD", "POST"])


def question_or_404(pk: int) -> Question:
    """The question with its questionnaire and choices."""
    found = Question.objects.select_related("questionnaire__process").prefetch_related("choices")
    return get_object_or_404(found, pk=pk)


@staff_required("consultations.add_question")
@form_view
def add_question(request: CityRequest, pk: int, kind: str) -> HttpResponse:
    """A new question of a kind."""
    if kind not in QuestionKind.values:
        raise Http404
    found = pieces.load(pk)
    chosen = QuestionKind(kind)
    form = QuestionForm(request.POST or None, kind=chosen)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_question(questionnaire=found, draft=form.draft(), by=request.user)
            messages.success(request, _("The question is added."))
            return pieces.to_questionnaire(pk)
        except DomainError as error:
            form.add_error(None, str(error))
    context = pieces.shared(request, found, here=_("New question"))
    context |= {"form": form, "kind": chosen, "question": None}
    return render(request, "consultations/staff/edit_question.html", context)


@staff_required("consultations.edit_question")
@form_view
def edit_question(request: CityRequest, pk: int) -> HttpResponse:
    """Write a question anew."""
    question = question_or_404(pk)
    kind = QuestionKind(question.kind)
    form = QuestionForm(request.POST or None, kind=kind, question=question)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_question(question=question, draft=form.draft(), by=request.user)
            messages.success(request, _("The question is saved."))
            return pieces.to_questionnaire(question.questionnaire_id)
        except DomainError as error:
            form.add_error(None, str(error))
    found = pieces.load(question.questionnaire_id)
    context = pieces.shared(request, found, here=_("Edit the question"))
    context |= {"form": form, "kind": kind, "question": question}
    return render(request, "consultations/staff/edit_question.html", context)


@staff_required("consultations.move_question")
@require_POST
def move_question(request: CityRequest, pk: int) -> HttpResponse:
    """One place up or down."""
    question = question_or_404(pk)
    up = request.POST.get("direction") == "up"
    try:
        actions.move_question(question=question, up=up, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    said = _("“%(question)s” moved.") % {"question": question.label}
    return questions(request, question.questionnaire_id, said)


@staff_required("consultations.remove_question")
@form_view
def remove_question(request: CityRequest, pk: int) -> HttpResponse:
    """Ask, then take it out."""
    question = question_or_404(pk)
    if request.method == "POST":
        try:
            actions.remove_question(question=question, by=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        said = _("“%(question)s” removed.") % {"question": question.label}
        return questions(request, question.questionnaire_id, said)
    found = pieces.load(question.questionnaire_id)
    context = pieces.shared(request, found, here=_("Remove the question"))
    context["question"] = question
    return render(request, "consultations/staff/remove_question.html", context)


def questions(request: CityRequest, pk: int, said: str) -> HttpResponse:
    """The list of questions, as a fragment where htmx asked."""
    if not request.htmx:
        return pieces.to_questionnaire(pk)
    context = pieces.shared(request, pieces.load(pk), "questionnaire")
    context |= {"kinds": QuestionKind.choices, "said": said}
    return render(request, "consultations/staff/questionnaire.html#questions", context)
