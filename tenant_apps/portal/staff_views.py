"""The back office: what waits today, figures, modules, pages of the footer."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError
from shared_apps.ui.navigation import Crumb
from shared_apps.web.guards import staff_required
from shared_apps.web.requests import CityRequest
from tenant_apps.portal import actions, queries
from tenant_apps.portal.choices import PageSlug
from tenant_apps.portal.forms import PageForm
from tenant_apps.portal.models import Page
from tenants import registry

form_view = require_http_methods(["GET", "HEAD", "POST"])


@staff_required("portal.work")
@require_safe
def home(request: CityRequest) -> HttpResponse:
    """What to do today, then how the portal is doing."""
    now = timezone.now()
    context = {
        "to_do": queries.to_do(request.user),
        "phases": [
            (phase, phase.is_open_at(now), queries.next_change(phase, now))
            for phase in queries.phases_changing_soon(now)
        ],
        "figures": queries.activity(timezone.localdate()),
        "may_create": rules.allows("processes.create_process", request.user),
        "may_set_up": rules.allows("portal.set_module", request.user),
    }
    return render(request, "portal/staff/home.html", context)


def crumbs(*more: Crumb) -> list[Crumb]:
    """The way from the settings."""
    return [Crumb(_("Settings"), reverse("portal_staff:settings")), *more]


@staff_required("portal.work")
@require_safe
def settings(request: CityRequest) -> HttpResponse:
    """Where each setting of the portal is changed."""
    may_set_up = rules.allows("portal.set_module", request.user)
    return render(request, "portal/staff/settings.html", {"may_set_up": may_set_up})


@staff_required("portal.set_module")
@require_safe
def modules(request: CityRequest) -> HttpResponse:
    """Every module: on, off or outside the contract."""
    rows = [
        (app, app.label in request.city.modules, app.label in request.city.allowed_modules)
        for app in registry.modules()
    ]
    context = {"rows": rows, "breadcrumbs": crumbs(Crumb(_("Modules")))}
    return render(request, "portal/staff/modules.html", context)


@staff_required("portal.set_module")
@form_view
def set_module(request: CityRequest, label: str) -> HttpResponse:
    """Say what switching it does, then do it."""
    module = next((app for app in registry.modules() if app.label == label), None)
    if module is None:
        raise Http404
    is_on = label in request.city.modules
    if request.method == "POST":
        wanted = request.POST.get("is_enabled") == "yes"
        try:
            actions.set_module(module=label, is_enabled=wanted, by=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            done = _("“%(title)s” is on.") if wanted else _("“%(title)s” is off.")
            messages.success(request, done % {"title": module.title})
        return redirect("portal_staff:modules")
    way = crumbs(Crumb(_("Modules"), reverse("portal_staff:modules")), Crumb(module.title))
    context = {"module": module, "is_on": is_on, "breadcrumbs": way}
    return render(request, "portal/staff/set_module.html", context)


@staff_required("portal.edit_page")
@require_safe
def pages(request: CityRequest) -> HttpResponse:
    """The pages of the footer, in their order."""
    order = {slug: place for place, slug in enumerate(PageSlug.values)}
    rows = sorted(Page.objects.all(), key=lambda page: order[page.slug])
    context = {"rows": rows, "breadcrumbs": crumbs(Crumb(_("Pages")))}
    return render(request, "portal/staff/pages.html", context)


@staff_required("portal.edit_page")
@form_view
def edit_page(request: CityRequest, slug: str) -> HttpResponse:
    """Write a page, look at it, save it."""
    found = get_object_or_404(Page, slug=slug)
    form = PageForm(request.POST or None, instance=found)
    is_preview = "preview" in request.POST
    if request.method == "POST" and form.is_valid() and not is_preview:
        actions.edit_page(page=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("The page is saved."))
        return redirect("portal_staff:pages")
    context = {
        "form": form,
        "page": found,
        "preview": form.cleaned_data if is_preview and form.is_valid() else None,
        "breadcrumbs": crumbs(
            Crumb(_("Pages"), reverse("portal_staff:pages")),
            Crumb(PageSlug(found.slug).label),
        ),
    }
    return render(request, "portal/staff/edit_page.html", context)
