"""Words of the console: what happened, and how a city's state is colored."""

from django.utils.translation import gettext_lazy as _

from tenants.choices import CityState

# Sentences for events of the control plane; an event that is not here shows its own name.
EVENTS = {
    "accounts.create_operator": _("made an operator’s account"),
    "billing.agree_quote": _("agreed on a quote"),
    "billing.answer_portal_request": _("answered a request for a portal"),
    "billing.draft_invoice": _("prepared an invoice"),
    "billing.issue_invoice": _("issued an invoice"),
    "billing.record_payment": _("recorded a payment"),
    "billing.request_portal": _("asked for a portal on the public page"),
    "console.allow_module": _("changed the modules of the contract"),
    "console.set_module": _("switched a module on or off"),
    "onboarding.provision_city": _("opened the portal"),
}

# Words for what events hold; a detail that is not here shows its own name.
DETAILS = {
    "amount": _("amount"),
    "code": _("official code"),
    "is_allowed": _("in the contract"),
    "is_enabled": _("switched on"),
    "module": _("module"),
    "modules": _("modules"),
    "number": _("number"),
    "roles": _("roles"),
}

STATE_CHIPS = {
    CityState.TRIAL: "info",
    CityState.ACTIVE: "open",
    CityState.READ_ONLY: "soon",
    CityState.SUSPENDED: "danger",
}
