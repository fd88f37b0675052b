"""Processes: the spine of participation, and the kinds of phases that need no module."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from tenants import registry
from tenants.snapshot import CitySnapshot

PHASE_KINDS = (
    registry.PhaseKind("processes.information", _("Information")),
    registry.PhaseKind("processes.meeting", _("Public meetings")),
    registry.PhaseKind("processes.review", _("Review by the town")),
    registry.PhaseKind("processes.outcome", _("Outcome and follow-up")),
)
CONCERTATION = registry.ProcessTemplate(
    code="processes.concertation",
    title=_("Concertation"),
    summary=_("Inform, meet residents, study what was said, publish the outcome."),
    phases=(
        registry.PhaseDraft("processes.information", _("The project is explained"), 0, 21),
        registry.PhaseDraft("processes.meeting", _("Public meetings"), 21, 35),
        registry.PhaseDraft("processes.review", _("Review of what was said"), 56, 30),
        registry.PhaseDraft("processes.outcome", _("Outcome and follow-up"), 86, 60),
    ),
)


class ProcessesConfig(registry.CityAppConfig):
    """Processes and their phases."""

    name = "tenant_apps.processes"
    verbose_name = _("processes")
    title = _("Processes")
    icon = "calendar"
    prefix = "processes/"
    urls = "tenant_apps.processes.urls"
    staff_urls = "tenant_apps.processes.staff_urls"
    api = "tenant_apps.processes.api_urls"
    menu = ((_("Processes"), "processes:processes"),)
    staff_menu = ((_("Processes"), "processes_staff:processes"),)
    position = 10

    def phase_kinds(self) -> Sequence[registry.PhaseKind]:
        """Steps in which nothing is posted: information, meetings, review, outcome."""
        return PHASE_KINDS

    def templates_of_process(self) -> Sequence[registry.ProcessTemplate]:
        """A concertation that needs no module."""
        return (CONCERTATION,)

    def today(self, user: Any) -> Sequence[tuple[registry.Text, int, str]]:
        """Drafts that residents should see by now, for those who may publish them."""
        from django.urls import reverse

        from shared_apps.permissions import rules
        from tenant_apps.processes.queries import late_drafts

        if not rules.allows("processes.publish_process", user):
            return ()
        address = f"{reverse('processes_staff:processes')}?state=draft"
        label = _("Drafts whose first phase has already begun")
        return ((label, late_drafts().count(), address),)

    def usage(self) -> Mapping[str, int]:
        """How many processes residents can open."""
        from tenant_apps.processes.models import Process

        return {"processes": Process.objects.published().count()}

    def demo(self, city: CitySnapshot) -> None:
        """An informative concertation, so that each town's home has one."""
        from tenant_apps.processes.demo import create_concertation

        create_concertation(city)
