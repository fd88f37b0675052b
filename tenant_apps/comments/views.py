"""Posting, changing and withdrawing comments; reading them is part of a contribution's page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError
from shared_apps.web.guards import resident_required
from shared_apps.web.requests import CityRequest
from tenant_apps.comments import actions, queries
from tenant_apps.comments.forms import EditCommentForm, PostCommentForm
from tenant_apps.comments.models import Comment
from tenant_apps.contributions.models import Contribution
from tenant_apps.contributions.queries import reachable

GET_OR_POST = ["GET", "HEAD", "POST"]


@resident_required
@require_http_methods(GET_OR_POST)
def post_comment(request: CityRequest, contribution_id: int) -> HttpResponse:
    """The form for a comment, or with `?parent=` for a reply; by htmx only the form."""
    contribution = get_object_or_404(
        reachable(request.user, request.city.modules), pk=contribution_id
    )
    parent = parent_of(contribution, request.GET.get("parent", ""))
    form = PostCommentForm(request.POST or None, is_reply=parent is not None)
    refusal = rules.check("comments.post_comment", request.user, contribution)
    error = str(refusal.message) if refusal else ""
    if request.method == "POST" and form.is_valid():
        try:
            comment = actions.post_comment(
                contribution=contribution, parent=parent, by=request.user, **form.cleaned_data
            )
            messages.success(request, _("Your comment is published."))
            return redirect(address(comment))
        except DomainError as refused:
            error = str(refused)
    context = {"contribution": contribution, "parent": parent, "form": form, "error": error}
    part = "#form" if request.htmx else ""
    status = 409 if error and request.method == "POST" else 200
    return render(request, f"comments/post_comment.html{part}", context, status=status)


@resident_required
@require_http_methods(GET_OR_POST)
def edit_comment(request: CityRequest, pk: int) -> HttpResponse:
    """Change the words of one's comment shortly after posting."""
    comment = own_comment(request, pk)
    form = EditCommentForm(request.POST or None, initial={"body": comment.body})
    refusal = rules.check("comments.edit_comment", request.user, comment)
    error = str(refusal.message) if refusal else ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_comment(comment=comment, by=request.user, **form.cleaned_data)
            messages.success(request, _("Your comment is changed."))
            return redirect(address(comment))
        except DomainError as refused:
            error = str(refused)
    context = {"comment": comment, "form": form, "error": error, "back": address(comment)}
    status = 409 if error and request.method == "POST" else 200
    return render(request, "comments/edit_comment.html", context, status=status)


@resident_required
@require_http_methods(GET_OR_POST)
def withdraw_comment(request: CityRequest, pk: int) -> HttpResponse:
    """Ask first, then take the comment back."""
    comment = own_comment(request, pk)
    if request.method == "POST":
        actions.withdraw_comment(comment=comment, by=request.user)
        messages.success(request, _("Your comment is withdrawn."))
        return redirect(address(comment))
    context = {"comment": comment, "back": address(comment)}
    return render(request, "comments/withdraw_comment.html", context)


def parent_of(contribution: Contribution, key: str) -> Comment | None:
    """The comment replied to; 404 for one that belongs elsewhere."""
    if not key:
        return None
    number = int(key) if key.isdecimal() and len(key) < 19 else 0
    return get_object_or_404(contribution.comments.select_related("author"), pk=number)


def own_comment(request: CityRequest, pk: int) -> Comment:
    """A comment that the person wrote; somebody else's is a 404."""
    return get_object_or_404(
        Comment.objects.select_related("contribution").filter(
            author=request.user,
            contribution__in=reachable(request.user, request.city.modules),
        ),
        pk=pk,
    )


def address(comment: Comment) -> str:
    """Where the comment stands on the page of its contribution."""
    page = queries.page_of(comment)
    query = f"?page={page}" if page > 1 else ""
    return f"{comment.contribution.get_absolute_url()}{query}#{comment.anchor}"
