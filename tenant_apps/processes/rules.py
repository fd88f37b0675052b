"""Who may prepare and publish processes."""

from shared_apps.accounts.choices import StaffRole
from shared_apps.permissions.requirements import HasRole, SignedIn
from shared_apps.permissions.rules import Rules

EDITORS = HasRole(StaffRole.ADMINISTRATOR, StaffRole.PROCESS_ADMINISTRATOR)

RULES: Rules = {
    "processes.see_processes": [SignedIn(), HasRole(*StaffRole.values)],
    "processes.create_process": [SignedIn(), EDITORS],
    "processes.copy_process": [SignedIn(), EDITORS],
    "processes.edit_process": [SignedIn(), EDITORS],
    "processes.publish_process": [SignedIn(), EDITORS],
    "processes.unpublish_process": [SignedIn(), EDITORS],
    "processes.archive_process": [SignedIn(), EDITORS],
    "processes.add_phase": [SignedIn(), EDITORS],
    "processes.edit_phase": [SignedIn(), EDITORS],
    "processes.move_phase": [SignedIn(), EDITORS],
    "processes.remove_phase": [SignedIn(), EDITORS],
}
