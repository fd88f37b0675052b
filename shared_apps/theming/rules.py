"""Who may change a town's brand."""

from shared_apps.permissions.requirements import HasRole, SignedIn
from shared_apps.permissions.rules import Rules

RULES: Rules = {
    "theming.publish_theme": [SignedIn(), HasRole("administrator", "superadmin", "operations")]
}
