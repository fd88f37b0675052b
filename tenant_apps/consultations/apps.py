"""Questionnaires: questions put to residents, their answers, the results."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tenants import registry
from tenants.snapshot import CitySnapshot

if TYPE_CHECKING:
    from django.db.models import Model

    from shared_apps.accounts.models import User
    from tenant_apps.processes.models import Process


def phase_url(phase: "Model") -> str:
    """The questionnaire of the phase's process."""
    slug = phase.process.slug  # type: ignore[attr-defined]
    return reverse("consultations:questionnaires_of_process", args=[slug])


def set_up_process(**options: Any) -> None:
    """Give the process a questionnaire to start from."""
    from tenant_apps.consultations.actions.starter import set_up_process as set_up

    set_up(**options)


QUESTIONNAIRE = registry.PhaseKind(
    "consultations.questionnaire",
    _("Questionnaire"),
    opens=frozenset({"consultations.answer_questionnaire"}),
    url=phase_url,
    call=_("Answer the questionnaire"),
)
TEMPLATE = registry.ProcessTemplate(
    code="consultations.questionnaire",
    title=_("Consultation by questionnaire"),
    summary=_("Explain, ask, study the answers, say what the town retains."),
    phases=(
        registry.PhaseDraft("processes.information", _("The subject is explained"), 0, 14),
        registry.PhaseDraft("consultations.questionnaire", _("Questionnaire"), 14, 30),
        registry.PhaseDraft("processes.review", _("The answers are studied"), 44, 21),
        registry.PhaseDraft("processes.outcome", _("Results and decision"), 65, 30),
    ),
    set_up=set_up_process,
)


class ConsultationsConfig(registry.ModuleConfig):
    """Questionnaires."""

    name = "tenant_apps.consultations"
    verbose_name = _("questionnaires")
    title = _("Questionnaires")
    summary = _("Ask residents, count their answers, publish the results.")
    icon = "paper"
    prefix = "consultations/"
    urls = "tenant_apps.consultations.urls"
    staff_urls = "tenant_apps.consultations.staff_urls"
    api = "tenant_apps.consultations.api_urls"
    menu = ((_("Questionnaires"), "consultations:questionnaires"),)
    staff_menu = ((_("Questionnaires"), "consultations_staff:questionnaires"),)
    home_template = "consultations/_home.html"
    position = 40

    def phase_kinds(self) -> Sequence[registry.PhaseKind]:
        """The step in which a questionnaire is open."""
        return (QUESTIONNAIRE,)

    def templates_of_process(self) -> Sequence[registry.ProcessTemplate]:
        """A consultation by questionnaire."""
        return (TEMPLATE,)

    def home_block(self, request: HttpRequest) -> Mapping[str, Any] | None:
        """Questionnaires that can be answered now, and the latest results."""
        from tenant_apps.consultations.queries import standing

        cards = standing.on_home()
        return {"cards": cards} if cards else None

    def process_block(
        self, request: HttpRequest, process: "Process"
    ) -> tuple[str, Mapping[str, Any]] | None:
        """The questionnaires of the process, with what the person can do."""
        from tenant_apps.consultations.queries import standing

        cards = standing.of_process(process, request.user)
        return ("consultations/_process.html", {"cards": cards}) if cards else None

    def today(self, user: "User") -> Sequence[tuple[registry.Text, int, str]]:
        """Results to publish, for those who may."""
        from shared_apps.permissions import rules
        from tenant_apps.consultations.queries import standing

        if not rules.allows("consultations.publish_results", user):
            return ()
        url = f"{reverse('consultations_staff:questionnaires')}?state=to_publish"
        return ((_("Results to publish"), standing.to_publish().count(), url),)

    def datasets(self) -> Sequence[registry.Dataset]:
        """Questionnaires, and answers without identity."""
        from tenant_apps.consultations.exports.datasets import datasets

        return datasets()

    def person_data(self, user: "User") -> Mapping[str, Any]:
        """The person's answers."""
        from tenant_apps.consultations.exports.person import person_data

        return person_data(user)

    def erase_person(self, user: "User") -> None:
        """Answers stay in the count, without the person."""
        from tenant_apps.consultations.actions import detach_person

        detach_person(user=user)

    def usage(self) -> Mapping[str, int]:
        """How many answers were sent."""
        from tenant_apps.consultations.models import Answer

        return {"answers": Answer.objects.count()}

    def demo(self, city: CitySnapshot) -> None:
        """Questionnaires in each town of the demo."""
        from tenant_apps.consultations.demo import fill

        fill(city)
