"""Accounts, in every schema."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Users, sign-in, registration."""

    name = "shared_apps.accounts"
    verbose_name = _("accounts")
