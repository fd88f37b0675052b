"""Contributions."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from tenants import registry


class ContributionsConfig(registry.CityAppConfig):
    """Contributions: what residents publish, whatever module gives it meaning."""

    name = "tenant_apps.contributions"
    verbose_name = _("contributions")
    title = _("Contributions")
    icon = "idea"

    def person_data(self, user: Any) -> Mapping[str, Any]:
        """Every text that the person has written, with its state."""
        from tenant_apps.contributions.models import Contribution

        rows = Contribution.objects.filter(author_id=user.pk).order_by("pk")
        fields = ("kind", "title", "body", "place", "state", "published_at", "edited_at")
        return {
            "contributions": [
                {name: _plain(value) for name, value in row.items()} for row in rows.values(*fields)
            ]
        }

    def erase_person(self, user: Any) -> None:
        """Published texts stay without their author; drafts go."""
        from tenant_apps.contributions.choices import ContributionState
        from tenant_apps.contributions.models import Contribution

        own = Contribution.objects.filter(author_id=user.pk)
        own.filter(state=ContributionState.DRAFT).delete()
        own.update(author=None)

    def usage(self) -> Mapping[str, int]:
        """How much residents have published."""
        from tenant_apps.contributions.models import Contribution

        return {"contributions": Contribution.objects.published().count()}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
