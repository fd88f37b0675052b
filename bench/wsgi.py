"""Parvis and the baseline behind one server: the host `baseline.localhost` is the baseline."""

import os
from collections.abc import Callable, Iterable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infra.settings.dev")

from django.core.handlers.wsgi import WSGIHandler
from django.test.utils import override_settings

from infra.wsgi import application as parvis

with override_settings(MIDDLEWARE=["bench.baseline.BaselineRoutes"]):
    baseline = WSGIHandler()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Choose by host; both share process, worker and database connection."""
    is_baseline = environ.get("HTTP_HOST", "").startswith("baseline.")
    return (baseline if is_baseline else parvis)(environ, start_response)
