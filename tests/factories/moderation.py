"""Moderation cases for tests."""

from typing import Any

import factory

from tenant_apps.contributions.choices import CharterRule
from tenant_apps.moderation.models import Case, Flag
from tests.factories.accounts import UserFactory
from tests.factories.comments import CommentFactory


class CaseFactory(factory.django.DjangoModelFactory[Case]):
    """A comment that was flagged."""

    class Meta:
        model = Case

    comment: Any = factory.SubFactory(CommentFactory)


class FlagFactory(factory.django.DjangoModelFactory[Flag]):
    """A flag in a case."""

    class Meta:
        model = Flag

    case: Any = factory.SubFactory(CaseFactory)
    reporter: Any = factory.SubFactory(UserFactory)
    rule = CharterRule.OFF_TOPIC
