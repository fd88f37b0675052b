"""States and kinds of the control plane, and the life cycle of a city."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CityState(TextChoices):
    """Where a city stands; `CITY_TRANSITIONS` says what may follow."""

    REQUESTED = "requested", _("requested")
    PROVISIONING = "provisioning", _("provisioning")
    SEEDING = "seeding", _("seeding")
    VERIFYING = "verifying", _("verifying")
    TRIAL = "trial", _("trial")
    ACTIVE = "active", _("active")
    READ_ONLY = "read_only", _("read-only")
    SUSPENDED = "suspended", _("suspended")
    ARCHIVED = "archived", _("archived")
    ERASED = "erased", _("erased")


CITY_TRANSITIONS: dict[CityState, frozenset[CityState]] = {
    CityState.REQUESTED: frozenset({CityState.PROVISIONING}),
    CityState.PROVISIONING: frozenset({CityState.SEEDING}),
    CityState.SEEDING: frozenset({CityState.VERIFYING}),
    CityState.VERIFYING: frozenset({CityState.TRIAL, CityState.ACTIVE}),
    CityState.TRIAL: frozenset({CityState.ACTIVE, CityState.SUSPENDED, CityState.ARCHIVED}),
    CityState.ACTIVE: frozenset({CityState.READ_ONLY, CityState.SUSPENDED, CityState.ARCHIVED}),
    CityState.READ_ONLY: frozenset({CityState.ACTIVE, CityState.SUSPENDED, CityState.ARCHIVED}),
    CityState.SUSPENDED: frozenset({CityState.ACTIVE, CityState.READ_ONLY, CityState.ARCHIVED}),
    CityState.ARCHIVED: frozenset({CityState.SUSPENDED, CityState.ERASED}),
    CityState.ERASED: frozenset(),
}

# States in which a city's portal answers.
SERVED_STATES = frozenset({CityState.TRIAL, CityState.ACTIVE, CityState.READ_ONLY})


class TerritoryKind(TextChoices):
    """Kinds of territories in the official register."""

    COMMUNE = "commune", _("commune")
    EPCI = "epci", _("intercommunality")
    DEPARTMENT = "department", _("department")
    REGION = "region", _("region")


class DomainKind(TextChoices):
    """Whether a host name is ours or the city's."""

    PLATFORM = "platform", _("platform address")
    CUSTOM = "custom", _("custom address")
