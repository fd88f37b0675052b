"""Periodic work of billing, in the control plane."""

from billing import actions
from tenants.tasks import background


@background(scope="control", lane="control")
def subscribe_cities() -> None:
    """Give every new city its contract; onboarding knows nothing of billing."""
    actions.subscribe_cities()
