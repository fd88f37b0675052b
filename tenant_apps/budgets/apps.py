"""Participatory budgets."""

from django.utils.translation import gettext_lazy as _

from tenants import registry


class BudgetsConfig(registry.ModuleConfig):
    """Participatory budgets."""

    name = "tenant_apps.budgets"
    verbose_name = _("participatory budgets")
    title = _("Participatory budgets")
    icon = "euro"
    prefix = "budgets/"
