"""Who may make accounts for others."""

from shared_apps.permissions.requirements import HasRole, SignedIn
from shared_apps.permissions.rules import Rules

RULES: Rules = {"accounts.create_operator": [SignedIn(), HasRole("superadmin")]}
