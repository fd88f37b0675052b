"""Supports and follows for tests; they do not count themselves."""

from factory.declarations import SubFactory
from factory.django import DjangoModelFactory

from tenant_apps.engagement.models import Follow, Support
from tests.factories.accounts import UserFactory
from tests.factories.contributions import ContributionFactory


class SupportFactory(DjangoModelFactory[Support]):
    """A support."""

    class Meta:
        model = Support

    contribution = SubFactory(ContributionFactory)
    user = SubFactory(UserFactory)


class FollowFactory(DjangoModelFactory[Follow]):
    """A follow."""

    class Meta:
        model = Follow

    contribution = SubFactory(ContributionFactory)
    user = SubFactory(UserFactory)
