"""Onboarding."""

from django.apps import AppConfig


class OnboardingConfig(AppConfig):
    """Onboarding."""

    name = "shared_apps.onboarding"
