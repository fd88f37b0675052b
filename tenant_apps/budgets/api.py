"""Budgets and projects for other programs, read only; votes only after publication."""

from django.db.models import QuerySet
from rest_framework.generics import ListAPIView, RetrieveAPIView, get_object_or_404

from shared_apps.web.api import ReadOnly
from tenant_apps.budgets.models import Budget, Project
from tenant_apps.budgets.serializers import BudgetSerializer, ProjectSerializer


class BudgetListView(ListAPIView[Budget]):
    """Budgets of listed processes, the latest first."""

    permission_classes = (ReadOnly,)
    serializer_class = BudgetSerializer

    def get_queryset(self) -> QuerySet[Budget]:
        """One query."""
        return Budget.objects.listed().select_related("process").order_by("-pk")


class BudgetView(RetrieveAPIView[Budget]):
    """One budget by the slug of its process."""

    permission_classes = (ReadOnly,)
    serializer_class = BudgetSerializer
    lookup_field = "process__slug"
    lookup_url_kwarg = "slug"

    def get_queryset(self) -> QuerySet[Budget]:
        """One query."""
        return Budget.objects.listed().select_related("process")


class ProjectListView(ListAPIView[Project]):
    """The published projects of a budget by their number, those without one last."""

    permission_classes = (ReadOnly,)
    serializer_class = ProjectSerializer

    def get_queryset(self) -> QuerySet[Project]:
        """Two queries."""
        budget = get_object_or_404(Budget.objects.listed(), process__slug=self.kwargs["slug"])
        return (
            Project.objects.published()
            .filter(budget=budget)
            .select_related("contribution", "district", "budget__process")
            .order_by("code", "pk")
        )
