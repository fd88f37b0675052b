"""Answers of `/healthz` and `/readyz`, on every host and before any routing."""

import time
from collections.abc import Callable
from functools import lru_cache
from uuid import uuid4

import structlog
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from kombu import Connection

from tenants.connection import connection

logger = structlog.get_logger(__name__)
REMEMBERED_SECONDS = 5


def check_database() -> None:
    """Raise unless PostgreSQL answers a query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def check_cache() -> None:
    """Raise unless a value written to the cache comes back."""
    token = uuid4().hex
    cache.set("readyz", token, 10)
    if cache.get("readyz") is None:
        raise ConnectionError("The cache forgot what it was given.")


def check_storage() -> None:
    """Raise unless the file storage can be written and read."""
    name = default_storage.save("readyz/probe.txt", ContentFile(b"ok"))
    try:
        with default_storage.open(name) as file:
            if file.read() != b"ok":
                raise OSError("The storage gave back other bytes.")
    finally:
        default_storage.delete(name)


def check_broker() -> None:
    """Raise unless the broker of background tasks accepts a connection."""
    with Connection(settings.CELERY_BROKER_URL, connect_timeout=2) as broker:
        broker.ensure_connection(max_retries=1, timeout=2)


CHECKS: dict[str, Callable[[], None]] = {
    "database": check_database,
    "cache": check_cache,
    "storage": check_storage,
    "broker": check_broker,
}


@lru_cache(maxsize=1)
def _readiness_of(period: int) -> dict[str, str]:
    results = {}
    for name, check in CHECKS.items():
        try:
            check()
        except Exception as error:  # noqa: BLE001  (a probe reports any fault, of any client library)
            logger.warning("not_ready", part=name, error=type(error).__name__)
            results[name] = type(error).__name__
        else:
            results[name] = "ok"
    return results


def readiness() -> dict[str, str]:
    """`ok` or the kind of failure, for each thing that a request may need.

    An answer holds for up to five seconds, so that probes of many pods stay cheap.
    """
    return _readiness_of(int(time.monotonic() // REMEMBERED_SECONDS))


class HealthMiddleware:
    """Answers the two probes; everything else goes on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path == "/healthz":
            return JsonResponse({"status": "ok"})
        if request.path == "/readyz":
            connection.set_schema_to_public()
            checks = readiness()
            ready = all(result == "ok" for result in checks.values())
            return JsonResponse(
                {"status": "ok" if ready else "not ready", "checks": checks},
                status=200 if ready else 503,
            )
        return self.get_response(request)
