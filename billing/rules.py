"""Who of the vendor may see and change what cities pay."""

from shared_apps.accounts.choices import OperatorRole
from shared_apps.permissions.requirements import HasRole, SignedIn
from shared_apps.permissions.rules import Rules

ACCOUNTANTS = (SignedIn(), HasRole(OperatorRole.FINANCE, OperatorRole.SUPERADMIN))
EVERYBODY = (SignedIn(), HasRole(*OperatorRole.values))

RULES: Rules = {
    "billing.read_accounts": ACCOUNTANTS,
    "billing.agree_quote": ACCOUNTANTS,
    "billing.draft_invoice": ACCOUNTANTS,
    "billing.issue_invoice": ACCOUNTANTS,
    "billing.record_payment": ACCOUNTANTS,
    "billing.read_portal_requests": EVERYBODY,
    "billing.answer_portal_request": EVERYBODY,
    "billing.request_portal": (),
}
