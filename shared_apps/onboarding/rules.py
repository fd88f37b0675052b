"""Who may open a portal."""

from shared_apps.accounts.choices import OperatorRole
from shared_apps.permissions.requirements import HasRole, SignedIn
from shared_apps.permissions.rules import Rules

RULES: Rules = {
    "onboarding.provision_city": (
        SignedIn(),
        HasRole(OperatorRole.OPERATIONS, OperatorRole.SUPERADMIN),
    ),
}
