"""Requirements that every app may compose; those of one app live in its own rules.py."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shared_apps.permissions.refusal import Refusal


@dataclass(frozen=True)
class Attempt:
    """Somebody who would do something to something, at a moment.

    `user` is a User or an AnonymousUser; `subject` the row concerned, or None.
    """

    verb: str
    user: Any
    subject: Any = None
    at: datetime = field(default_factory=timezone.now)


class Requirement(ABC):
    """One small condition, with its reason and its sentence in the rule sheet."""

    code: ClassVar[str]

    @abstractmethod
    def check(self, attempt: Attempt) -> Refusal | None:
        """None where it holds, else the refusal."""

    @abstractmethod
    def sentence(self, subject: Any) -> str | Promise:
        """What the rule sheet says, e.g. "You need to sign in."; "" leaves it out."""


class SignedIn(Requirement):
    """The person has an account and is signed in with it."""

    code = "sign_in_needed"

    def check(self, attempt: Attempt) -> Refusal | None:
        """Offer to sign in."""
        if attempt.user.is_authenticated and attempt.user.is_active:
            return None
        try:
            remedy = reverse("accounts:login")
        except NoReverseMatch:  # the vendor's public site has no accounts
            remedy = ""
        return Refusal(self.code, _("Sign in to take part."), remedy, _("Sign in"))

    def sentence(self, subject: Any) -> str | Promise:
        """Residents need an account."""
        return _("Any person with an account on this portal.")


class HasRole(Requirement):
    """The person holds at least one of these roles."""

    code = "role_needed"

    def __init__(self, *roles: str) -> None:
        self.roles = frozenset(roles)

    def check(self, attempt: Attempt) -> Refusal | None:
        """Roles cannot be obtained by oneself: no way out is offered."""
        if self.roles & set(getattr(attempt.user, "roles", ())):
            return None
        return Refusal(self.code, _("Your role does not allow this."))

    def sentence(self, subject: Any) -> str | Promise:
        """Staff rules are not printed for residents."""
        return ""
