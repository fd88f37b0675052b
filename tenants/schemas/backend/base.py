"""django-tenants' PostgreSQL backend, with a search path that is sent only when it differs.

In a city's context the path holds the city's schema and `extensions`, not `public`: code of a
city cannot even name a table of the control plane.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django_tenants.postgresql_backend import base
from django_tenants.utils import get_public_schema_name


class DatabaseWrapper(base.DatabaseWrapper):  # type: ignore[misc]
    """Remembers the search path that the server's session has."""

    schema_name: str
    _setting_search_path: bool
    # Path that the server's session holds, or None when unknown.
    _session_path: tuple[str, ...] | None = None

    def set_tenant(self, tenant: Any, include_public: bool = False) -> None:
        """Switch to the tenant's schema; the statement is sent with the next query, if needed."""
        changed = tenant.schema_name != self.schema_name
        self.tenant = tenant
        self.schema_name = tenant.schema_name
        self.include_public_schema = include_public
        self.set_settings_schema(tenant.schema_name)
        if changed:
            # Ids of content types may differ between schemas.
            ContentType.objects.clear_cache()

    def set_schema(
        self, schema_name: str, include_public: bool = False, tenant_type: str | None = None
    ) -> None:
        """Switch to a schema by name; `public` stays out of a city's path, whoever asks."""
        self.set_tenant(base.FakeTenant(schema_name, tenant_type))

    @property
    def in_public(self) -> bool:
        """Whether no city is set."""
        return bool(self.schema_name == get_public_schema_name())

    def _handle_search_path(self, cursor: Any = None) -> None:
        if self._setting_search_path:
            return
        path = tuple(self._get_cursor_search_paths())
        if path == self._session_path:
            return
        self._setting_search_path = True
        try:
            with self.connection.cursor() as own:
                own.execute(
                    "SET search_path = " + ",".join(base.quote_schema_name(s) for s in path)
                )
        except base.psycopg.errors.InFailedSqlTransaction:
            # The transaction is broken: the caller's own statement will say so.
            self._session_path = None
        else:
            self._session_path = path
        finally:
            self._setting_search_path = False

    def connect(self) -> None:
        """Open a new session, whose path is the server's default."""
        self._session_path = None
        super().connect()

    def close(self) -> None:
        """Close the session and forget its path."""
        self._session_path = None
        super().close()

    def rollback(self) -> None:
        """Roll back; PostgreSQL takes back a SET of the same transaction."""
        self._session_path = None
        super().rollback()

    def savepoint_rollback(self, sid: str) -> None:
        """Roll back to a savepoint, which takes back a SET sent after it."""
        try:
            super().savepoint_rollback(sid)
        finally:
            self._session_path = None
