"""Work that runs every few minutes in each city."""

from django.db.models import Q

from shared_apps.audit.models import AuditEvent
from tenants.context import control_plane, current_city
from tenants.models import City
from tenants.tasks import background


@background()
def roll_up_activity() -> None:
    """Tell the control plane when somebody last did something on this portal.

    Safe to run twice and out of order: the time only moves forward.
    """
    newest = AuditEvent.objects.order_by("-created_at").values_list("created_at", flat=True).first()
    if newest is None:
        return
    city = current_city()
    with control_plane():
        City.objects.filter(
            Q(last_active_at__isnull=True) | Q(last_active_at__lt=newest), pk=city.id
        ).update(last_active_at=newest)
