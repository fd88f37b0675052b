"""Supports and follows for tests; they do not count themselves."""

from typing import Any

import factory

from tenant_apps.engagement.models import Follow, Support
from tests.factories.accounts import UserFactory
from tests.factories.contributions import ContributionFactory


class SupportFactory(factory.django.DjangoModelFactory[Support]):
    """A support."""

    class Meta:
        model = Support

    contribution: Any = factory.SubFactory(ContributionFactory)
    user: Any = factory.SubFactory(UserFactory)


class FollowFactory(factory.django.DjangoModelFactory[Follow]):
    """A follow."""

    class Meta:
        model = Follow

    contribution: Any = factory.SubFactory(ContributionFactory)
    user: Any = factory.SubFactory(UserFactory)
