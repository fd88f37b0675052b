"""Comments for tests; they do not count themselves."""

from typing import Any

from factory.declarations import Sequence, SubFactory
from factory.django import DjangoModelFactory

from tenant_apps.comments.models import Comment
from tests.factories.accounts import UserFactory
from tests.factories.contributions import ContributionFactory


class CommentFactory(DjangoModelFactory[Comment]):
    """A comment of depth 1."""

    class Meta:
        model = Comment

    contribution = SubFactory(ContributionFactory)
    author = SubFactory(UserFactory)
    body = Sequence(lambda number: f"Comment {number}")


def reply_to(parent: Comment, **fields: Any) -> Comment:
    """A reply, one level below."""
    return CommentFactory.create(
        contribution=parent.contribution, parent=parent, depth=parent.depth + 1, **fields
    )
