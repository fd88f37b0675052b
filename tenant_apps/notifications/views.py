"""A person's messages, and the choice of having them by e-mail."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared_apps.web.guards import public, resident_required
from shared_apps.web.requests import CityRequest
from tenant_apps.notifications import actions, queries
from tenant_apps.notifications.forms import ChooseMailForm
from tenant_apps.notifications.models import Notification


@resident_required
@require_safe
def notifications(request: CityRequest) -> HttpResponse:
    """All messages, newest first."""
    found = Notification.objects.visible_to(request.user).order_by("-created_at", "-pk")
    page = Paginator(found, 20).get_page(request.GET.get("page"))
    form = ChooseMailForm(initial={"wants_mail": queries.wants_mail(request.user)})
    has_unread = any(message.read_at is None for message in page)
    context = {"page": page, "form": form, "has_unread": has_unread}
    return render(request, "notifications/notifications.html", context)


@resident_required
@require_safe
def open_notification(request: CityRequest, pk: int) -> HttpResponse:
    """Mark a message as read and go where it leads."""
    message = get_object_or_404(Notification.objects.visible_to(request.user), pk=pk)
    actions.mark_read(notification=message, by=request.user)
    hosts = {request.get_host()}
    if message.url and url_has_allowed_host_and_scheme(message.url, allowed_hosts=hosts):
        return redirect(message.url)
    return redirect("notifications:notifications")


@resident_required
@require_POST
def mark_all_read(request: CityRequest) -> HttpResponse:
    """Mark everything as read."""
    actions.mark_all_read(by=request.user)
    return redirect("notifications:notifications")


@resident_required
@require_POST
def choose_mail(request: CityRequest) -> HttpResponse:
    """Have messages by e-mail too, or no longer."""
    form = ChooseMailForm(request.POST)
    if form.is_valid():
        actions.choose_mail(wants_mail=form.cleaned_data["wants_mail"], by=request.user)
        messages.success(request, _("Your choice is kept."))
    return redirect("notifications:notifications")


@public
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: CityRequest, token: str) -> HttpResponse:
    """End the mails from a link in one of them; mail programs post here without a cookie."""
    person = actions.person_of_token(token)
    if person is None:
        raise Http404
    if request.method == "POST":
        actions.choose_mail(wants_mail=False, by=person)
    context = {"is_done": request.method == "POST"}
    return render(request, "notifications/unsubscribe.html", context)
