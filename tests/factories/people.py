"""The town's people, by role."""

from shared_apps.accounts.choices import StaffRole
from shared_apps.accounts.models import User
from tests.factories.accounts import UserFactory


def administrator(**fields: object) -> User:
    """Somebody who may do everything in the town."""
    return UserFactory.create(roles=[StaffRole.ADMINISTRATOR], **fields)


def one_of_each() -> dict[str, User]:
    """A resident and one person for each role, by role."""
    people = {"resident": UserFactory.create()}
    people |= {role.value: UserFactory.create(roles=[role.value]) for role in StaffRole}
    return people
