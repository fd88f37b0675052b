"""Log lines with the ids of request and city, as JSON or as text, and no personal data."""

import json
import logging.config
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import structlog
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from infra.env import env

SHARED_PROCESSORS: list[structlog.types.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]


def logging_settings(level: str, line_format: str) -> dict[str, Any]:
    """A logging configuration in which library and own messages come out alike."""
    renderer: structlog.types.Processor = (
        structlog.processors.JSONRenderer()
        if line_format == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED_PROCESSORS,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    settings: dict[str, Any] = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    renderer,
                ],
                "foreign_pre_chain": SHARED_PROCESSORS,
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django.request": {"level": "ERROR"},
            "django.db.backends": {"level": "INFO"},
        },
    }
    logging.config.dictConfig(settings)
    return settings


def request_line(line_format: str, **values: Any) -> str:
    """One line about a request, without the detour over the handlers of libraries."""
    values |= structlog.contextvars.get_contextvars()
    if line_format == "json":
        return json.dumps({"event": "request", "logger": "parvis.request", **values})
    return " ".join(f"{name}={value}" for name, value in values.items())


class RequestLogMiddleware:
    """Gives each request an id, sends it back as `X-Request-ID` and logs one line at the end."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.is_on = env.LOG_LEVEL in ("DEBUG", "INFO")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request_id = uuid4().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        started = time.perf_counter()
        response = self.get_response(request)
        response["X-Request-ID"] = request_id
        if self.is_on:
            line = request_line(
                env.LOG_FORMAT,
                timestamp=datetime.now(UTC).isoformat(),
                level="info",
                method=request.method,
                path=request.path,
                status=response.status_code,
                milliseconds=round((time.perf_counter() - started) * 1000, 1),
            )
            sys.stderr.write(f"{line}\n")
        return response
