"""The database connection of this thread, typed as what it is: one that knows its city."""

from typing import TYPE_CHECKING, cast

from django.db import connection as untyped

if TYPE_CHECKING:
    from tenants.schemas.backend.base import DatabaseWrapper

connection = cast("DatabaseWrapper", untyped)
