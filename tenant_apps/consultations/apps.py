"""Questionnaires."""

from django.utils.translation import gettext_lazy as _

from tenants import registry


class ConsultationsConfig(registry.ModuleConfig):
    """Questionnaires."""

    name = "tenant_apps.consultations"
    verbose_name = _("questionnaires")
    title = _("Questionnaires")
    icon = "paper"
    prefix = "consultations/"
