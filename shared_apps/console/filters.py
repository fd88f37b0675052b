"""How the list of cities can be narrowed and sorted."""

from dataclasses import dataclass

from django.db.models import F, Q
from django.db.models.expressions import OrderBy
from django.http import QueryDict

from tenants.models import CityQuerySet
from tenants.register.names import normalized

SORTS = {
    "name": F("slug").asc(),
    "-name": F("slug").desc(),
    "population": F("population").asc(nulls_first=True),
    "-population": F("population").desc(nulls_last=True),
    "activity": F("last_active_at").asc(nulls_first=True),
    "-activity": F("last_active_at").desc(nulls_last=True),
}


@dataclass(frozen=True)
class CityFilter:
    """Chosen in the address; unknown values match nothing, an unknown sort is by name."""

    q: str = ""
    state: str = ""
    tier: str = ""
    module: str = ""
    sort: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "CityFilter":
        """Read the choices."""
        names = ("state", "tier", "module", "sort")
        return cls(query.get("q", "").strip(), *(query.get(name, "") for name in names))

    def apply(self, cities: CityQuerySet) -> CityQuerySet:
        """Cities that match every choice."""
        if self.q:
            cities = cities.filter(self._text())
        if self.state:
            cities = cities.filter(state=self.state)
        if self.tier:
            cities = cities.filter(tier_id=int(self.tier) if self.tier.isdecimal() else None)
        if self.module:
            cities = cities.filter(module_labels__contains=[self.module])
        return cities

    def _text(self) -> Q:
        label = normalized(self.q).replace(" ", "-")
        text = Q(name__unaccent__icontains=self.q) | Q(code=self.q) | Q(department=self.q)
        text |= Q(postal_codes__contains=[self.q])
        return text | Q(slug__contains=label) if label else text

    @property
    def order(self) -> tuple[OrderBy | str, ...]:
        """Arguments of order_by; always a total order."""
        return SORTS.get(self.sort, SORTS["name"]), "slug", "pk"
