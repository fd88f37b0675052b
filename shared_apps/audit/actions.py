"""Writing to the audit log, which every action does."""

from typing import Any

from django.db import models, transaction

from shared_apps.audit.models import AuditEvent
from shared_apps.web import page_cache


def record(
    verb: str, *, by: models.Model | None = None, subject: models.Model | None = None, **data: Any
) -> AuditEvent:
    """Append an event, inside the caller's transaction; cached pages age when it commits.

    `data` must be JSON-ready and hold nothing that identifies a voter.
    """
    event = AuditEvent.objects.create(
        verb=verb,
        actor_id=by.pk if by is not None else None,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        data=data,
    )
    transaction.on_commit(page_cache.bump)
    return event
