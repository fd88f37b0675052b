"""The immutable value by which code of a city knows what the control plane says of it."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings

if TYPE_CHECKING:  # app configs import this file before models can be
    from tenants.models import City


@dataclass(frozen=True)
class CitySnapshot:
    """What a request, a task or a template may know of its city; replaced whole, never changed.

    It stands in for the tenant on the connection, so it has django-tenants' attributes too.
    """

    id: int
    uuid: UUID
    schema_name: str
    slug: str
    name: str
    kind: str
    code: str
    department: str
    population: int | None
    state: str
    language: str
    time_zone: str
    tagline: str
    brand_color: str
    accent_color: str
    logo: str
    host: str
    allowed_modules: frozenset[str]
    modules: frozenset[str]

    @cached_property
    def theme_digest(self) -> str:
        """Changes with the colors, so that the stylesheet may be cached for ever."""
        return sha256(f"1{self.brand_color}{self.accent_color}".encode()).hexdigest()[:12]

    @property
    def theme_url(self) -> str:
        """Address of the city's stylesheet."""
        return f"/theme.{self.theme_digest}.css"

    @property
    def logo_url(self) -> str:
        """Address of the logo, or ""."""
        from django.core.files.storage import default_storage

        return default_storage.url(self.logo) if self.logo else ""

    @property
    def origin(self) -> str:
        """Scheme, host and port of the portal, without a slash at the end."""
        return origin_of(self.host)

    @cached_property
    def page_version(self) -> str:
        """Part of a page's cache key that changes with the brand, the modules or the state."""
        fields = (
            self.name,
            self.tagline,
            self.theme_digest,
            self.logo,
            self.state,
            *sorted(self.modules),
        )
        return sha256("|".join(fields).encode()).hexdigest()[:12]

    def get_tenant_type(self) -> Any:
        """django-tenants asks; all cities are of one type."""
        return None


def origin_of(host: str) -> str:
    """Scheme, host and public port of a host, e.g. `http://console.localhost:8000`."""
    port = f":{settings.PUBLIC_PORT}" if settings.PUBLIC_PORT else ""
    return f"{settings.PUBLIC_SCHEME}://{host}{port}"


def snapshot_of(city: "City") -> CitySnapshot:
    """The snapshot of a city; two queries. Needs the control plane's schema."""
    modules = list(city.modules.all())
    primary = city.domains.filter(is_primary=True).values_list("host", flat=True).first()
    return CitySnapshot(
        id=city.pk,
        uuid=city.uuid,
        schema_name=city.schema_name,
        slug=city.slug,
        name=city.name,
        kind=city.kind,
        code=city.code,
        department=city.department,
        population=city.population,
        state=city.state,
        language=city.language,
        time_zone=city.time_zone,
        tagline=city.tagline,
        brand_color=city.brand_color,
        accent_color=city.accent_color,
        logo=city.logo,
        host=primary or f"{city.slug}.{settings.BASE_DOMAIN}",
        allowed_modules=frozenset(row.module for row in modules if row.is_allowed),
        modules=frozenset(row.module for row in modules if row.is_on),
    )
