"""Work on sessions that nobody waits for."""

from django.contrib.sessions.models import Session
from django.utils import timezone

from tenants.tasks import background


@background(lane="bulk")
def delete_sessions(*, user_id: int) -> None:
    """Remove an erased person's sessions, which hold their address; they have no force already."""
    for session in Session.objects.order_by("session_key").iterator(500):
        if session.get_decoded().get("_auth_user_id") == str(user_id):
            session.delete()


@background(lane="bulk")
def delete_expired_sessions() -> None:
    """Remove sessions that have run out."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
