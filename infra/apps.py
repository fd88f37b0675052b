"""The composition root as an app: its commands, and the Celery application for every process."""

from django.apps import AppConfig


class InfraConfig(AppConfig):
    """Loads the Celery application, so that tasks called from the web find their broker."""

    name = "infra"

    def ready(self) -> None:
        from infra import celery  # noqa: F401
