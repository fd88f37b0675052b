"""The base of background tasks: each carries its city and runs in its schema, or not at all."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

import structlog
from celery import Task, current_app, shared_task
from django.db import transaction

from tenants import registry
from tenants.connection import connection
from tenants.context import city_context, control_plane
from tenants.models import City
from tenants.snapshot import CitySnapshot

if TYPE_CHECKING:
    BaseTask = Task[Any, Any]
else:
    BaseTask = Task
HEADER = "city_uuid"
logger = structlog.get_logger(__name__)


class CityTask(BaseTask):
    """Sent when the caller's transaction commits, with the uuid of the caller's city.

    Where the city is unknown or not served (suspended, archived, erased) the body does not run.
    """

    abstract = True
    scope = "city"
    lane = "default"

    def apply_async(self, args: Any = None, kwargs: Any = None, **options: Any) -> None:  # type: ignore[override]
        """Send on commit; returns nothing, as nothing has been sent yet."""
        headers = dict(options.pop("headers", None) or {})
        if self.scope == "city" and HEADER not in headers:
            tenant = connection.tenant
            if not isinstance(tenant, CitySnapshot):
                raise RuntimeError(f"{self.name} was called without a city.")
            headers[HEADER] = str(tenant.uuid)
        options.setdefault("queue", self.lane)
        send = super().apply_async
        transaction.on_commit(lambda: send(args, kwargs, headers=headers, **options))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run the body in the city of the header."""
        if self.scope == "control":
            with control_plane():
                return super().__call__(*args, **kwargs)
        uuid = (self.request.headers or {}).get(HEADER) or getattr(self.request, HEADER, None)
        with control_plane():
            city = City.objects.served().filter(uuid=uuid).first() if uuid else None
        if city is None:
            logger.warning("task_without_city", task=self.name, city_uuid=uuid)
            return None
        with control_plane(), city_context(city):
            return super().__call__(*args, **kwargs)


def background(
    *, lane: str = "default", scope: str = "city", **options: Any
) -> Callable[[Callable[..., None]], CityTask]:
    """Make a function a task: `@background(lane="bulk")`.

    `lane` is its queue: `critical`, `default`, `bulk` or `control`. `scope="control"` declares a
    task of the control plane, which carries no city. `options` are Celery's.
    """
    decorate = shared_task(base=CityTask, lane=lane, scope=scope, **options)
    return cast("Callable[[Callable[..., None]], CityTask]", decorate)


@background(scope="control", lane="control")
def dispatch_jobs() -> None:
    """Queue every app's jobs for every served city that has the app switched on."""
    for city in City.objects.served().prefetch_related("modules").order_by("pk"):
        enabled = [row.module for row in city.modules.all() if row.is_on]
        for app in registry.active_apps(enabled):
            for name in app.jobs:
                task = cast("CityTask", current_app.tasks[name])
                task.apply_async(headers={HEADER: str(city.uuid)}, queue="bulk")
