"""Participatory budgets: what the module brings to a portal."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tenants import registry
from tenants.snapshot import CitySnapshot

TALK = frozenset({"comments.post_comment"})
SUPPORT = frozenset({"engagement.support"})


def page(name: str) -> Any:
    """Address of a page of the phase's budget."""
    return lambda phase: reverse(f"budgets:{name}", args=[phase.process.slug])


PHASE_KINDS = (
    registry.PhaseKind(
        "budgets.submission",
        _("Submission of projects"),
        opens=frozenset({"budgets.submit_project"}) | TALK | SUPPORT,
        url=page("submit_project"),
        call=_("File a project"),
    ),
    registry.PhaseKind(
        "budgets.review", _("Study by the town"), opens=TALK | SUPPORT, url=page("budget")
    ),
    registry.PhaseKind(
        "budgets.voting",
        _("Vote"),
        opens=frozenset({"budgets.cast_ballot"}) | TALK,
        url=page("ballot"),
        call=_("Vote for my projects"),
    ),
    registry.PhaseKind(
        "budgets.results", _("Results"), url=page("budget"), call=_("See the results")
    ),
    registry.PhaseKind("budgets.works", _("Works"), opens=TALK, url=page("budget")),
)


def project_url(contribution: Model) -> str:
    """Public page of a project."""
    return reverse("budgets:project", args=[contribution.pk])


def set_up(*, process: Any, by: Any) -> None:
    """Give a process made from the template its budget; the amount is a first figure to change."""
    from tenant_apps.budgets.actions import create_budget

    create_budget(process=process, title=process.title, amount=100_000, by=by)


class BudgetsConfig(registry.ModuleConfig):
    """Participatory budgets."""

    name = "tenant_apps.budgets"
    verbose_name = _("participatory budgets")
    title = _("Participatory budgets")
    summary = _("Residents file projects and decide by vote how an amount is spent.")
    icon = "euro"
    prefix = "budgets/"
    urls = "tenant_apps.budgets.urls"
    staff_urls = "tenant_apps.budgets.staff_urls"
    api = "tenant_apps.budgets.api_urls"
    menu = ((_("Participatory budgets"), "budgets:budgets"),)
    staff_menu = ((_("Participatory budgets"), "budgets_staff:budgets"),)
    home_template = "budgets/_home.html"
    position = 40
    jobs = ("tenant_apps.budgets.tasks.send_ballot_receipts",)

    def phase_kinds(self) -> Sequence[registry.PhaseKind]:
        """The phases of a participatory budget."""
        return PHASE_KINDS

    def contribution_kinds(self) -> Sequence[registry.ContributionKind]:
        """Projects."""
        return (
            registry.ContributionKind(
                "budgets.project", _("Project"), _("Projects"), url=project_url
            ),
        )

    def templates_of_process(self) -> Sequence[registry.ProcessTemplate]:
        """A participatory budget from ideas to works."""
        return (
            registry.ProcessTemplate(
                code="budgets.participatory_budget",
                title=_("Participatory budget"),
                summary=_("Residents file projects, the town studies them, everyone votes."),
                phases=(
                    registry.PhaseDraft("budgets.submission", _("Ideas"), 0, 42),
                    registry.PhaseDraft("budgets.review", _("Study"), 42, 84),
                    registry.PhaseDraft("budgets.voting", _("Vote"), 126, 21),
                    registry.PhaseDraft("budgets.results", _("Results"), 147, 30),
                    registry.PhaseDraft("budgets.works", _("Works"), 177, 365),
                ),
                set_up=set_up,
            ),
        )

    def home_block(self, request: HttpRequest) -> Mapping[str, Any] | None:
        """An open vote, and what the last one decided."""
        from tenant_apps.budgets.queries.home import home

        return home(request.user)

    def process_block(
        self, request: HttpRequest, process: Any
    ) -> tuple[str, Mapping[str, Any]] | None:
        """The amount, the projects and the results of the process's budget."""
        from tenant_apps.budgets.queries.home import block_of

        context = block_of(process, request.user)
        return ("budgets/_process.html", context) if context else None

    def today(self, user: Any) -> Sequence[tuple[registry.Text, int, str]]:
        """Projects to study, votes to close, count and publish."""
        from tenant_apps.budgets.queries.home import to_do

        return to_do(user)

    def datasets(self) -> Sequence[registry.Dataset]:
        """Budgets, projects, and ballots without their voters."""
        from tenant_apps.budgets.datasets import DATASETS

        return DATASETS

    def person_data(self, user: Any) -> Mapping[str, Any]:
        """The person's ballots, as long as they are known to be the person's."""
        from tenant_apps.budgets.models import Ballot

        ballots = Ballot.objects.filter(voter_id=user.pk).select_related("budget")
        return {
            "ballots": [
                {
                    "budget": ballot.budget.title,
                    "receipt": ballot.receipt,
                    "cast_at": ballot.cast_at.isoformat(),
                    "changed_at": ballot.changed_at and ballot.changed_at.isoformat(),
                    "projects": [choice.project.code for choice in ballot.choices.all()],
                }
                for ballot in ballots.prefetch_related("choices__project").order_by("cast_at")
            ]
        }

    def erase_person(self, user: Any) -> None:
        """Ballots of open votes go; others stay in the count without the person."""
        from tenant_apps.budgets.actions import erase_voter

        erase_voter(user=user)

    def usage(self) -> Mapping[str, int]:
        """Projects filed and ballots cast."""
        from tenant_apps.budgets.models import Ballot, Project

        return {"projects": Project.objects.count(), "ballots": Ballot.objects.count()}

    def demo(self, city: CitySnapshot) -> None:
        """A finished budget and an open vote in Rennes; smaller ones elsewhere."""
        from tenant_apps.budgets.demo import seed

        seed(city)
