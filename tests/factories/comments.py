"""Comments for tests; they do not count themselves."""

from typing import Any

import factory

from tenant_apps.comments.models import Comment
from tests.factories.accounts import UserFactory
from tests.factories.contributions import ContributionFactory


class CommentFactory(factory.django.DjangoModelFactory[Comment]):
    """A comment of depth 1."""

    class Meta:
        model = Comment

    contribution: Any = factory.SubFactory(ContributionFactory)
    author: Any = factory.SubFactory(UserFactory)
    body = factory.Sequence(lambda number: f"Comment {number}")


def reply_to(parent: Comment, **fields: Any) -> Comment:
    """A reply, one level below."""
    return CommentFactory.create(
        contribution=parent.contribution, parent=parent, depth=parent.depth + 1, **fields
    )
