"""Tell the demo's addresses and accounts."""

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from shared_apps.accounts.demo import PASSWORD
from tenants.connection import connection
from tenants.models import City
from tenants.snapshot import origin_of


class Command(BaseCommand):
    """Printed by `./dev demo` when everything answers."""

    help = "Prints the addresses and accounts of the demo."

    def handle(self, *args: Any, **options: Any) -> None:
        """Addresses first, then who may sign in where."""
        if not settings.DEMO:
            raise CommandError("There are no demo accounts without DEMO=1.")
        connection.set_schema_to_public()
        base = settings.BASE_DOMAIN
        cities = list(City.objects.served().order_by("name"))
        lines = [("Public page", origin_of(base)), ("Console", origin_of(f"console.{base}"))]
        lines += [(city.name, origin_of(f"{city.slug}.{base}")) for city in cities]
        width = max(len(name) for name, _ in lines)
        self.stdout.write("\n".join(f"  {name:<{width}}  {url}" for name, url in lines))
        self.stdout.write(
            f"\n  Password everywhere: {PASSWORD}\n"
            "  Console: operator@parvis.test, finance@parvis.test\n"
            "  In each town: admin@<slug>.test, moderator@<slug>.test, resident@<slug>.test\n"
            "  (for example admin@rennes.test); back office at /manage/, sent mail at /dev/mail/"
        )
