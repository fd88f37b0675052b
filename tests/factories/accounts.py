"""People."""

import factory
from allauth.account.models import EmailAddress

from shared_apps.accounts.models import User

PASSWORD = "correct horse battery"


class UserFactory(factory.django.DjangoModelFactory[User]):
    """A resident with a confirmed address, without a password."""

    class Meta:
        model = User

    email = factory.Sequence(lambda number: f"person-{number}@example.org")
    display_name = factory.Sequence(lambda number: f"Person {number}")


def make_account(email: str, password: str = PASSWORD, **fields: object) -> User:
    """A person who can sign in: a password and a confirmed address."""
    fields.setdefault("display_name", email.partition("@")[0])
    user = User.objects.create_user(email, password, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user
