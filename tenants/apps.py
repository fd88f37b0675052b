"""The control plane's app."""

from django.apps import AppConfig


class TenantsConfig(AppConfig):
    """Cities, domains, plans, the register of territories and the schema machinery."""

    name = "tenants"
    verbose_name = "control plane"

    def ready(self) -> None:
        from tenants.schemas import checks  # noqa: F401  (registers the model lint)
