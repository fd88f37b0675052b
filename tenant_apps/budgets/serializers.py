"""Budgets and projects as JSON."""

from typing import Any

from rest_framework import serializers

from tenant_apps.budgets.models import Budget, Project
from tenants.context import current_city


class BudgetSerializer(serializers.ModelSerializer[Budget]):
    """A budget; `count` holds ballots and totals once the results are published."""

    slug = serializers.CharField(source="process.slug", read_only=True)
    vote_state = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()
    results = serializers.SerializerMethodField()

    class Meta:
        model = Budget
        fields = (
            "slug",
            "title",
            "amount",
            "voting_rule",
            "vote_state",
            "results_published_at",
            "url",
            "results",
        )
        read_only_fields = fields

    def get_vote_state(self, budget: Budget) -> str:
        """Where the vote stands; that it was counted is not public before publication."""
        state = budget.vote_state
        return "closed" if state == "counted" else state.value

    def get_url(self, budget: Budget) -> str:
        """Its page on the portal."""
        return f"{current_city().origin}{budget.get_absolute_url()}"

    def get_results(self, budget: Budget) -> dict[str, Any] | None:
        """Ballots by channel and what the winners cost; null before publication."""
        if not budget.is_published or budget.count is None:
            return None
        winners = [step for step in budget.count["steps"] if step["outcome"] == "taken"]
        return {
            "online": budget.count["online"],
            "paper": budget.count["paper"],
            "winners": len(winners),
            "spent": sum(step["cost"] for step in winners),
        }


class ProjectSerializer(serializers.ModelSerializer[Project]):
    """A project; votes, rank and choice are null before the results are published."""

    title = serializers.CharField(source="contribution.title", read_only=True)
    text = serializers.CharField(source="contribution.body", read_only=True)
    place = serializers.CharField(source="contribution.place", read_only=True)
    district = serializers.CharField(source="district.name", default=None, read_only=True)
    is_winner = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()

    class Meta:
        model = Project
        fields = (
            "id",
            "code",
            "title",
            "text",
            "place",
            "district",
            "state",
            "reason",
            "cost",
            "vote_count",
            "rank",
            "is_winner",
            "url",
        )
        read_only_fields = fields

    def get_is_winner(self, project: Project) -> bool | None:
        """Whether it was chosen."""
        return project.is_winner if project.budget.is_published else None

    def get_url(self, project: Project) -> str:
        """Its page on the portal."""
        return f"{current_city().origin}{project.get_absolute_url()}"
