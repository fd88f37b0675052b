"""Contributions for tests."""

from typing import Any

import factory
from django.utils import timezone

from tenant_apps.contributions.choices import ContributionState
from tenant_apps.contributions.models import Contribution
from tests.factories.accounts import UserFactory


class ContributionFactory(factory.django.DjangoModelFactory[Contribution]):
    """A published idea's contribution, without the idea."""

    class Meta:
        model = Contribution

    kind = "proposals.idea"
    author: Any = factory.SubFactory(UserFactory)
    title = factory.Sequence(lambda number: f"Contribution {number}")
    body = "A text."
    excerpt = "A text."
    state = ContributionState.PUBLISHED
    published_at = factory.LazyFunction(timezone.now)
