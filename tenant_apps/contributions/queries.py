"""Reads of contributions that several apps share."""

from collections.abc import Collection
from typing import Any

from tenant_apps.contributions.models import Contribution, ContributionQuerySet
from tenants import registry


def reachable(user: Any, modules: Collection[str]) -> ContributionQuerySet:
    """What the person may open in a city with these modules: none of a module switched off."""
    kinds = [
        kind.code for app in registry.active_apps(modules) for kind in app.contribution_kinds()
    ]
    return (
        Contribution.objects.visible_to(user)
        .filter(kind__in=kinds)
        .select_related("process")
        .prefetch_related("process__phases")
    )
