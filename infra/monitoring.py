"""Error reports to Sentry: tagged with city and cell, stripped of personal data."""

from typing import Any

import sentry_sdk
import structlog
from django.conf import settings
from sentry_sdk.integrations.celery import CeleryIntegration
from sentry_sdk.integrations.django import DjangoIntegration
from sentry_sdk.transport import Transport

PERSONAL = ("user", "breadcrumbs")


def strip_personal_data(event: Any, hint: dict[str, Any]) -> Any:
    """Keep what helps to mend the fault; drop who was there and what they typed.

    Cookies, headers, bodies, query strings, local variables and breadcrumbs go; the request's
    id and the city's slug stay, and lead to the log lines.
    """
    for key in PERSONAL:
        event.pop(key, None)
    request = event.get("request")
    if request:
        event["request"] = {
            "method": request.get("method"),
            "url": str(request.get("url", "")).split("?")[0],
        }
    for exception in event.get("exception", {}).get("values", []):
        for frame in exception.get("stacktrace", {}).get("frames", []):
            frame.pop("vars", None)
    context = structlog.contextvars.get_contextvars()
    tags = event.setdefault("tags", {})
    tags["cell"] = settings.CELL
    for name in ("city", "request_id"):
        if name in context:
            tags[name] = context[name]
    return event


def start_error_reports(transport: Transport | None = None) -> None:
    """Report errors to SENTRY_DSN; without one, report nothing."""
    if not settings.SENTRY_DSN:
        return
    sentry_sdk.init(
        dsn=settings.SENTRY_DSN,
        transport=transport,
        integrations=[DjangoIntegration(), CeleryIntegration()],
        data_collection={
            "user_info": False,
            "http_bodies": [],
            "database_query_data": False,
            "stack_frame_variables": False,
        },
        traces_sample_rate=0.0,
        before_send=strip_personal_data,
    )
