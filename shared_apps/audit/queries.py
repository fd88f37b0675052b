"""Reads of the audit log, for a city's back office and for the console alike."""

from datetime import date, datetime, time, timedelta

from django.db import connection, models
from django.utils import timezone

from shared_apps.audit.models import AuditEvent, AuditEventQuerySet


def events(
    *, verb: str = "", since: date | None = None, until: date | None = None
) -> AuditEventQuerySet:
    """Events of the current schema, newest first, with their actors.

    `verb` is a whole verb ("budgets.cast_ballot") or an app ("budgets"); days are those of the
    active time zone, the last one included.
    """
    found = AuditEvent.objects.select_related("actor").order_by("-created_at", "-pk")
    if verb:
        found = found.filter(models.Q(verb=verb) | models.Q(verb__startswith=f"{verb}."))
    if since:
        found = found.filter(created_at__gte=start_of(since))
    if until:
        found = found.filter(created_at__lt=start_of(until + timedelta(days=1)))
    return found


def events_of(subject: models.Model) -> AuditEventQuerySet:
    """What was done to one thing, newest first, with the actors."""
    return events().filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))


def start_of(day: date) -> datetime:
    """The first instant of a day in the active time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def verbs() -> list[str]:
    """Verbs that the log holds, in order; a loose index scan, cheap however long the log."""
    statement = """
        WITH RECURSIVE found AS (
            (SELECT verb FROM audit_auditevent ORDER BY verb LIMIT 1)
            UNION ALL
            SELECT (SELECT verb FROM audit_auditevent WHERE verb > found.verb ORDER BY verb LIMIT 1)
            FROM found WHERE found.verb IS NOT NULL
        )
        SELECT verb FROM found WHERE verb IS NOT NULL
    """
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [verb for (verb,) in cursor.fetchall()]
