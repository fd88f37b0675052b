"""Who may read the audit log."""

from shared_apps.permissions.requirements import HasRole, SignedIn
from shared_apps.permissions.rules import Rules

RULES: Rules = {"audit.read": [SignedIn(), HasRole("administrator", "superadmin", "operations")]}
