"""The table of people, one in every schema."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from shared_apps.accounts.choices import OperatorRole, StaffRole


class UserManager(BaseUserManager["User"]):
    """Creates people; addresses are stored in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A new person; without a password, sign-in needs a reset first."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """The person of an address, whatever its case."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person: a resident or an agent in a city's schema, an operator in the control plane."""

    email = models.EmailField(_("e-mail address"), max_length=254)
    display_name = models.CharField(_("name shown to others"), max_length=80)
    roles = ArrayField(
        models.CharField(max_length=30, choices=[*OperatorRole.choices, *StaffRole.choices]),
        default=list,
        blank=True,
        verbose_name=_("roles"),
    )
    language = models.CharField(_("language"), max_length=2, default="fr")
    is_active = models.BooleanField(_("may sign in"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    # When the person accepted the rules of participation; empty for accounts that staff made.
    terms_accepted_at = models.DateTimeField(null=True, blank=True)
    # Set when the person's account was erased: the row stays, anonymous, under what others see.
    erased_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[UserManager] = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = (models.UniqueConstraint(fields=("email",), name="user_email_key"),)

    def __str__(self) -> str:
        return self.display_name

    @property
    def is_staff(self) -> bool:
        """Whether the person works for the town or the vendor."""
        return bool(self.roles)

    def has_role(self, *roles: str) -> bool:
        """Whether the person holds at least one of the roles."""
        return not set(roles).isdisjoint(self.roles)

    def get_full_name(self) -> str:
        """The name shown to others."""
        return self.display_name
