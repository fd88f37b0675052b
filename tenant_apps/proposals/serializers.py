"""Ideas as the API gives them, without identity."""

from rest_framework import serializers

from tenant_apps.proposals.models import Proposal
from tenants.context import current_city


class IdeaSerializer(serializers.ModelSerializer[Proposal]):
    """A published idea with what the town makes of it."""

    id = serializers.IntegerField(source="pk", read_only=True)
    url = serializers.SerializerMethodField()
    title = serializers.CharField(source="contribution.title")
    text = serializers.CharField(source="contribution.body")
    place = serializers.CharField(source="contribution.place")
    latitude = serializers.FloatField(source="contribution.latitude", allow_null=True)
    longitude = serializers.FloatField(source="contribution.longitude", allow_null=True)
    process = serializers.SlugField(source="contribution.process.slug", default=None)
    supports = serializers.IntegerField(source="contribution.support_count")
    comments = serializers.IntegerField(source="contribution.comment_count")
    published_at = serializers.DateTimeField(source="contribution.published_at")

    class Meta:
        model = Proposal
        fields = (
            "id",
            "url",
            "title",
            "text",
            "place",
            "latitude",
            "longitude",
            "process",
            "status",
            "supports",
            "comments",
            "published_at",
            "answer",
            "answered_at",
        )
        read_only_fields = fields

    def get_url(self, idea: Proposal) -> str:
        """Full address of its page."""
        return f"{current_city().origin}{idea.get_absolute_url()}"
