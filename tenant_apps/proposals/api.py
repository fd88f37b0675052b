"""Read-only API of published ideas: `/api/v1/ideas/`."""

from django.db.models import QuerySet
from django.urls import path
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.generics import ListAPIView, RetrieveAPIView

from shared_apps.web.api import ReadOnly
from shared_apps.web.guards import public
from tenant_apps.contributions.models import Contribution
from tenant_apps.proposals.choices import ProposalStatus
from tenant_apps.proposals.filters import words
from tenant_apps.proposals.models import Proposal
from tenant_apps.proposals.serializers import IdeaSerializer


@extend_schema_view(
    get=extend_schema(
        operation_id="ideas_list",
        parameters=[
            OpenApiParameter("status", enum=ProposalStatus.values),
            OpenApiParameter("q", description="Words in the title, place or text."),
        ],
    )
)
class Ideas(ListAPIView[Proposal]):
    """Ideas that lists show, newest first."""

    serializer_class = IdeaSerializer
    permission_classes = (ReadOnly,)

    def get_queryset(self) -> QuerySet[Proposal]:
        """Filtered by `status` and `q`."""
        asked = self.request.GET
        texts = Contribution.objects.listed()
        if text := words(asked):
            texts = texts.search_for(text)
        found = Proposal.objects.filter(contribution__in=texts.values("pk"))
        if status := asked.get("status"):
            found = found.filter(status=status)
        related = found.select_related("contribution__process")
        return related.order_by("-contribution__published_at", "-pk")


@extend_schema_view(get=extend_schema(operation_id="ideas_retrieve"))
class Idea(RetrieveAPIView[Proposal]):
    """One published idea."""

    serializer_class = IdeaSerializer
    permission_classes = (ReadOnly,)

    def get_queryset(self) -> QuerySet[Proposal]:
        """What everyone may open."""
        return Proposal.objects.published().select_related("contribution__process")


app_name = "proposals_api"
urlpatterns = [
    path("", public(Ideas.as_view()), name="ideas"),
    path("<int:pk>/", public(Idea.as_view()), name="idea"),
]
