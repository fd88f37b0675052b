"""A schema of PostgreSQL written out as SQL, from the catalog alone.

Names come out unqualified, so the text can be run in any schema. Order: tables with their columns
(identity inside), rows, then keys and checks, other indexes, foreign keys, identity positions.
"""

from collections.abc import Iterator
from typing import LiteralString

from django.db import connection

TABLES: LiteralString = """
SELECT c.oid, c.relname FROM pg_class c WHERE c.relnamespace = %s::regnamespace AND c.relkind = 'r'
ORDER BY c.relname
"""
COLUMNS: LiteralString = """
SELECT quote_ident(a.attname), format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
       a.attgenerated, pg_get_expr(d.adbin, d.adrelid, true)
FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attrelid = %s AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
"""
# Keys and checks first, foreign keys last. Not-null constraints (18 and later) are column parts.
CONSTRAINTS: LiteralString = """
SELECT t.relname, c.conname, pg_get_constraintdef(c.oid)
FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
WHERE c.connamespace = %s::regnamespace AND c.contype IN ('p', 'u', 'c', 'x', 'f')
  AND t.relkind = 'r' AND c.conparentid = 0
ORDER BY array_position(ARRAY['p', 'u', 'x', 'c', 'f'], c.contype::text), t.relname, c.conname
"""
INDEXES: LiteralString = """
SELECT pg_get_indexdef(i.indexrelid)
FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
WHERE x.relnamespace = %s::regnamespace
  AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid
                  AND c.contype IN ('p', 'u', 'x'))
ORDER BY x.relname
"""
# Everything that this writer does not know how to write; it must not exist in a city's schema.
UNKNOWN: LiteralString = """
SELECT c.relkind::text || ' ' || c.relname FROM pg_class c
WHERE c.relnamespace = %(schema)s::regnamespace
  AND (c.relkind IN ('v', 'm', 'f', 'p', 'c') OR (c.relkind = 'S' AND NOT EXISTS (
       SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'i')))
UNION ALL
SELECT 'trigger ' || g.tgname FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid
WHERE t.relnamespace = %(schema)s::regnamespace AND NOT g.tgisinternal
UNION ALL
SELECT 'function ' || p.proname FROM pg_proc p WHERE p.pronamespace = %(schema)s::regnamespace
"""


class NotWritable(ValueError):
    """The schema holds something that cannot be written out: a view, a trigger, a function..."""


def schema_sql(schema: str) -> str:
    """SQL that makes the schema's tables and rows again in the schema at the head of the path."""
    with connection.cursor() as cursor:
        cursor.execute(UNKNOWN, {"schema": schema})
        if unknown := [name for (name,) in cursor.fetchall()]:
            raise NotWritable(", ".join(unknown))
        cursor.execute("SELECT set_config('search_path', %s, true)", [f"{schema},extensions"])
        return ";\n".join(_statements(cursor, schema)) + ";\n"


def _statements(cursor, schema: str) -> Iterator[str]:  # type: ignore[no-untyped-def]
    cursor.execute(TABLES, [schema])
    tables = cursor.fetchall()
    for oid, name in tables:
        cursor.execute(COLUMNS, [oid])
        columns = ", ".join(_column(*row) for row in cursor.fetchall())
        yield f'CREATE TABLE "{name}" ({columns})'
    for oid, name in tables:
        yield from _rows(cursor, oid, name)
    cursor.execute(CONSTRAINTS, [schema])
    for table, name, definition in cursor.fetchall():
        yield f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition}'
    cursor.execute(INDEXES, [schema])
    # Index definitions name the schema; its name is opaque and occurs nowhere else.
    yield from (definition.replace(f"{schema}.", "") for (definition,) in cursor.fetchall())


def _column(
    name: str, kind: str, is_required: bool, identity: str, generated: str, default: str | None
) -> str:
    parts = [name, kind]
    if identity:
        parts.append(f"GENERATED {'ALWAYS' if identity == 'a' else 'BY DEFAULT'} AS IDENTITY")
    elif generated:
        parts.append(f"GENERATED ALWAYS AS ({default}) STORED")
    elif default is not None:
        parts.append(f"DEFAULT {default}")
    if is_required:
        parts.append("NOT NULL")
    return " ".join(parts)


def _rows(cursor, oid: int, table: str) -> Iterator[str]:  # type: ignore[no-untyped-def]
    cursor.execute(COLUMNS, [oid])
    columns = [(row[0], row[3]) for row in cursor.fetchall() if not row[4]]
    names = ", ".join(name for name, _ in columns)
    literals = " || ', ' || ".join(f"quote_nullable({name})" for name, _ in columns)
    cursor.execute(f'SELECT {literals} FROM "{table}" ORDER BY 1')
    values = [f"({row})" for (row,) in cursor.fetchall()]
    if not values:
        return
    overriding = " OVERRIDING SYSTEM VALUE" if any(identity for _, identity in columns) else ""
    yield f'INSERT INTO "{table}" ({names}){overriding} VALUES {", ".join(values)}'
    for name, identity in columns:
        if identity:
            yield (
                f"SELECT setval(pg_get_serial_sequence('{table}', '{name.strip(chr(34))}'), "
                f'(SELECT max({name}) FROM "{table}"))'
            )
