"""Who may look at the town's people, give roles, block, and leave."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shared_apps.permissions.refusal import Refusal
from shared_apps.permissions.requirements import Attempt, HasRole, Requirement, SignedIn
from shared_apps.permissions.rules import Rules
from tenant_apps.people import queries


class StaffRequirement(Requirement):
    """A requirement that residents need not read in a rule sheet."""

    def sentence(self, subject: Any) -> str | Promise:
        """Nothing."""
        return ""


class IsOneself(StaffRequirement):
    """Only the person may do this to their account."""

    code = "not_oneself"

    def check(self, attempt: Attempt) -> Refusal | None:
        """Without a subject the person asks about their own account."""
        if attempt.subject is None or attempt.subject.pk == attempt.user.pk:
            return None
        return Refusal(self.code, _("Only the person can do this."))


class IsAnotherPerson(StaffRequirement):
    """Not to oneself, by mistake."""

    code = "is_oneself"

    def check(self, attempt: Attempt) -> Refusal | None:
        """Blocking oneself would need another administrator to undo it."""
        if attempt.subject is None or attempt.subject.pk != attempt.user.pk:
            return None
        return Refusal(self.code, _("You cannot do this to your own account."))


class IsNotErased(StaffRequirement):
    """The account still belongs to somebody."""

    code = "account_erased"

    def check(self, attempt: Attempt) -> Refusal | None:
        """An erased account stays as it is."""
        if attempt.subject is None or attempt.subject.erased_at is None:
            return None
        return Refusal(self.code, _("This account has been deleted."))


class IsNotAdministrator(StaffRequirement):
    """Administrators are not blocked; their role is taken away first."""

    code = "is_administrator"

    def check(self, attempt: Attempt) -> Refusal | None:
        """Two steps, so that it cannot happen by accident."""
        if attempt.subject is None or not attempt.subject.has_role("administrator"):
            return None
        return Refusal(self.code, _("Take the administrator’s role away first."))


class LeavesAnAdministrator(StaffRequirement):
    """The town keeps at least one administrator when this person goes."""

    code = "last_administrator"

    def check(self, attempt: Attempt) -> Refusal | None:
        """Costs a query for administrators only."""
        person = attempt.subject or attempt.user
        if not person.has_role("administrator"):
            return None
        if queries.administrators().exclude(pk=person.pk).exists():
            return None
        message = _("You are the only administrator: give the role to somebody else first.")
        return Refusal(self.code, message)


ADMINISTRATOR = (SignedIn(), HasRole("administrator"))

RULES: Rules = {
    "people.edit_profile": [SignedIn(), IsOneself(), IsNotErased()],
    "people.download_data": [SignedIn(), IsOneself()],
    "people.erase_account": [SignedIn(), IsOneself(), IsNotErased(), LeavesAnAdministrator()],
    "people.read_people": ADMINISTRATOR,
    "people.set_roles": [*ADMINISTRATOR, IsNotErased()],
    "people.block_person": [
        *ADMINISTRATOR,
        IsNotErased(),
        IsAnotherPerson(),
        IsNotAdministrator(),
    ],
    "people.unblock_person": [*ADMINISTRATOR, IsNotErased()],
}
