"""Writing, changing and hiding contributions.

Modules call these from their own actions, which check their own verbs first.
"""

from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared_apps.accounts.models import User
from shared_apps.audit import actions as audit
from shared_apps.permissions.errors import DomainError
from shared_apps.ui import richtext
from tenant_apps.contributions.choices import (
    CONTRIBUTION_TRANSITIONS,
    CharterRule,
    ContributionState,
)
from tenant_apps.contributions.models import SEARCH_CONFIG, Contribution
from tenant_apps.processes.models import Process

EXCERPT_LENGTH = 200


class WrongContributionState(DomainError):
    """The contribution has moved on since the page was shown."""

    code = "wrong_contribution_state"


def index(contributions: QuerySet[Contribution]) -> int:
    """Write the search vectors of these contributions in one statement; says how many."""
    vector = (
        SearchVector("title", weight="A", config=SEARCH_CONFIG)
        + SearchVector("place", weight="B", config=SEARCH_CONFIG)
        + SearchVector("body", weight="C", config=SEARCH_CONFIG)
    )
    return contributions.update(search=vector)


@transaction.atomic
def publish_contribution(
    *,
    kind: str,
    title: str,
    body: str,
    by: User,
    process: Process | None = None,
    place: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
) -> Contribution:
    """Publish a new contribution in its author's name."""
    contribution = Contribution.objects.create(
        kind=kind,
        process=process,
        author=by,
        title=title,
        body=body,
        excerpt=richtext.excerpt(body, EXCERPT_LENGTH),
        place=place,
        latitude=latitude,
        longitude=longitude,
        state=ContributionState.PUBLISHED,
        published_at=timezone.now(),
    )
    index(Contribution.objects.filter(pk=contribution.pk))
    audit.record("contributions.publish_contribution", by=by, subject=contribution, kind=kind)
    return contribution


@transaction.atomic
def edit_contribution(
    *, contribution: Contribution, title: str, body: str, by: User, place: str = ""
) -> Contribution:
    """Replace its words; the time of the change is shown."""
    contribution = _lock(contribution)
    contribution.title = title
    contribution.body = body
    contribution.excerpt = richtext.excerpt(body, EXCERPT_LENGTH)
    contribution.place = place
    contribution.edited_at = timezone.now()
    contribution.save(update_fields=["title", "body", "excerpt", "place", "edited_at"])
    index(Contribution.objects.filter(pk=contribution.pk))
    audit.record("contributions.edit_contribution", by=by, subject=contribution)
    return contribution


@transaction.atomic
def withdraw_contribution(*, contribution: Contribution, by: User) -> Contribution:
    """Take it back for good; its comments and supports stay in the database, unseen."""
    contribution = _move(contribution, ContributionState.WITHDRAWN)
    audit.record("contributions.withdraw_contribution", by=by, subject=contribution)
    return contribution


@transaction.atomic
def hide_contribution(*, contribution: Contribution, rule: CharterRule, by: User) -> Contribution:
    """Hide it for the rule it breaks; moderation keeps the reason and tells the author."""
    contribution = _move(contribution, ContributionState.HIDDEN, rule=rule)
    audit.record("contributions.hide_contribution", by=by, subject=contribution, rule=rule.value)
    return contribution


@transaction.atomic
def restore_contribution(*, contribution: Contribution, by: User) -> Contribution:
    """Show a hidden one again, with its counters as they were."""
    contribution = _lock(contribution)
    if contribution.state != ContributionState.HIDDEN:
        raise WrongContributionState(_("This text is not hidden."))
    contribution = _move(contribution, ContributionState.PUBLISHED)
    audit.record("contributions.restore_contribution", by=by, subject=contribution)
    return contribution


def _lock(contribution: Contribution) -> Contribution:
    return Contribution.objects.select_for_update(of=("self",)).get(pk=contribution.pk)


def _move(
    contribution: Contribution, to: ContributionState, *, rule: CharterRule | None = None
) -> Contribution:
    contribution = _lock(contribution)
    if to not in CONTRIBUTION_TRANSITIONS[ContributionState(contribution.state)]:
        raise WrongContributionState(
            _("This has changed in the meantime: it is now “%(state)s”.")
            % {"state": contribution.get_state_display()}
        )
    contribution.state = to
    contribution.hidden_rule = rule.value if rule else ""
    contribution.save(update_fields=["state", "hidden_rule"])
    return contribution
