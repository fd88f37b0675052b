"""Messages to voters and to authors of projects."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from shared_apps.accounts.models import User
from shared_apps.ui import formats
from tenant_apps.budgets.choices import ProjectState
from tenant_apps.budgets.models import Ballot, Budget, Project
from tenant_apps.notifications import actions as messages
from tenants.context import current_city


def ballot_receipt(ballot: Ballot, *, project_count: int) -> None:
    """The receipt, by e-mail only.

    A message in the portal would tie the person to the receipt after the results are published.
    """
    voter = ballot.voter
    if voter is None:
        return
    slug, origin = ballot.budget.process.slug, current_city().origin
    with translation.override(voter.language):
        context = {
            "subject": _("Your ballot is recorded: %(budget)s") % {"budget": ballot.budget},
            "budget": ballot.budget.title,
            "receipt": ballot.receipt,
            "cast_at": ballot.changed_at or ballot.cast_at,
            "is_change": ballot.changed_at is not None,
            "project_count": project_count,
            "action_url": origin + reverse("budgets:receipt", args=[slug]),
            "action_label": _("See or change my ballot"),
            "check_url": origin + reverse("budgets:check_receipt", args=[slug]),
            "footer_reason": _("You have voted on the portal of %(city)s.")
            % {"city": current_city().name},
        }
    messages.send_mail(
        to=voter.email,
        template="budgets/mail/receipt",
        context=context,
        language=voter.language,
    )


def project_reviewed(project: Project) -> None:
    """Where the project stands now, and why."""
    author = project.contribution.author
    if author is None:
        return
    with translation.override(author.language):
        messages.notify(
            user=author,
            kind="budgets.review_project",
            title=review_titles()[ProjectState(project.state)] % {"title": project},
            body=project.reason or project.budget.title,
            url=project.contribution.get_absolute_url(),
        )


def review_titles() -> dict[ProjectState, str]:
    """What the message says for each state."""
    return {
        ProjectState.SUBMITTED: _("Your project “%(title)s” is being studied again"),
        ProjectState.ADMISSIBLE: _("Your project “%(title)s” is admissible"),
        ProjectState.FEASIBLE: _("Your project “%(title)s” is put to the vote"),
        ProjectState.NOT_RETAINED: _("Your project “%(title)s” is not retained"),
    }


def results_published(budget: Budget, project: Project) -> None:
    """What became of a project that was put to the vote."""
    author: User | None = project.contribution.author
    if author is None:
        return
    with translation.override(author.language):
        title = (
            _("Your project “%(title)s” is chosen")
            if project.is_winner
            else _("The vote is counted: your project “%(title)s” is not chosen")
        )
        votes = formats.number(project.vote_count or 0)
        messages.notify(
            user=author,
            kind="budgets.publish_results",
            title=title % {"title": project},
            body=_("It received %(votes)s votes. All results are public.") % {"votes": votes},
            url=reverse("budgets:results", args=[budget.process.slug]),
        )
