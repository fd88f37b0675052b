"""What the town knows of a person, from every app."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from shared_apps.accounts.models import User
from tenants import registry


def everything_about(user: User) -> dict[str, Any]:
    """One part per app, of switched-off modules too: their data is kept, so it is the person's."""
    parts: dict[str, Mapping[str, Any]] = {}
    for app in registry.city_apps():
        if part := app.person_data(user):
            parts[app.label] = part
    return {"exported_at": timezone.now().isoformat(), **parts}


def person_data(user: User) -> dict[str, Any]:
    """The account itself."""
    return {
        "id": user.pk,
        "email": user.email,
        "display_name": user.display_name,
        "language": user.language,
        "roles": list(user.roles),
        "created_at": user.created_at.isoformat(),
        "last_login": user.last_login.isoformat() if user.last_login else None,
        "terms_accepted_at": (
            user.terms_accepted_at.isoformat() if user.terms_accepted_at else None
        ),
    }
