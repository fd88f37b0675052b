"""What staff can filter the list of questionnaires by."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shared_apps.ui.navigation import NavItem
from tenant_apps.consultations.models import (
    HIDDEN,
    OPEN,
    OVER,
    UPCOMING,
    Questionnaire,
    QuestionnaireQuerySet,
)

TO_PUBLISH = Q(rank=OVER, answer_count__gt=0, results_published_at__isnull=True)
STATES: dict[str, tuple[str | Promise, Q]] = {
    "": (_("All"), Q()),
    "open": (_("Open"), Q(rank=OPEN)),
    "upcoming": (_("Upcoming"), Q(rank=UPCOMING)),
    "to_publish": (_("Results to publish"), TO_PUBLISH),
    "published": (_("Published results"), Q(results_published_at__isnull=False)),
    "draft": (_("Drafts"), Q(rank=HIDDEN)),
}


@dataclass(frozen=True)
class Filtered:
    """Rows in order, tabs, and what was asked."""

    rows: QuestionnaireQuerySet
    tabs: list[NavItem]
    text: str
    state: str


def for_staff(parameters: QueryDict) -> Filtered:
    """All questionnaires by where they stand (`state`) and words of the title (`q`)."""
    text = parameters.get("q", "").strip()[:140]
    state = parameters.get("state", "")
    state = state if state in STATES else ""
    rows = Questionnaire.objects.ranked(timezone.now())
    if text:
        rows = rows.filter(Q(title__icontains=text) | Q(process__title__icontains=text))
    counts = rows.order_by().aggregate(
        **{
            f"n_{name}": Count("pk", filter=which or None)
            for name, (_title, which) in STATES.items()
        }
    )
    tabs = [
        NavItem(title, _address(name, text), is_current=name == state, count=counts[f"n_{name}"])
        for name, (title, _which) in STATES.items()
    ]
    return Filtered(rows.filter(STATES[state][1]), tabs, text, state)


def _address(state: str, text: str) -> str:
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in (("state", state), ("q", text)) if value})
    return f"?{query.urlencode()}"
