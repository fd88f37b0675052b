"""Who supports and follows what."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef

from shared_apps.accounts.models import User
from shared_apps.permissions import rules
from tenant_apps.contributions.models import Contribution
from tenant_apps.engagement.models import Follow, Support

Person = User | AnonymousUser


@dataclass(frozen=True)
class Engagement:
    """What a reader has to do with a contribution; `closed_reason` says why supports are off."""

    is_supported: bool = False
    is_followed: bool = False
    closed_reason: str = ""


def engagement(user: Person, contribution: Contribution) -> Engagement:
    """Of one contribution, for its page; one query for a signed-in reader."""
    if not user.is_authenticated:
        return Engagement(closed_reason=closed_reason(user, contribution))
    row = (
        Contribution.objects.filter(pk=contribution.pk)
        .values_list(
            Exists(Support.objects.filter(contribution=OuterRef("pk"), user=user)),
            Exists(Follow.objects.filter(contribution=OuterRef("pk"), user=user)),
        )
        .first()
    )
    is_supported, is_followed = row or (False, False)
    return Engagement(is_supported, is_followed, closed_reason(user, contribution))


def closed_reason(user: Person, contribution: Contribution) -> str:
    """Why nobody may support it now; that the reader must sign in first is no such reason."""
    refusal = rules.check("engagement.support", user, contribution)
    if refusal is None:
        return ""
    if refusal.code == "sign_in_needed":
        somebody = User(pk=0)
        refusal = rules.check("engagement.support", somebody, contribution)
    return str(refusal.message) if refusal else ""


def supported_ids(user: Person, contributions: Iterable[Contribution]) -> set[int]:
    """Keys of those that the person supports; one query, none for signed-out readers."""
    keys = [contribution.pk for contribution in contributions]
    if not keys or not user.is_authenticated:
        return set()
    own = Support.objects.filter(user=user, contribution_id__in=keys)
    return set(own.values_list("contribution_id", flat=True))


def audience(contribution: Contribution) -> set[Any]:
    """Keys of the people who support or follow it: they are told what becomes of it."""
    followers = Follow.objects.filter(contribution=contribution).values_list("user_id")
    supporters = Support.objects.filter(contribution=contribution).values_list("user_id")
    return {key for (key,) in followers.union(supporters)}
