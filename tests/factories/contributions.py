"""Contributions for tests."""

from django.utils import timezone
from factory.declarations import LazyFunction, Sequence, SubFactory
from factory.django import DjangoModelFactory

from tenant_apps.contributions.choices import ContributionState
from tenant_apps.contributions.models import Contribution
from tests.factories.accounts import UserFactory


class ContributionFactory(DjangoModelFactory[Contribution]):
    """A published idea's contribution, without the idea."""

    class Meta:
        model = Contribution

    kind = "proposals.idea"
    author = SubFactory(UserFactory)
    title = Sequence(lambda number: f"Contribution {number}")
    body = "A text."
    excerpt = "A text."
    state = ContributionState.PUBLISHED
    published_at = LazyFunction(timezone.now)
