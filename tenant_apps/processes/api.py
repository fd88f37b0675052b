"""Processes for other programs: listed ones only, read only."""

from django.db.models import QuerySet
from django.utils import timezone
from rest_framework.generics import ListAPIView, RetrieveAPIView

from shared_apps.web.api import ReadOnly
from tenant_apps.processes import queries
from tenant_apps.processes.models import Process
from tenant_apps.processes.serializers import ProcessSerializer


class ProcessListView(ListAPIView[Process]):
    """Open ones first, then upcoming, then finished."""

    permission_classes = (ReadOnly,)
    serializer_class = ProcessSerializer

    def get_queryset(self) -> QuerySet[Process]:
        """Listed processes with their phases."""
        return queries.ranked(Process.objects.listed(), timezone.now()).with_phases()


class ProcessView(RetrieveAPIView[Process]):
    """One process by its slug."""

    permission_classes = (ReadOnly,)
    serializer_class = ProcessSerializer
    lookup_field = "slug"

    def get_queryset(self) -> QuerySet[Process]:
        """Listed processes with their phases."""
        return Process.objects.listed().with_phases()
