"""A person's messages as data."""

from typing import Any

from shared_apps.accounts.models import User
from tenant_apps.notifications import queries
from tenant_apps.notifications.models import Notification


def person_data(user: User) -> dict[str, Any]:
    """Every message to a person, newest first, and whether they want mail."""
    messages = Notification.objects.visible_to(user).order_by("-created_at", "-pk")
    return {
        "wants_mail": queries.wants_mail(user),
        "messages": [
            {
                "kind": message.kind,
                "title": message.title,
                "body": message.body,
                "url": message.url,
                "created_at": message.created_at.isoformat(),
                "read_at": message.read_at.isoformat() if message.read_at else None,
            }
            for message in messages.iterator(500)
        ],
    }
