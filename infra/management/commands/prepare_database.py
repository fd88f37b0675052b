"""Make the database ready for the code: extensions, control plane, register, prices, cities."""

from typing import Any

from django.core.management import BaseCommand, call_command
from django.core.management.commands import migrate

from billing.actions import load_price_book
from tenants.connection import connection
from tenants.models import Territory
from tenants.register.load import VINTAGE, load_register
from tenants.schemas.extensions import create_extensions
from tenants.schemas.migrate import migrate_cities
from tenants.schemas.template import current_sql


class Command(BaseCommand):
    """Safe to run again, and by several at once."""

    help = "Creates or updates everything that the code expects in the database."

    def handle(self, *args: Any, **options: Any) -> None:
        """Each step says what it did, where it did something."""
        connection.set_schema_to_public()
        create_extensions()
        call_command(migrate.Command(), verbosity=0, interactive=False)
        if not Territory.objects.filter(vintage=VINTAGE).exists():
            self.stdout.write(f"register: {load_register()} territories of {VINTAGE}")
        load_price_book()
        current_sql()
        for city in migrate_cities():
            self.stdout.write(f"migrated: {city.slug}")
