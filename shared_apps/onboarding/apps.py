"""The wizard that opens portals."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OnboardingConfig(AppConfig):
    """From a name in the official register to a running portal; no tables."""

    name = "shared_apps.onboarding"
    verbose_name = _("onboarding")
