"""Questionnaires: list, creation, texts and dates, the questions in order, preview."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError
from shared_apps.ui.navigation import Crumb
from shared_apps.web.guards import staff_required
from shared_apps.web.requests import CityRequest
from tenant_apps.consultations import actions, filters
from tenant_apps.consultations.choices import QuestionKind
from tenant_apps.consultations.forms.answering import AnswerQuestionnaireForm
from tenant_apps.consultations.forms.building import CreateQuestionnaireForm, EditQuestionnaireForm
from tenant_apps.consultations.queries import standing
from tenant_apps.consultations.staff_views import pieces

form_view = require_http_methods(["GET", "HEAD", "POST"])


@staff_required("consultations.see_questionnaires")
@require_safe
def questionnaires(request: CityRequest) -> HttpResponse:
    """All questionnaires, drafts included."""
    filtered = filters.for_staff(request.GET)
    page = Paginator(filtered.rows.with_process(), 20).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [standing.standing(row) for row in page],
        "filtered": filtered,
        "may_create": rules.allows("consultations.create_questionnaire", request.user),
    }
    return render(request, "consultations/staff/questionnaires.html", context)


@staff_required("consultations.create_questionnaire")
@form_view
def create_questionnaire(request: CityRequest) -> HttpResponse:
    """Title, process or dates, texts."""
    form = CreateQuestionnaireForm(request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        found = actions.create_questionnaire(
            process=form.cleaned_data["process"], by=request.user, **form.texts_and_dates()
        )
        messages.success(request, _("The questionnaire is created. Now add its questions."))
        return pieces.to_questionnaire(found.pk)
    context = {"form": form, "breadcrumbs": pieces.crumbs(Crumb(_("New questionnaire")))}
    return render(request, "consultations/staff/create_questionnaire.html", context)


@staff_required("consultations.see_questionnaires")
@require_safe
def questionnaire(request: CityRequest, pk: int) -> HttpResponse:
    """The questions in order; what can be changed, or why nothing can."""
    found = pieces.load(pk)
    context = pieces.shared(request, found, "questionnaire") | {"kinds": QuestionKind.choices}
    return render(request, "consultations/staff/questionnaire.html", context)


@staff_required("consultations.edit_questionnaire")
@form_view
def edit_questionnaire(request: CityRequest, pk: int) -> HttpResponse:
    """Texts, and dates where no process brings them."""
    found = pieces.load(pk)
    form = EditQuestionnaireForm(request.POST or None, questionnaire=found)
    if request.method == "POST" and form.is_valid():
        actions.edit_questionnaire(questionnaire=found, by=request.user, **form.texts_and_dates())
        messages.success(request, _("The questionnaire is saved."))
        return pieces.to_questionnaire(pk)
    context = pieces.shared(request, found, here=_("Texts and dates")) | {"form": form}
    return render(request, "consultations/staff/edit_questionnaire.html", context)


@staff_required("consultations.remove_questionnaire")
@form_view
def remove_questionnaire(request: CityRequest, pk: int) -> HttpResponse:
    """Ask, then delete it; only as long as nobody has answered."""
    found = pieces.load(pk)
    if request.method == "POST":
        try:
            actions.remove_questionnaire(questionnaire=found, by=request.user)
        except DomainError as error:
            messages.error(request, str(error))
            return pieces.to_questionnaire(pk)
        messages.success(request, _("The questionnaire is removed."))
        return redirect(reverse("consultations_staff:questionnaires"))
    context = pieces.shared(request, found, here=_("Remove the questionnaire"))
    return render(request, "consultations/staff/remove_questionnaire.html", context)


@staff_required("consultations.see_questionnaires")
@require_safe
def preview(request: CityRequest, pk: int) -> HttpResponse:
    """The form as residents see it; nothing can be sent."""
    found = pieces.load(pk)
    context = {
        "questionnaire": found,
        "standing": standing.standing(found),
        "form": AnswerQuestionnaireForm(questionnaire=found),
        "answer": None,
        "error": "",
        "is_closed": False,
        "is_late": False,
        "is_preview": True,
        "breadcrumbs": pieces.crumbs(
            Crumb(found.title, pieces.questionnaire_url(pk)), Crumb(_("Preview of the form"))
        ),
    }
    return render(request, "consultations/answer_questionnaire.html", context)
