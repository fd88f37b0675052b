"""Supporting and following, and taking it back.

The contribution's row is locked, so that its counters and the rows they count cannot part. Doing
a second time what is already done changes nothing: two quick taps are one support.
"""

from typing import Literal

from django.db import transaction
from django.db.models import F

from shared_apps.accounts.models import User
from shared_apps.audit import actions as audit
from shared_apps.permissions import rules
from tenant_apps.contributions.models import Contribution
from tenant_apps.engagement.models import Follow, Support

Counter = Literal["support_count", "follow_count"]


@transaction.atomic
def support(*, contribution: Contribution, by: User) -> Contribution:
    """Count the person among its supporters; returns the contribution with its new count."""
    contribution = _lock(contribution)
    rules.require("engagement.support", by, contribution)
    if Support.objects.get_or_create(contribution=contribution, user=by)[1]:
        _count(contribution, "support_count", 1)
        audit.record("engagement.support", by=by, subject=contribution)
    return contribution


@transaction.atomic
def withdraw_support(*, contribution: Contribution, by: User) -> Contribution:
    """Take the support back; returns the contribution with its new count."""
    contribution = _lock(contribution)
    rules.require("engagement.withdraw_support", by, contribution)
    if Support.objects.filter(contribution=contribution, user=by).delete()[0]:
        _count(contribution, "support_count", -1)
        audit.record("engagement.withdraw_support", by=by, subject=contribution)
    return contribution


@transaction.atomic
def follow(*, contribution: Contribution, by: User) -> Contribution:
    """Tell the person what becomes of it."""
    contribution = _lock(contribution)
    rules.require("engagement.follow", by, contribution)
    if Follow.objects.get_or_create(contribution=contribution, user=by)[1]:
        _count(contribution, "follow_count", 1)
        audit.record("engagement.follow", by=by, subject=contribution)
    return contribution


@transaction.atomic
def unfollow(*, contribution: Contribution, by: User) -> Contribution:
    """Tell the person no more; possible in every state."""
    contribution = _lock(contribution)
    rules.require("engagement.unfollow", by, contribution)
    if Follow.objects.filter(contribution=contribution, user=by).delete()[0]:
        _count(contribution, "follow_count", -1)
        audit.record("engagement.unfollow", by=by, subject=contribution)
    return contribution


@transaction.atomic
def forget_person(*, person: User) -> None:
    """Take back all supports and follows of somebody whose account is erased."""
    supported = Support.objects.filter(user=person).values("contribution")
    Contribution.objects.filter(pk__in=supported).update(support_count=F("support_count") - 1)
    followed = Follow.objects.filter(user=person).values("contribution")
    Contribution.objects.filter(pk__in=followed).update(follow_count=F("follow_count") - 1)
    Support.objects.filter(user=person).delete()
    Follow.objects.filter(user=person).delete()
    audit.record("engagement.forget_person", subject=person)


def _lock(contribution: Contribution) -> Contribution:
    return (
        Contribution.objects.select_for_update(of=("self",))
        .select_related("process")
        .get(pk=contribution.pk)
    )


def _count(contribution: Contribution, counter: Counter, change: int) -> None:
    Contribution.objects.filter(pk=contribution.pk).update(**{counter: F(counter) + change})
    setattr(contribution, counter, getattr(contribution, counter) + change)
