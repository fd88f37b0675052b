"""Ideas for the town: list, answer, several at once, files."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError
from shared_apps.ui import formats
from shared_apps.ui.navigation import Crumb
from shared_apps.web.guards import staff_required
from shared_apps.web.requests import CityRequest
from tenant_apps.proposals import actions, exports, queries
from tenant_apps.proposals.choices import ProposalStatus
from tenant_apps.proposals.filters import staff_filter
from tenant_apps.proposals.forms import ChangeStatusForm
from tenant_apps.proposals.models import Proposal

PER_PAGE = 50
WRITERS = {"csv": exports.write_csv, "xlsx": exports.write_xlsx}


@staff_required("proposals.review_ideas")
@require_safe
def ideas(request: CityRequest) -> HttpResponse:
    """All ideas with their status; those without an answer for long are marked."""
    processes = list(queries.processes_with_ideas())
    wanted = staff_filter(request.GET, processes)
    found = queries.staff_ideas(wanted)
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "wanted": wanted,
        "processes": processes,
        "statuses": ProposalStatus.choices,
        "now": timezone.now(),
        "may_export": rules.allows("proposals.export_ideas", request.user),
        "may_change": rules.allows("proposals.change_statuses", request.user),
    }
    return render(request, "proposals/staff/ideas.html", context)


@staff_required("proposals.review_ideas")
@require_safe
def idea(request: CityRequest, pk: int) -> HttpResponse:
    """One idea as the town sees it, with the form of its status and answer."""
    return idea_page(request, found_idea(request, pk), None)


@staff_required("proposals.change_status")
@require_POST
def change_status(request: CityRequest, pk: int) -> HttpResponse:
    """Set the status and the official answer; a refusal keeps the answer."""
    found = found_idea(request, pk)
    form = ChangeStatusForm(request.POST, idea=found)
    if not form.is_valid():
        return idea_page(request, found, form)
    try:
        actions.change_status(idea=found, by=request.user, **form.cleaned_data)
    except DomainError as refused:
        form.add_error(None, str(refused))
        return idea_page(request, found, form)
    messages.success(request, _("Saved. The author and everyone around the idea are told."))
    return redirect("proposals_staff:idea", pk)


@staff_required("proposals.change_statuses")
@require_POST
def change_statuses(request: CityRequest) -> HttpResponse:
    """The checked ideas with one form for all of them, then the change; a refusal keeps it."""
    keys = [int(key) for key in request.POST.getlist("idea") if key.isdecimal() and len(key) < 19]
    chosen = list(queries.for_page(request.user).filter(pk__in=keys).order_by("pk"))
    if not chosen:
        messages.error(request, _("Check at least one idea."))
        return redirect("proposals_staff:ideas")
    form = ChangeStatusForm(request.POST if "status" in request.POST else None)
    if form.is_valid():
        try:
            actions.change_statuses(ideas=chosen, by=request.user, **form.cleaned_data)
            text = ngettext("%(count)s idea changed.", "%(count)s ideas changed.", len(chosen))
            messages.success(request, text % {"count": len(chosen)})
            return redirect("proposals_staff:ideas")
        except DomainError as refused:
            form.add_error(None, str(refused))
    context = {"ideas": chosen, "form": form}
    return render(request, "proposals/staff/change_statuses.html", context)


@staff_required("proposals.export_ideas")
@require_safe
def export_ideas(request: CityRequest, kind: str) -> FileResponse:
    """The ideas of the list's filters as a file."""
    if kind not in WRITERS:
        raise Http404
    wanted = staff_filter(request.GET, list(queries.processes_with_ideas()))
    file = WRITERS[kind](exports.rows(queries.staff_ideas(wanted), request.city.origin))
    name = f"ideas-{request.city.slug}-{timezone.localdate():%Y-%m-%d}.{kind}"
    return FileResponse(file, as_attachment=True, filename=name)


def found_idea(request: CityRequest, pk: int) -> Proposal:
    """An idea that the agent may see."""
    return get_object_or_404(queries.for_page(request.user), pk=pk)


def idea_page(request: CityRequest, found: Proposal, form: ChangeStatusForm | None) -> HttpResponse:
    """The page with its form, empty or with what could not be saved."""
    context = {
        "idea": found,
        "contribution": found.contribution,
        "author": queries.author_name(found),
        "facts": facts(found),
        "form": form or ChangeStatusForm(idea=found),
        "may_change": rules.allows("proposals.change_status", request.user, found),
        "may_hide": rules.allows("moderation.hide_contribution", request.user),
        "history": queries.history(found),
        "breadcrumbs": [Crumb(_("Ideas"), reverse("proposals_staff:ideas")), Crumb(str(found))],
    }
    status = 409 if form is not None and form.non_field_errors() else 200
    return render(request, "proposals/staff/idea.html", context, status=status)


def facts(found: Proposal) -> list[tuple[str, str]]:
    """Figures beside the text."""
    contribution = found.contribution
    rows = [
        (_("Supports"), formats.number(contribution.support_count)),
        (_("Comments"), formats.number(contribution.comment_count)),
        (_("Followers"), formats.number(contribution.follow_count)),
        (_("Place"), contribution.place),
        (_("Process"), contribution.process.title if contribution.process else ""),
    ]
    return [(term, text) for term, text in rows if text]
