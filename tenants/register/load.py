"""Loading of the official register into its table."""

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path

from django.db import connection, transaction

from tenants.models import Territory
from tenants.register.names import normalized

SOURCE = Path(__file__).parent / "data" / "municipalities-fr.csv.gz"
VINTAGE = 2026  # year in which the populations of SOURCE are in force
COLUMNS = (
    "kind,code,name,search_name,department,region,siren,postal_codes,population,parent,vintage"
)


def rows() -> Iterator[tuple[object, ...]]:
    """Rows of the register, in the order of COLUMNS."""
    with gzip.open(SOURCE, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield (
                row["kind"],
                row["code"],
                row["name"],
                normalized(row["name"]),
                row["department"],
                row["region"],
                row["siren"],
                row["postal_codes"].split(),
                int(row["population"]) if row["population"] else None,
                row["parent"],
                VINTAGE,
            )


@transaction.atomic
def load_register() -> int:
    """Replace the table by the shipped register; the number of territories."""
    Territory.objects.all().delete()
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY tenants_territory ({COLUMNS}) FROM STDIN") as copy:
            for row in rows():
                copy.write_row(row)
        cursor.execute("ANALYZE tenants_territory")
    return Territory.objects.count()
