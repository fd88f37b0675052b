"""Which operator may see and change what in the console."""

from shared_apps.accounts.choices import OperatorRole
from shared_apps.permissions.requirements import HasRole, SignedIn
from shared_apps.permissions.rules import Rules

EVERYBODY = (SignedIn(), HasRole(*OperatorRole.values))

RULES: Rules = {
    "console.read_cities": EVERYBODY,
    "console.read_audit": (
        SignedIn(),
        HasRole(OperatorRole.OPERATIONS, OperatorRole.SUPPORT, OperatorRole.SUPERADMIN),
    ),
    "console.allow_module": (
        SignedIn(),
        HasRole(OperatorRole.OPERATIONS, OperatorRole.SUPERADMIN),
    ),
    "console.set_module": (
        SignedIn(),
        HasRole(OperatorRole.OPERATIONS, OperatorRole.SUPPORT, OperatorRole.SUPERADMIN),
    ),
}
