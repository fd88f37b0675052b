"""Processes and phases as JSON."""

from rest_framework import serializers

from tenant_apps.processes import queries
from tenant_apps.processes.models import Phase, Process
from tenants.context import current_city


class PhaseSerializer(serializers.ModelSerializer[Phase]):
    """A step with its dates; `ends_at` is the first instant after it."""

    class Meta:
        model = Phase
        fields = ("kind", "title", "description", "outcome", "starts_at", "ends_at", "status")
        read_only_fields = fields

    status = serializers.CharField(read_only=True)


class ProcessSerializer(serializers.ModelSerializer[Process]):
    """A process; `status` is open, upcoming or finished."""

    status = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()
    phases = PhaseSerializer(many=True, read_only=True, source="ordered_phases")

    class Meta:
        model = Process
        fields = (
            "slug",
            "title",
            "question",
            "summary",
            "easy_summary",
            "description",
            "area",
            "status",
            "url",
            "published_at",
            "phases",
        )
        read_only_fields = fields

    def get_status(self, process: Process) -> str:
        """Where it stands now."""
        return queries.standing(process).code

    def get_url(self, process: Process) -> str:
        """Its page on the portal."""
        return f"{current_city().origin}{process.get_absolute_url()}"
