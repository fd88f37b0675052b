"""Messages to people."""

import factory

from tenant_apps.notifications.models import Notification
from tests.factories.accounts import UserFactory


class NotificationFactory(factory.django.DjangoModelFactory[Notification]):
    """An unread message."""

    class Meta:
        model = Notification

    user = factory.SubFactory(UserFactory)
    kind = "tests.happened"
    title = factory.Sequence(lambda number: f"Something happened {number}")
    body = "What became of it."
    url = "/"
