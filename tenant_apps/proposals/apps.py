"""The idea box, as a module."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tenants import registry
from tenants.snapshot import CitySnapshot

TALK = ("comments.post_comment", "engagement.support")


def submission_url(phase: Any) -> str:
    """The form of a new idea for the phase's process."""
    return f"{reverse('proposals:submit_idea')}?process={phase.process.slug}"


def ideas_url(phase: Any) -> str:
    """The ideas of the phase's process."""
    return f"{reverse('proposals:ideas')}?process={phase.process.slug}"


def idea_url(contribution: Any) -> str:
    """The page of an idea: its key is its contribution's."""
    return reverse("proposals:idea", args=[contribution.pk])


class ProposalsConfig(registry.ModuleConfig):
    """Ideas: permanent idea box and calls for contributions."""

    name = "tenant_apps.proposals"
    verbose_name = _("ideas")
    title = _("Idea box")
    summary = _("Residents propose, discuss and support ideas; the town says what becomes of each.")
    icon = "idea"
    prefix = "ideas/"
    urls = "tenant_apps.proposals.urls"
    staff_urls = "tenant_apps.proposals.staff_urls"
    api = "tenant_apps.proposals.api"
    menu = ((_("Ideas"), "proposals:ideas"),)
    staff_menu = ((_("Ideas"), "proposals_staff:ideas"),)
    home_template = "proposals/_home.html"
    position = 40

    def phase_kinds(self) -> Sequence[registry.PhaseKind]:
        """Submission, study, answer."""
        return (
            registry.PhaseKind(
                "proposals.submission",
                _("Call for ideas"),
                opens=frozenset({"proposals.submit_idea", "proposals.edit_idea", *TALK}),
                url=submission_url,
                call=_("Post my idea"),
            ),
            registry.PhaseKind(
                "proposals.study",
                _("Study of the ideas"),
                opens=frozenset(TALK),
                url=ideas_url,
                call=_("Read the ideas"),
            ),
            registry.PhaseKind(
                "proposals.answer",
                _("Answers of the town"),
                opens=frozenset({"comments.post_comment"}),
                url=ideas_url,
                call=_("Read the answers"),
            ),
        )

    def contribution_kinds(self) -> Sequence[registry.ContributionKind]:
        """Ideas."""
        return (registry.ContributionKind("proposals.idea", _("idea"), _("ideas"), idea_url),)

    def templates_of_process(self) -> Sequence[registry.ProcessTemplate]:
        """A call for contributions in three phases."""
        return (
            registry.ProcessTemplate(
                code="proposals.call",
                title=_("Call for ideas"),
                summary=_(
                    "Residents propose and support ideas for six weeks; "
                    "the town studies them and answers each."
                ),
                phases=(
                    registry.PhaseDraft("proposals.submission", _("Your ideas"), 0, 42),
                    registry.PhaseDraft("proposals.study", _("Study by the departments"), 42, 30),
                    registry.PhaseDraft("proposals.answer", _("The town’s answers"), 72, 30),
                ),
            ),
        )

    def home_block(self, request: HttpRequest) -> Mapping[str, Any] | None:
        """The latest ideas; nothing while there are none."""
        from tenant_apps.proposals.queries import latest

        cards = latest(3)
        return {"cards": cards} if cards else None

    def process_block(
        self, request: HttpRequest, process: Any
    ) -> tuple[str, Mapping[str, Any]] | None:
        """The latest ideas of a process that calls for them."""
        from tenant_apps.proposals.queries import IdeaFilter, latest, number_of, takes_ideas

        if not any(phase.kind.startswith("proposals.") for phase in process.ordered_phases):
            return None
        context = {
            "process": process,
            "cards": latest(6, process),
            "count": number_of(IdeaFilter(process=process)),
            "is_open": takes_ideas(process),
        }
        return "proposals/_process.html", context

    def today(self, user: Any) -> Sequence[tuple[registry.Text, int, str]]:
        """Ideas that wait for a first look longer than the town promised."""
        from shared_apps.permissions import rules
        from tenant_apps.proposals.models import Proposal

        if not rules.allows("proposals.change_status", user):
            return ()
        address = f"{reverse('proposals_staff:ideas')}?status=received&sort=changed"
        waiting = Proposal.objects.published().overdue().count()
        return ((_("Ideas that have waited too long for the town"), waiting, address),)

    def demo(self, city: CitySnapshot) -> None:
        """Ideas as in the town's real life."""
        from tenant_apps.proposals.demo import fill

        fill(city)

    def datasets(self) -> Sequence[registry.Dataset]:
        """Published ideas, without identity."""
        from tenant_apps.proposals.exports import dataset

        return (dataset(),)

    def person_data(self, user: Any) -> Mapping[str, Any]:
        """What became of the person's ideas; their words come with the contributions."""
        from tenant_apps.proposals.models import Proposal

        own = Proposal.objects.filter(contribution__author=user).order_by("pk")
        return {"ideas": list(own.values("contribution__title", "status", "answer"))}

    def usage(self) -> Mapping[str, int]:
        """How many ideas are published."""
        from tenant_apps.proposals.models import Proposal

        return {"ideas": Proposal.objects.published().count()}
