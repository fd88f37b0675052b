"""The pages that every portal has."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PageSlug(TextChoices):
    """Pages of the footer, in order; the value is the last part of the address."""

    ACCESSIBILITY = "accessibility", _("Accessibility statement")
    CHARTER = "charter", _("Participation charter")
    PERSONAL_DATA = "personal-data", _("Personal data")
    LEGAL_NOTICE = "legal-notice", _("Legal notice")
