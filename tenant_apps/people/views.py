"""A person's own page: profile, address, password, data, leaving."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from shared_apps.permissions import rules
from shared_apps.web.guards import resident_required
from shared_apps.web.locale import remember_language
from shared_apps.web.requests import CityRequest
from tenant_apps.notifications import queries as notifications
from tenant_apps.people import actions, exports
from tenant_apps.people.forms import EditProfileForm, EraseAccountForm


@resident_required
@require_safe
def profile(request: CityRequest) -> HttpResponse:
    """What the portal holds of the person, and where to change it."""
    context = {
        "person": request.user,
        "has_password": request.user.has_usable_password(),
        "wants_mail": notifications.wants_mail(request.user),
        "unread_count": notifications.unread_count(request.user),
    }
    return render(request, "people/profile.html", context)


@resident_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_profile(request: CityRequest) -> HttpResponse:
    """Change name and language; the pages change with it."""
    person = request.user
    initial = {"display_name": person.display_name, "language": person.language}
    form = EditProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.edit_profile(**form.cleaned_data, by=person)
        with translation.override(form.cleaned_data["language"]):
            messages.success(request, _("Your profile is up to date."))
        response = redirect("people:profile")
        remember_language(response, form.cleaned_data["language"])
        return response
    return render(request, "people/edit_profile.html", {"form": form})


@resident_required
@never_cache
@require_safe
def download_data(request: CityRequest) -> HttpResponse:
    """Everything that the town knows of the person, as a file."""
    actions.record_download(by=request.user)
    response = JsonResponse(
        exports.everything_about(request.user),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    title = _("my-data")
    name = f"{request.city.slug}-{title}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@resident_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase_account(request: CityRequest) -> HttpResponse:
    """Leave for good, after the password and a clear yes."""
    refusal = rules.check("people.erase_account", request.user, request.user)
    form = EraseAccountForm(request.POST or None, user=request.user)
    if request.method == "POST" and refusal is None and form.is_valid():
        actions.erase_account(by=request.user)
        logout(request)
        messages.success(request, _("Your account is deleted. Thank you for having taken part."))
        return redirect("/")
    return render(request, "people/erase_account.html", {"form": form, "refusal": refusal})
