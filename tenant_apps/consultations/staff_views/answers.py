"""Reading answers, taking them out as files, publishing the results."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError
from shared_apps.web.guards import staff_required
from shared_apps.web.requests import CityRequest
from tenant_apps.consultations import actions
from tenant_apps.consultations.exports import answers as exports
from tenant_apps.consultations.forms.building import PublishResultsForm
from tenant_apps.consultations.models import Questionnaire
from tenant_apps.consultations.queries import answers as reads
from tenant_apps.consultations.queries import results
from tenant_apps.consultations.staff_views import pieces

LONGEST_CELL = 90
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@staff_required("consultations.read_answers")
@require_safe
def answers(request: CityRequest, pk: int) -> HttpResponse:
    """What the answers add up to, with the latest texts; files; publication."""
    found = pieces.load(pk)
    context = pieces.shared(request, found, "answers") | {
        "summaries": results.summaries(found, with_texts=True) if found.answer_count else [],
        "may_export": rules.allows("consultations.export_answers", request.user, found),
        "may_export_names": rules.allows("consultations.export_names", request.user, found),
        "not_publishable": rules.check("consultations.publish_results", request.user, found),
    }
    return render(request, "consultations/staff/answers.html", context)


@staff_required("consultations.read_answers")
@require_safe
def answer_table(request: CityRequest, pk: int) -> HttpResponse:
    """Every answer, the latest first, without names."""
    found = pieces.load(pk)
    rows = reads.with_values(found.answers.order_by("-submitted_at", "pk"))
    page = Paginator(rows, 20).get_page(request.GET.get("page"))
    lines = [
        (answer, [shortened(words) for _label, words in reads.sheet(found, answer)])
        for answer in page
    ]
    context = pieces.shared(request, found, "answer_table") | {"page": page, "lines": lines}
    return render(request, "consultations/staff/answer_table.html", context)


def shortened(words: str) -> str:
    """Enough of a long text to recognize it."""
    return words if len(words) <= LONGEST_CELL else f"{words[:LONGEST_CELL]}…"


@staff_required("consultations.read_answers")
@require_safe
def answer(request: CityRequest, pk: int, answer_id: UUID) -> HttpResponse:
    """One answer in full."""
    found = pieces.load(pk)
    one = get_object_or_404(reads.with_values(found.answers.all()), pk=answer_id)
    sheet = [(label, words or _("No answer")) for label, words in reads.sheet(found, one)]
    context = pieces.shared(request, found, "answer_table", here=_("One answer"))
    context |= {"answer": one, "sheet": sheet}
    return render(request, "consultations/staff/answer.html", context)


@staff_required("consultations.read_answers")
@require_safe
def texts(request: CityRequest, pk: int, code: str) -> HttpResponse:
    """Everything that was written to a question, the latest first."""
    found = pieces.load(pk)
    question = get_object_or_404(found.questions, code=code, kind="text")
    page = Paginator(results.texts(question), 20).get_page(request.GET.get("page"))
    context = pieces.shared(request, found, "answers", here=question.label)
    context |= {"question": question, "page": page}
    return render(request, "consultations/staff/texts.html", context)


def file_name(found: Questionnaire, ending: str) -> str:
    """For example `velo-2030-2026-11-21.csv`."""
    return f"{found.slug[:60]}-{timezone.localdate():%Y-%m-%d}.{ending}"


@staff_required("consultations.export_answers")
@require_POST
def export_answers(request: CityRequest, pk: int) -> HttpResponse | StreamingHttpResponse:
    """All answers as CSV or XLSX; who took them, and whether with names, is noted."""
    found = pieces.load(pk)
    names = request.POST.get("names") == "on"
    actions.record_export(questionnaire=found, names=names, by=request.user)
    if request.POST.get("format") == "xlsx":
        file = exports.answers_xlsx(found, names=names)
        response: StreamingHttpResponse = FileResponse(
            file, as_attachment=True, filename=file_name(found, "xlsx"), content_type=XLSX
        )
    else:
        response = StreamingHttpResponse(
            exports.answers_csv(found, names=names), content_type="text/csv; charset=utf-8"
        )
        name = file_name(found, "csv")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


@staff_required("consultations.publish_results")
@require_http_methods(["GET", "HEAD", "POST"])
def publish_results(request: CityRequest, pk: int) -> HttpResponse:
    """What the town retains, then open the results to everyone."""
    found = pieces.load(pk)
    initial = {"conclusion": found.conclusion}
    form = PublishResultsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.publish_results(questionnaire=found, by=request.user, **form.cleaned_data)
            messages.success(request, _("The results are published. People who answered are told."))
            return redirect(reverse("consultations_staff:answers", args=[pk]))
        except DomainError as error:
            form.add_error(None, str(error))
    context = pieces.shared(request, found, here=_("Publish the results")) | {
        "form": form,
        "refusal": rules.check("consultations.publish_results", request.user, found),
    }
    return render(request, "consultations/staff/publish_results.html", context)


@staff_required("consultations.withdraw_results")
@require_POST
def withdraw_results(request: CityRequest, pk: int) -> HttpResponse:
    """Take them back, to correct something."""
    try:
        actions.withdraw_results(questionnaire=pieces.load(pk), by=request.user)
        messages.success(request, _("The results are no longer public."))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect(reverse("consultations_staff:answers", args=[pk]))
