"""Ideas for tests."""

from typing import Any

import factory
from django.utils import timezone

from tenant_apps.proposals.models import Proposal
from tests.factories.contributions import ContributionFactory


class ProposalFactory(factory.django.DjangoModelFactory[Proposal]):
    """A published idea in the permanent idea box, just received."""

    class Meta:
        model = Proposal

    contribution: Any = factory.SubFactory(ContributionFactory)
    status_changed_at = factory.LazyFunction(timezone.now)
