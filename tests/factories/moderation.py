"""Moderation cases for tests."""

from factory.declarations import SubFactory
from factory.django import DjangoModelFactory

from tenant_apps.contributions.choices import CharterRule
from tenant_apps.moderation.models import Case, Flag
from tests.factories.accounts import UserFactory
from tests.factories.comments import CommentFactory


class CaseFactory(DjangoModelFactory[Case]):
    """A comment that was flagged."""

    class Meta:
        model = Case

    comment = SubFactory(CommentFactory)


class FlagFactory(DjangoModelFactory[Flag]):
    """A flag in a case."""

    class Meta:
        model = Flag

    case = SubFactory(CaseFactory)
    reporter = SubFactory(UserFactory)
    rule = CharterRule.OFF_TOPIC
