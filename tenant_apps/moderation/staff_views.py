"""The moderators' queue, decisions and register."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared_apps.permissions.errors import DomainError
from shared_apps.ui.navigation import NavItem
from shared_apps.web.guards import staff_required
from shared_apps.web.requests import CityRequest
from tenant_apps.comments.models import Comment
from tenant_apps.contributions.models import Contribution
from tenant_apps.moderation import actions, queries
from tenant_apps.moderation.forms import AnswerAppealForm, HideForm
from tenant_apps.moderation.models import Case

PER_PAGE = 20
GET_OR_POST = ["GET", "HEAD", "POST"]


@staff_required("moderation.review_cases")
@require_safe
def queue(request: CityRequest) -> HttpResponse:
    """What waits for a decision."""
    page = Paginator(queries.queue(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "tabs": tabs("queue", page.paginator.count)}
    return render(request, "moderation/staff/queue.html", context)


@staff_required("moderation.review_cases")
@require_safe
def decisions(request: CityRequest) -> HttpResponse:
    """What was decided, by whom and why."""
    page = Paginator(queries.decisions(), PER_PAGE).get_page(request.GET.get("page"))
    waiting = Case.objects.to_decide().count()
    context = {"page": page, "tabs": tabs("decisions", waiting)}
    return render(request, "moderation/staff/decisions.html", context)


@staff_required("moderation.keep_item")
@require_POST
def keep_item(request: CityRequest, pk: int) -> HttpResponse:
    """Leave a flagged text where it is."""
    actions.keep_item(case=get_object_or_404(Case.objects.with_items(), pk=pk), by=request.user)
    messages.success(request, _("The text stays. Those who flagged it are told."))
    return redirect("moderation_staff:queue")


@staff_required("moderation.hide_contribution")
@require_http_methods(GET_OR_POST)
def hide_contribution(request: CityRequest, pk: int) -> HttpResponse:
    """Hide a contribution with a rule and a reason."""
    contribution = get_object_or_404(
        Contribution.objects.visible_to(request.user).select_related("author"), pk=pk
    )
    return hide(request, contribution)


@staff_required("moderation.hide_comment")
@require_http_methods(GET_OR_POST)
def hide_comment(request: CityRequest, pk: int) -> HttpResponse:
    """Hide a comment with a rule and a reason."""
    visible = Comment.objects.visible_to(request.user)
    return hide(request, get_object_or_404(visible.select_related("author", "contribution"), pk=pk))


def hide(request: CityRequest, item: Contribution | Comment) -> HttpResponse:
    """The form that both have in common; a refusal keeps the reason."""
    form = HideForm(request.POST or None)
    error = ""
    if request.method == "POST" and form.is_valid():
        try:
            if isinstance(item, Comment):
                actions.hide_comment(comment=item, by=request.user, **form.cleaned_data)
            else:
                actions.hide_contribution(contribution=item, by=request.user, **form.cleaned_data)
            messages.success(request, _("The text is hidden. Its author is told."))
            return redirect("moderation_staff:queue")
        except DomainError as refused:
            error = str(refused)
    context = {"form": form, "item": item, "error": error}
    context["title"] = "" if isinstance(item, Comment) else item.title
    status = 409 if error else 200
    return render(request, "moderation/staff/hide.html", context, status=status)


@staff_required("moderation.restore_item")
@require_POST
def restore_item(request: CityRequest, pk: int) -> HttpResponse:
    """Show a hidden text again."""
    case = get_object_or_404(Case.objects.with_items(), pk=pk)
    answer = request.POST.get("answer", "").strip()[:1000]
    actions.restore_item(case=case, answer=answer, by=request.user)
    messages.success(request, _("The text is published again. Its author is told."))
    return redirect("moderation_staff:decisions")


@staff_required("moderation.uphold_decision")
@require_http_methods(GET_OR_POST)
def uphold_decision(request: CityRequest, pk: int) -> HttpResponse:
    """Answer an appeal: uphold, or restore with the same answer."""
    case = get_object_or_404(Case.objects.with_items(), pk=pk)
    form = AnswerAppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.uphold_decision(case=case, by=request.user, **form.cleaned_data)
        messages.success(request, _("The decision stands. The author is told."))
        return redirect("moderation_staff:queue")
    return render(request, "moderation/staff/appeal.html", {"case": case, "form": form})


def tabs(current: str, waiting: int) -> list[NavItem]:
    """Queue and decisions."""
    return [
        NavItem(
            _("To moderate"),
            reverse("moderation_staff:queue"),
            is_current=current == "queue",
            count=waiting,
        ),
        NavItem(
            _("Decisions"),
            reverse("moderation_staff:decisions"),
            is_current=current == "decisions",
        ),
    ]
