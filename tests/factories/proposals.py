"""Ideas for tests."""

from django.utils import timezone
from factory.declarations import LazyFunction, SubFactory
from factory.django import DjangoModelFactory

from tenant_apps.proposals.models import Proposal
from tests.factories.contributions import ContributionFactory


class ProposalFactory(DjangoModelFactory[Proposal]):
    """A published idea in the permanent idea box, just received."""

    class Meta:
        model = Proposal

    contribution = SubFactory(ContributionFactory)
    status_changed_at = LazyFunction(timezone.now)
