"""Ideas of the demo's towns."""

from tenant_apps.proposals.demo.fill import fill

__all__ = ["fill"]
