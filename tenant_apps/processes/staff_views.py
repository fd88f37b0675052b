"""The back office of processes: list, start from a template, texts, timetable, publication."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError
from shared_apps.ui.navigation import Crumb
from shared_apps.web.guards import staff_required
from shared_apps.web.requests import CityRequest
from tenant_apps.processes import actions, filters, queries
from tenant_apps.processes.choices import PROCESS_TRANSITIONS, ProcessState
from tenant_apps.processes.forms import NewPhaseForm, NewProcessForm, PhaseForm, ProcessForm
from tenant_apps.processes.models import Phase, Process
from tenants import registry

form_view = require_http_methods(["GET", "HEAD", "POST"])
BLANK = "blank"


def crumbs(*more: Crumb) -> list[Crumb]:
    """The way from the list of processes."""
    return [Crumb(_("Processes"), reverse("processes_staff:processes")), *more]


def process_url(pk: int) -> str:
    """The staff page of a process."""
    return reverse("processes_staff:process", args=[pk])


@staff_required("processes.see_processes")
@require_safe
def processes(request: CityRequest) -> HttpResponse:
    """All processes, drafts included."""
    filtered = filters.for_staff(request.GET)
    page = Paginator(filtered.rows.with_phases(), 20).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(process, queries.standing(process)) for process in page],
        "filtered": filtered,
        "may_create": rules.allows("processes.create_process", request.user),
    }
    return render(request, "processes/staff/processes.html", context)


@staff_required("processes.create_process")
@require_safe
def choose_template(request: CityRequest) -> HttpResponse:
    """Ready-made processes of the active modules, and an empty one."""
    today = timezone.localdate()
    context = {
        "templates": [
            (template, queries.plan(template, today)) for template in queries.templates()
        ],
        "blank": BLANK,
        "breadcrumbs": crumbs(Crumb(_("New process"))),
    }
    return render(request, "processes/staff/choose_template.html", context)


def template_of(code: str) -> registry.ProcessTemplate | None:
    """The template of that code; None for the empty process; 404 where it is not offered."""
    if code == BLANK:
        return None
    for template in queries.templates():
        if template.code == code:
            return template
    raise Http404


@staff_required("processes.create_process")
@form_view
def create_process(request: CityRequest, code: str) -> HttpResponse:
    """Title and first day, with the phases that follow from it."""
    template = template_of(code)
    is_preview = request.method == "GET" or "preview" in request.POST
    typed = request.POST or request.GET
    initial = {"starts_on": timezone.localdate(), **typed.dict()}
    form = NewProcessForm(None if is_preview else request.POST, initial=initial)
    if not is_preview and form.is_valid():
        process = actions.create_process(template=template, by=request.user, **form.cleaned_data)
        messages.success(request, _("The draft is ready. Complete its texts, then publish it."))
        return redirect(process_url(process.pk))
    context = {
        "form": form,
        "template": template,
        "plan": queries.plan(template, form.first_day),
        "breadcrumbs": crumbs(
            Crumb(_("New process"), reverse("processes_staff:choose_template")),
            Crumb(template.title if template else _("Empty process")),
        ),
    }
    name = "#plan" if request.htmx else ""
    return render(request, f"processes/staff/create_process.html{name}", context)


@staff_required("processes.see_processes")
@require_safe
def process(request: CityRequest, pk: int) -> HttpResponse:
    """Everything about one process: state, texts, timetable."""
    found = get_object_or_404(Process.objects.with_phases(), pk=pk)
    allowed = PROCESS_TRANSITIONS[ProcessState(found.state)]
    context = {
        "process": found,
        "standing": queries.standing(found),
        "phases": [(phase, queries.kind_of(phase)) for phase in found.ordered_phases],
        "may_edit": rules.allows("processes.edit_process", request.user, found),
        "may_publish": ProcessState.PUBLISHED in allowed,
        "may_unpublish": ProcessState.DRAFT in allowed,
        "may_archive": ProcessState.ARCHIVED in allowed,
        "breadcrumbs": crumbs(Crumb(found.title)),
    }
    return render(request, "processes/staff/process.html", context)


@staff_required("processes.edit_process")
@form_view
def edit_process(request: CityRequest, pk: int) -> HttpResponse:
    """Texts and visibility."""
    found = get_object_or_404(Process, pk=pk)
    form = ProcessForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        actions.edit_process(process=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("The texts are saved."))
        return redirect(process_url(pk))
    title = Process.objects.values_list("title", flat=True).get(pk=pk)
    context = {
        "form": form,
        "process": found,
        "breadcrumbs": crumbs(Crumb(title, process_url(pk)), Crumb(_("Texts"))),
    }
    return render(request, "processes/staff/edit_process.html", context)


@staff_required("processes.copy_process")
@form_view
def copy_process(request: CityRequest, pk: int) -> HttpResponse:
    """A new draft with the same texts and phases."""
    found = get_object_or_404(Process.objects.with_phases(), pk=pk)
    title = _("%(title)s (copy)") % {"title": found.title}
    initial = {"title": title[:140], "starts_on": timezone.localdate()}
    form = NewProcessForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        copy = actions.copy_process(process=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("The copy is a draft. Check its texts and dates."))
        return redirect(process_url(copy.pk))
    context = {
        "form": form,
        "process": found,
        "breadcrumbs": crumbs(Crumb(found.title, process_url(pk)), Crumb(_("Make a copy"))),
    }
    return render(request, "processes/staff/copy_process.html", context)


def change_state(
    request: CityRequest, pk: int, action: Callable[..., Process], done: str | Promise
) -> HttpResponseRedirect:
    """Run a step of the life cycle and go back to the process."""
    try:
        action(process=get_object_or_404(Process, pk=pk), by=request.user)
        messages.success(request, str(done))
    except DomainError as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(process_url(pk))


@staff_required("processes.publish_process")
@require_POST
def publish_process(request: CityRequest, pk: int) -> HttpResponse:
    """Open it to residents."""
    return change_state(request, pk, actions.publish_process, _("Residents can see it now."))


@staff_required("processes.unpublish_process")
@require_POST
def unpublish_process(request: CityRequest, pk: int) -> HttpResponse:
    """Take it back to a draft."""
    return change_state(
        request, pk, actions.unpublish_process, _("It is a draft again: only staff see it.")
    )


@staff_required("processes.archive_process")
@require_POST
def archive_process(request: CityRequest, pk: int) -> HttpResponse:
    """Close it for good."""
    return change_state(
        request, pk, actions.archive_process, _("It is archived: everyone can still read it.")
    )


@staff_required("processes.add_phase")
@form_view
def add_phase(request: CityRequest, pk: int) -> HttpResponse:
    """A step more."""
    found = get_object_or_404(Process.objects.with_phases(), pk=pk)
    form = NewPhaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_phase(
            process=found,
            kind=form.cleaned_data["kind"],
            title=form.cleaned_data["title"],
            description=form.cleaned_data["description"],
            starts_at=form.starts_at,
            ends_at=form.ends_at,
            by=request.user,
        )
        messages.success(request, _("The phase is added."))
        return redirect(process_url(pk))
    context = {
        "form": form,
        "process": found,
        "breadcrumbs": crumbs(Crumb(found.title, process_url(pk)), Crumb(_("New phase"))),
    }
    return render(request, "processes/staff/edit_phase.html", context)


@staff_required("processes.edit_phase")
@form_view
def edit_phase(request: CityRequest, pk: int) -> HttpResponse:
    """Dates, title and texts of a step."""
    phase = get_object_or_404(Phase.objects.select_related("process"), pk=pk)
    form = PhaseForm(request.POST or None, phase=phase)
    if request.method == "POST" and form.is_valid():
        texts = ("title", "description", "outcome", "move_following")
        actions.edit_phase(
            phase=phase,
            starts_at=form.starts_at,
            ends_at=form.ends_at,
            by=request.user,
            **{name: form.cleaned_data[name] for name in texts},
        )
        messages.success(request, _("The phase is saved."))
        return redirect(process_url(phase.process_id))
    url = process_url(phase.process_id)
    context = {
        "form": form,
        "process": phase.process,
        "phase": phase,
        "breadcrumbs": crumbs(Crumb(phase.process.title, url), Crumb(phase.title)),
    }
    return render(request, "processes/staff/edit_phase.html", context)


@staff_required("processes.move_phase")
@require_POST
def move_phase(request: CityRequest, pk: int) -> HttpResponse:
    """One place up or down."""
    phase = get_object_or_404(Phase, pk=pk)
    actions.move_phase(phase=phase, up=request.POST.get("direction") == "up", by=request.user)
    return redirect(process_url(phase.process_id))


@staff_required("processes.remove_phase")
@form_view
def remove_phase(request: CityRequest, pk: int) -> HttpResponse:
    """Ask, then take the step out."""
    phase = get_object_or_404(Phase.objects.select_related("process"), pk=pk)
    if request.method == "POST":
        try:
            actions.remove_phase(phase=phase, by=request.user)
            messages.success(request, _("The phase is removed."))
        except DomainError as error:
            messages.error(request, str(error))
        return redirect(process_url(phase.process_id))
    url = process_url(phase.process_id)
    context = {
        "phase": phase,
        "process": phase.process,
        "breadcrumbs": crumbs(Crumb(phase.process.title, url), Crumb(_("Remove a phase"))),
    }
    return render(request, "processes/staff/remove_phase.html", context)
