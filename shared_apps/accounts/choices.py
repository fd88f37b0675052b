"""Roles of people who work for the vendor and for a town."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OperatorRole(TextChoices):
    """Roles in the control plane."""

    SUPPORT = "support", _("support desk")
    OPERATIONS = "operations", _("operations")
    FINANCE = "finance", _("finance")
    SUPERADMIN = "superadmin", _("superadmin")


class StaffRole(TextChoices):
    """Roles in a city; a person without any is a resident."""

    ADMINISTRATOR = "administrator", _("administrator")
    PROCESS_ADMINISTRATOR = "process_administrator", _("process administrator")
    EVALUATOR = "evaluator", _("evaluator")
    MODERATOR = "moderator", _("moderator")
    COUNTER_AGENT = "counter_agent", _("counter agent")
    READER = "reader", _("reader")
