"""Who works in the back office and who changes the portal itself."""

from shared_apps.accounts.choices import StaffRole
from shared_apps.permissions.requirements import HasRole, SignedIn
from shared_apps.permissions.rules import Rules

RULES: Rules = {
    "portal.work": [SignedIn(), HasRole(*StaffRole.values)],
    "portal.set_module": [SignedIn(), HasRole(StaffRole.ADMINISTRATOR)],
    "portal.edit_page": [SignedIn(), HasRole(StaffRole.ADMINISTRATOR)],
}
