"""Moderation."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tenants import registry


class ModerationConfig(registry.CityAppConfig):
    """Flags, decisions with their reasons, appeals, register."""

    name = "tenant_apps.moderation"
    verbose_name = _("moderation")
    title = _("Moderation")
    icon = "shield"
    prefix = "moderation/"
    urls = "tenant_apps.moderation.urls"
    staff_urls = "tenant_apps.moderation.staff_urls"
    staff_menu = ((_("Moderation"), "moderation_staff:queue"),)
    position = 30

    def today(self, user: Any) -> Sequence[tuple[registry.Text, int, str]]:
        """Texts that wait for a decision."""
        from shared_apps.permissions import rules
        from tenant_apps.moderation.models import Case

        if not rules.allows("moderation.review_cases", user):
            return ()
        waiting = Case.objects.to_decide().count()
        return ((_("Texts to moderate"), waiting, reverse("moderation_staff:queue")),)

    def person_data(self, user: Any) -> Mapping[str, Any]:
        """What the person flagged, and what was decided about their texts."""
        from django.db.models import Q

        from tenant_apps.moderation.models import Case, Flag

        flags = Flag.objects.filter(reporter=user).order_by("pk")
        cases = Case.objects.filter(Q(contribution__author=user) | Q(comment__author=user))
        return {
            "flags": [
                {"rule": row.rule, "note": row.note, "created_at": row.created_at.isoformat()}
                for row in flags
            ],
            "decisions": list(
                cases.order_by("pk").values("state", "rule", "reason", "text", "appeal", "answer")
            ),
        }

    def erase_person(self, user: Any) -> None:
        """Flags stay without their reporter."""
        from tenant_apps.moderation.models import Flag

        Flag.objects.filter(reporter=user).update(reporter=None, note="")

    def usage(self) -> Mapping[str, int]:
        """How many cases there were."""
        from tenant_apps.moderation.models import Case

        return {"moderation_cases": Case.objects.count()}
