"""Submitting, changing, withdrawing and answering ideas."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared_apps.accounts.models import User
from shared_apps.audit import actions as audit
from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError
from tenant_apps.contributions import actions as contributions
from tenant_apps.contributions.models import Contribution
from tenant_apps.processes.models import Process
from tenant_apps.proposals import tasks
from tenant_apps.proposals.choices import NEEDS_ANSWER, STATUS_TRANSITIONS, ProposalStatus
from tenant_apps.proposals.models import KIND, Proposal


class WrongStatus(DomainError):
    """The status does not follow from where the idea stands."""

    code = "wrong_status"


class AnswerNeeded(DomainError):
    """The town owes a reason for this status."""

    code = "answer_needed"


@transaction.atomic
def submit_idea(
    *,
    title: str,
    body: str,
    by: User,
    process: Process | None = None,
    place: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
) -> Proposal:
    """Publish an idea, in a process or in the town's permanent idea box."""
    rules.require("proposals.submit_idea", by, process)
    contribution = contributions.publish_contribution(
        kind=KIND,
        title=title,
        body=body,
        by=by,
        process=process,
        place=place,
        latitude=latitude,
        longitude=longitude,
    )
    idea = Proposal.objects.create(contribution=contribution, status_changed_at=timezone.now())
    audit.record("proposals.submit_idea", by=by, subject=idea)
    return idea


@transaction.atomic
def edit_idea(*, idea: Proposal, title: str, body: str, by: User, place: str = "") -> Proposal:
    """Replace the words of one's idea while the town has not begun to look at it."""
    idea = _lock(idea)
    rules.require("proposals.edit_idea", by, idea)
    idea.contribution = contributions.edit_contribution(
        contribution=idea.contribution, title=title, body=body, place=place, by=by
    )
    audit.record("proposals.edit_idea", by=by, subject=idea)
    return idea


@transaction.atomic
def withdraw_idea(*, idea: Proposal, by: User) -> Proposal:
    """Take one's idea back for good."""
    idea = _lock(idea)
    rules.require("proposals.withdraw_idea", by, idea)
    idea.contribution = contributions.withdraw_contribution(contribution=idea.contribution, by=by)
    audit.record("proposals.withdraw_idea", by=by, subject=idea)
    return idea


@transaction.atomic
def change_status(
    *, idea: Proposal, status: ProposalStatus, by: User, answer: str = ""
) -> Proposal:
    """Say where the idea stands; its author and everyone around it are told.

    With the status it already has, only the official answer is replaced.
    """
    idea = _lock(idea)
    rules.require("proposals.change_status", by, idea)
    _set_status(idea, status, answer=answer.strip(), by=by)
    return idea


@transaction.atomic
def change_statuses(
    *, ideas: Iterable[Proposal], status: ProposalStatus, by: User, answer: str = ""
) -> list[Proposal]:
    """The same status and answer for several ideas, or for none if one cannot take it."""
    rules.require("proposals.change_statuses", by)
    # Always locked in the order of their keys: two agents at once cannot block each other.
    locked = [_lock(idea) for idea in sorted(ideas, key=lambda idea: idea.pk)]
    for idea in locked:
        _set_status(idea, status, answer=answer.strip(), by=by)
    return locked


def _lock(idea: Proposal) -> Proposal:
    Contribution.objects.select_for_update(of=("self",)).get(pk=idea.pk)
    return Proposal.objects.select_related("contribution__process").get(pk=idea.pk)


def _set_status(idea: Proposal, status: ProposalStatus, *, answer: str, by: User) -> None:
    before = ProposalStatus(idea.status)
    if status != before and status not in STATUS_TRANSITIONS[before]:
        raise WrongStatus(
            _("“%(idea)s” is “%(before)s”: it cannot become “%(after)s” from there.")
            % {"idea": idea, "before": before.label, "after": status.label}
        )
    if status == before and answer in ("", idea.answer):
        raise WrongStatus(_("“%(idea)s” already has this status.") % {"idea": idea})
    if status in NEEDS_ANSWER and not (answer or idea.answer):
        raise AnswerNeeded(_("Write the town’s answer: residents are owed a reason."))
    now = timezone.now()
    if answer and answer != idea.answer:
        idea.answer, idea.answered_at, idea.answered_by = answer, now, by
    if status != before:
        idea.status, idea.status_changed_at = status, now
    idea.save()
    audit.record(
        "proposals.change_status",
        by=by,
        subject=idea,
        before=before.value,
        status=status.value,
        answered=bool(answer),
    )
    tasks.tell_status.delay(idea_id=idea.pk, by_id=by.pk)
