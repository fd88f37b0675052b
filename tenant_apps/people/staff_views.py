"""The town's people in the back office."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from shared_apps.accounts.choices import StaffRole
from shared_apps.accounts.models import User
from shared_apps.audit import queries as audit
from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError
from shared_apps.ui.navigation import Crumb
from shared_apps.web.guards import staff_required
from shared_apps.web.requests import CityRequest
from tenant_apps.people import actions, queries
from tenant_apps.people.forms import BlockPersonForm, PeopleFilter, SetRolesForm


@staff_required("people.read_people")
@require_safe
def people(request: CityRequest) -> HttpResponse:
    """Everybody with an account, by name; search and filter."""
    form = PeopleFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {"q": "", "role": ""}
    found = queries.people(search=chosen["q"], role=chosen["role"])
    page = Paginator(found, 20).get_page(request.GET.get("page"))
    labels = dict(StaffRole.choices)
    rows = [(person, [labels.get(role, role) for role in person.roles]) for person in page]
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "count": len(list(filter(None, chosen.values()))),
    }
    return render(request, "people/people.html", context)


@staff_required("people.read_people")
@require_safe
def person(request: CityRequest, pk: int) -> HttpResponse:
    """One person: roles, blocking, what was done to the account."""
    return _person_page(request, pk)


def _person_page(
    request: CityRequest,
    pk: int,
    roles_form: SetRolesForm | None = None,
    block_form: BlockPersonForm | None = None,
    error: str = "",
) -> HttpResponse:
    shown = get_object_or_404(User.objects.filter(erased_at__isnull=True), pk=pk)
    context = {
        "person": shown,
        "breadcrumbs": [
            Crumb(_("People"), reverse("people_staff:people")),
            Crumb(shown.display_name),
        ],
        "roles_form": roles_form or SetRolesForm(initial={"roles": shown.roles}),
        "block_form": block_form or BlockPersonForm(),
        "block_refusal": rules.check("people.block_person", request.user, shown),
        "events": audit.events_of(shown)[:20],
        "error": error,
    }
    return render(request, "people/person.html", context, status=409 if error else 200)


@staff_required("people.set_roles")
@require_POST
def set_roles(request: CityRequest, pk: int) -> HttpResponse:
    """Give the person the checked roles."""
    form = SetRolesForm(request.POST)
    if not form.is_valid():
        return _person_page(request, pk, roles_form=form)
    user = get_object_or_404(User, pk=pk)
    try:
        actions.set_roles(user=user, roles=form.cleaned_data["roles"], by=request.user)
    except DomainError as error:
        return _person_page(request, pk, roles_form=form, error=str(error))
    messages.success(request, _("The roles of %(name)s are set.") % {"name": user.display_name})
    return redirect("people_staff:person", pk)


@staff_required("people.block_person")
@require_POST
def block_person(request: CityRequest, pk: int) -> HttpResponse:
    """Keep the person from signing in."""
    form = BlockPersonForm(request.POST)
    if not form.is_valid():
        return _person_page(request, pk, block_form=form)
    user = get_object_or_404(User, pk=pk)
    try:
        actions.block_person(user=user, reason=form.cleaned_data["reason"], by=request.user)
    except DomainError as error:
        return _person_page(request, pk, block_form=form, error=str(error))
    messages.success(request, _("%(name)s is blocked.") % {"name": user.display_name})
    return redirect("people_staff:person", pk)


@staff_required("people.unblock_person")
@require_POST
def unblock_person(request: CityRequest, pk: int) -> HttpResponse:
    """Let the person sign in again."""
    user = actions.unblock_person(user=get_object_or_404(User, pk=pk), by=request.user)
    messages.success(request, _("%(name)s can sign in again.") % {"name": user.display_name})
    return redirect("people_staff:person", pk)
