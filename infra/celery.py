"""The Celery application: workers and beat."""

import os
from typing import Any

from celery import Celery
from celery.schedules import crontab
from celery.signals import setup_logging, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infra.settings.production")

app = Celery("parvis", task_cls="tenants.tasks:CityTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(related_name="jobs")
app.conf.beat_schedule = {
    "dispatch_jobs": {
        "task": "tenants.tasks.dispatch_jobs",
        "schedule": crontab(minute="*/5"),
        "options": {"queue": "control"},
    },
    "subscribe_cities": {
        "task": "billing.jobs.subscribe_cities",
        "schedule": crontab(minute="*/15"),
        "options": {"queue": "control"},
    },
}


@setup_logging.connect
def keep_logging(**_: Any) -> None:
    """Celery leaves logging as the settings made it."""


@worker_init.connect
def report_errors(**_: Any) -> None:
    """Report the errors of tasks as those of requests."""
    from infra.monitoring import start_error_reports

    start_error_reports()
