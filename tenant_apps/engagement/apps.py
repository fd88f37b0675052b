"""Supports and follows."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from tenants import registry


class EngagementConfig(registry.CityAppConfig):
    """Supports and follows of contributions."""

    name = "tenant_apps.engagement"
    verbose_name = _("supports and follows")
    title = _("Supports and follows")
    icon = "support"
    prefix = "engagement/"
    urls = "tenant_apps.engagement.urls"

    def person_data(self, user: Any) -> Mapping[str, Any]:
        """What the person supports and follows."""
        from tenant_apps.engagement.models import Follow, Support

        supports = Support.objects.filter(user=user).order_by("pk")
        follows = Follow.objects.filter(user=user).order_by("pk")
        return {
            "supports": list(supports.values_list("contribution__title", flat=True)),
            "follows": list(follows.values_list("contribution__title", flat=True)),
        }

    def erase_person(self, user: Any) -> None:
        """Supports and follows go, and are no longer counted."""
        from tenant_apps.engagement.actions import forget_person

        forget_person(person=user)

    def usage(self) -> Mapping[str, int]:
        """How many supports were given."""
        from tenant_apps.engagement.models import Support

        return {"supports": Support.objects.count()}
