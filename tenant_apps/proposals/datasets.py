"""What the idea box publishes as open data."""

from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from tenant_apps.contributions.models import Contribution
from tenant_apps.proposals import queries
from tenant_apps.proposals.models import KIND
from tenants import registry


def ideas() -> registry.Dataset:
    """Published ideas without identity: words, place, status, supports, comments, answer."""
    return registry.Dataset(
        slug="ideas",
        title=_("Ideas of residents"),
        description=_(
            "Every published idea with its status, its supports and the town’s answer. "
            "Names of authors are not published."
        ),
        columns=(
            registry.Column("id", _("Number"), "integer"),
            registry.Column("title", _("Title")),
            registry.Column("text", _("Text")),
            registry.Column("place", _("Place")),
            registry.Column("latitude", _("Latitude"), "decimal"),
            registry.Column("longitude", _("Longitude"), "decimal"),
            registry.Column("process", _("Process")),
            registry.Column("status", _("Status")),
            registry.Column("supports", _("Supports"), "integer"),
            registry.Column("comments", _("Comments"), "integer"),
            registry.Column("published_at", _("Published on"), "datetime"),
            registry.Column("answer", _("Official answer")),
            registry.Column("answered_at", _("Answered on"), "datetime"),
        ),
        rows=queries.published_rows,
        count=number_of_ideas,
        updated_at=last_change,
    )


def number_of_ideas() -> int:
    """How many rows there are."""
    return Contribution.objects.published().filter(kind=KIND).count()


def last_change() -> datetime | None:
    """When an idea was last published or changed status."""
    published = Contribution.objects.published().filter(kind=KIND)
    latest = published.aggregate(at=Max("published_at"), changed=Max("proposal__status_changed_at"))
    moments = [moment for moment in latest.values() if moment is not None]
    return max(moments, default=None)
