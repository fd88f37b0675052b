"""Telling people what became of an idea."""

from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import override

from shared_apps.accounts.models import User
from tenant_apps.notifications import actions as notifications
from tenant_apps.proposals import queries
from tenant_apps.proposals.models import Proposal
from tenants.tasks import background


@background()
def tell_status(*, idea_id: int, by_id: int) -> None:
    """Tell the author and those who commented on, support or follow the idea, but not the agent."""
    idea = Proposal.objects.published().select_related("contribution").filter(pk=idea_id).first()
    if idea is None:
        return
    author_id = idea.contribution.author_id
    people = User.objects.filter(pk__in=queries.people_to_tell(idea) - {by_id}, is_active=True)
    ordered = sorted(people, key=lambda person: (person.pk != author_id, person.language))
    for (is_other, language), group in groupby(
        ordered, key=lambda person: (person.pk != author_id, person.language)
    ):
        with override(language):
            _tell(idea, list(group), is_own=not is_other)


def _tell(idea: Proposal, people: list[User], *, is_own: bool) -> None:
    values = {"title": idea.contribution.title, "status": idea.get_status_display()}
    words = (
        _("Your idea “%(title)s” is now: %(status)s.")
        if is_own
        else _("The idea “%(title)s” is now: %(status)s.")
    )
    parts = [words % values, str(idea.meaning.text)]
    if idea.answer:
        parts.append(_("The town’s answer:") + f"\n{idea.answer}")
    notifications.notify_each(
        users=people,
        kind="proposals.change_status",
        title=_("News of “%(title)s”") % values,
        body="\n\n".join(parts),
        url=idea.get_absolute_url(),
    )
