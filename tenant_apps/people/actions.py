"""Writes to the town's people: their profile, their roles, blocking, leaving."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shared_apps.accounts.choices import StaffRole
from shared_apps.accounts.models import User
from shared_apps.audit import actions as audit
from shared_apps.permissions import rules
from shared_apps.permissions.errors import DomainError
from shared_apps.web.shared_pages import forget_account_menus
from tenant_apps.notifications import actions as notifications
from tenant_apps.people import queries, tasks
from tenants import registry
from tenants.context import current_city


class LastAdministrator(DomainError):
    """The town would be left without an administrator."""

    code = "last_administrator"


class UnknownRole(DomainError):
    """A role that towns do not have."""

    code = "unknown_role"


@transaction.atomic
def edit_profile(*, display_name: str, language: str, by: User) -> User:
    """Change the name that others see and the language of mails."""
    person = User.objects.select_for_update().get(pk=by.pk)
    rules.require("people.edit_profile", by, person)
    person.display_name, person.language = display_name, language
    person.save(update_fields=["display_name", "language"])
    transaction.on_commit(lambda: forget_account_menus(person.pk))
    audit.record("people.edit_profile", by=by, subject=person)
    return person


@transaction.atomic
def set_roles(*, user: User, roles: Iterable[str], by: User) -> User:
    """Give the person exactly these roles.

    All administrators are locked, in order of key: two of them cannot remove each other at once.
    """
    wanted = [role for role in StaffRole.values if role in set(roles)]
    if unknown := set(roles) - set(wanted):
        raise UnknownRole(_("Unknown role: %(role)s.") % {"role": ", ".join(sorted(unknown))})
    administrators = {
        person.pk for person in queries.administrators().select_for_update().order_by("pk")
    }
    person = User.objects.select_for_update().get(pk=user.pk)
    rules.require("people.set_roles", User.objects.get(pk=by.pk), person)
    if StaffRole.ADMINISTRATOR not in wanted and administrators == {person.pk}:
        raise LastAdministrator(_("The town needs at least one administrator."))
    before, person.roles = person.roles, wanted
    person.save(update_fields=["roles"])
    audit.record("people.set_roles", by=by, subject=person, before=before, after=wanted)
    if before != wanted and person.pk != by.pk:
        notifications.notify(
            user=person,
            kind="people.set_roles",
            title=gettext_lazy("Your roles on the portal have changed"),
            body=_roles_in_words(person),
            url="/manage/" if wanted else "/",
        )
    return person


def _roles_in_words(person: User) -> str:
    with translation.override(person.language):
        if not person.roles:
            return _("You no longer have a role in the back office.")
        names = ", ".join(str(StaffRole(role).label) for role in person.roles)
        return _("You now work in the back office as: %(roles)s.") % {"roles": names}


@transaction.atomic
def block_person(*, user: User, reason: str, by: User) -> User:
    """Keep the person from signing in; their sessions end at once, what they posted stays."""
    person = User.objects.select_for_update().get(pk=user.pk)
    rules.require("people.block_person", by, person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    audit.record("people.block_person", by=by, subject=person, reason=reason)
    return person


@transaction.atomic
def unblock_person(*, user: User, by: User) -> User:
    """Let the person sign in again."""
    person = User.objects.select_for_update().get(pk=user.pk)
    rules.require("people.unblock_person", by, person)
    person.is_active = True
    person.save(update_fields=["is_active"])
    audit.record("people.unblock_person", by=by, subject=person)
    return person


@transaction.atomic
def erase_account(*, by: User) -> None:
    """Make the person's account anonymous for good, and end their sessions.

    Every app erases or detaches what it keeps, switched-off modules too. The row stays, because
    what was published stands under it; nothing in it leads back to the person.
    """
    list(queries.administrators().select_for_update().order_by("pk"))
    person = User.objects.select_for_update().get(pk=by.pk)
    rules.require("people.erase_account", by, person)
    for app in registry.city_apps():
        app.erase_person(person)
    EmailAddress.objects.filter(user=person).delete()
    with translation.override(current_city().language):
        person.display_name = _("Deleted account")
    person.email = f"erased-{person.pk}@erased.invalid"
    person.roles, person.is_active = [], False
    person.last_login = person.terms_accepted_at = None
    person.erased_at = timezone.now()
    person.set_unusable_password()
    person.save()
    audit.record("people.erase_account", by=person, subject=person)
    tasks.delete_sessions.delay(user_id=person.pk)


def record_download(*, by: User) -> None:
    """Remember that the person has taken their data."""
    rules.require("people.download_data", by, by)
    audit.record("people.download_data", by=by, subject=by)
