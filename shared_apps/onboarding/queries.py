"""Looking a territory up in the official register."""

from django.db.models import F, FloatField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Floor, Log

from tenants.models import City, Territory, TerritoryQuerySet
from tenants.register.names import normalized

FEWEST_LETTERS = 2


def find_territories(text: str) -> TerritoryQuerySet:
    """Territories that somebody who types this may mean, by name, code or postal code.

    Exact names first, then names that start so, then those that hold it. Within each: the
    largest order of magnitude first, then by name and code, so that namesakes stand together in
    the order of their departments.
    """
    text = text.strip()
    if len(normalized(text)) < FEWEST_LETTERS:
        return Territory.objects.none()
    found = Territory.objects.matching(text)
    if text.isdigit():
        found = Territory.objects.filter(
            Q(code=text) | Q(siren=text) | Q(postal_codes__contains=[text])
        ).annotate(starts=Value(0))
    return found.annotate(
        portal_slug=Subquery(
            City.objects.existing()
            .filter(kind=OuterRef("kind"), code=OuterRef("code"))
            .values("slug")[:1]
        ),
        magnitude=Floor(Log(Value(10.0), Cast("population", FloatField()))),
    ).order_by(F("starts"), F("magnitude").desc(nulls_last=True), "search_name", "code", "kind")
