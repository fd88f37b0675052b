"""Open the demo's towns and fill them."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import transaction

from billing.demo import seed_billing
from shared_apps.accounts.demo import create_operators
from shared_apps.onboarding.actions import provision_city
from tenant_apps.portal.jobs import roll_up_activity
from tenants import registry
from tenants.connection import connection
from tenants.context import city_context
from tenants.models import City, Plan, Territory
from tenants.schemas.provision import Brand


@dataclass(frozen=True)
class Town:
    """A town of the demo, by its code in the official register."""

    slug: str
    kind: str
    code: str
    brand: Brand


TOWNS = (
    Town("rennes", "commune", "35238", Brand("#0b5d66", "#e4572e", "La place publique de Rennes")),
    Town("nanterre", "commune", "92050", Brand("#7a2748", "#d98e04", "L’agora des Nanterriens")),
    Town("cahors", "commune", "46042", Brand("#8a3324", "#2f6f62", "Cahors, au coin de la rue")),
    Town("agen", "commune", "47001", Brand("#234b8c", "#c8553d", "Agen à livre ouvert")),
    Town("buxerolles", "commune", "86041", Brand("#2f6b3a", "#d9822b", "Buxerolles fait ensemble")),
    Town("mel", "epci", "200093201", Brand("#4a3a8c", "#c2185b", "95 communes, une métropole")),
)


class Command(BaseCommand):
    """A town that is there already is left as it is."""

    help = "Opens and fills the demo's towns; only where DEMO=1."

    def handle(self, *args: Any, **options: Any) -> None:
        """Each town in one transaction: it is there whole or not at all."""
        if not settings.DEMO:
            raise CommandError("The demo's accounts have a known password: set DEMO=1 to seed.")
        connection.set_schema_to_public()
        create_operators()
        for town in TOWNS:
            if City.objects.existing().filter(slug=town.slug).exists():
                continue
            with transaction.atomic():
                city = open_town(town)
                fill_town(city)
            self.stdout.write(f"{city.name}: {city.slug}")
        seed_billing()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def open_town(town: Town) -> City:
    """Provision the town with every module."""
    return provision_city(
        territory=Territory.objects.get(kind=town.kind, code=town.code),
        slug=town.slug,
        plan=Plan.objects.get(code="parvis"),
        modules=[app.label for app in registry.modules()],
        brand=town.brand,
    )


def fill_town(city: City) -> None:
    """Let each app put in its content, in the order of the settings."""
    with city_context(city) as snapshot:
        for app in registry.city_apps():
            app.demo(snapshot)
        roll_up_activity.run()
