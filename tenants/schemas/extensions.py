"""What every schema shares below it: extensions, French search and sorting without accents."""

from typing import LiteralString

from django.db import connection, transaction

PREPARE_LOCK = 7_305_002  # advisory lock: one process prepares

STATEMENTS: tuple[LiteralString, ...] = (
    "CREATE SCHEMA IF NOT EXISTS extensions",
    "CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA extensions",
    "CREATE EXTENSION IF NOT EXISTS unaccent SCHEMA extensions",
    # Sorting and comparing text: é beside e, capitals beside small letters.
    """CREATE OR REPLACE FUNCTION extensions.plain_lower(value text) RETURNS text
       LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
       AS $$ SELECT lower(extensions.unaccent('extensions.unaccent'::regdictionary, value)) $$""",
    # Search: "ecole" finds "écoles".
    """DO $$ BEGIN
         IF NOT EXISTS (SELECT 1 FROM pg_ts_config WHERE cfgname = 'french_unaccent'
                        AND cfgnamespace = 'extensions'::regnamespace) THEN
           CREATE TEXT SEARCH CONFIGURATION extensions.french_unaccent (COPY = pg_catalog.french);
           ALTER TEXT SEARCH CONFIGURATION extensions.french_unaccent
             ALTER MAPPING FOR hword, hword_part, word WITH extensions.unaccent, french_stem;
         END IF;
       END $$""",
)


@transaction.atomic
def create_extensions() -> None:
    """Make the `extensions` schema; does nothing where it is complete."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PREPARE_LOCK])
        for statement in STATEMENTS:
            cursor.execute(statement)
