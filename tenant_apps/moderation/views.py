"""Flagging, the public register, and the author's way to appeal."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shared_apps.permissions import rules
from shared_apps.ui.navigation import Crumb
from shared_apps.web.guards import public, resident_required
from shared_apps.web.requests import CityRequest
from tenant_apps.comments.models import Comment
from tenant_apps.contributions.choices import CharterRule
from tenant_apps.contributions.queries import reachable
from tenant_apps.moderation import actions, queries
from tenant_apps.moderation.forms import AppealForm, FlagForm
from tenant_apps.moderation.models import Case

GET_OR_POST = ["GET", "HEAD", "POST"]


@public
@require_safe
def register(request: CityRequest) -> HttpResponse:
    """The rules of the charter and how often they were applied."""
    context = {
        "register": queries.register(),
        "rules": CharterRule.choices,
        "breadcrumbs": [Crumb(_("Home"), "/"), Crumb(_("Moderation"))],
    }
    return render(request, "moderation/register.html", context)


@resident_required
@require_http_methods(GET_OR_POST)
def flag_contribution(request: CityRequest, pk: int) -> HttpResponse:
    """Tell the moderators of a contribution."""
    contribution = get_object_or_404(reachable(request.user, request.city.modules), pk=pk)
    return flag(
        request,
        text=contribution.title,
        back=contribution.get_absolute_url(),
        action=lambda rule, note: actions.flag_contribution(
            contribution=contribution, rule=rule, note=note, by=request.user
        ),
    )


@resident_required
@require_http_methods(GET_OR_POST)
def flag_comment(request: CityRequest, pk: int) -> HttpResponse:
    """Tell the moderators of a comment."""
    published = Comment.objects.published().select_related("contribution")
    within = reachable(request.user, request.city.modules)
    comment = get_object_or_404(published.filter(contribution__in=within), pk=pk)
    return flag(
        request,
        text=comment.body,
        back=f"{comment.contribution.get_absolute_url()}#{comment.anchor}",
        action=lambda rule, note: actions.flag_comment(
            comment=comment, rule=rule, note=note, by=request.user
        ),
    )


def flag(
    request: CityRequest, *, text: str, back: str, action: Callable[[CharterRule, str], object]
) -> HttpResponse:
    """The form that both have in common."""
    form = FlagForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        action(form.cleaned_data["rule"], form.cleaned_data["note"])
        messages.success(
            request, _("Thank you. A moderator looks at it and you will be told what was decided.")
        )
        return redirect(back)
    return render(request, "moderation/flag.html", {"form": form, "text": text, "back": back})


@resident_required
@require_http_methods(GET_OR_POST)
def decision(request: CityRequest, pk: int) -> HttpResponse:
    """What was decided about one's own text and why; the form of the appeal."""
    case = get_object_or_404(Case.objects.decided().with_items(), pk=pk)
    if case.author is None or case.author.pk != request.user.pk:
        case = get_object_or_404(Case.objects.none())
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.appeal_decision(case=case, by=request.user, **form.cleaned_data)
        messages.success(request, _("Your appeal is recorded. Another person will look at it."))
        return redirect("moderation:decision", case.pk)
    may_appeal = rules.allows("moderation.appeal_decision", request.user, case)
    context = {"case": case, "form": form, "may_appeal": may_appeal}
    return render(request, "moderation/decision.html", context)
