"""Ideas."""

from django.utils.translation import gettext_lazy as _

from tenants import registry


class ProposalsConfig(registry.ModuleConfig):
    """Ideas."""

    name = "tenant_apps.proposals"
    verbose_name = _("ideas")
    title = _("Ideas")
    icon = "idea"
    prefix = "ideas/"
