"""Open the portal of a territory from the command line."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from shared_apps.onboarding.actions import provision_city
from shared_apps.permissions.errors import DomainError
from tenants import registry
from tenants.models import Plan, Territory
from tenants.snapshot import origin_of


class Command(BaseCommand):
    """`provision_city 92050 --slug nanterre --modules budgets,proposals`."""

    help = "Opens the portal of a territory of the official register."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Code of the register, address, plan, modules."""
        parser.add_argument("code", help="official code: 92050 (commune), 200093201 (EPCI)...")
        parser.add_argument("--slug", required=True, help="first label of the portal's host")
        parser.add_argument("--plan", default="parvis", help="code of the plan")
        parser.add_argument("--modules", help="comma-separated; all of them by default")

    def handle(self, *args: Any, **options: Any) -> None:
        """Open it, or say why not."""
        territory = Territory.objects.filter(code=options["code"]).order_by("kind").first()
        if territory is None:
            raise CommandError(f"No territory has the code {options['code']}.")
        plan = Plan.objects.filter(code=options["plan"]).first()
        if plan is None:
            raise CommandError(f"No plan has the code {options['plan']}.")
        labels = [app.label for app in registry.modules()]
        modules = options["modules"].split(",") if options["modules"] is not None else labels
        try:
            city = provision_city(
                territory=territory,
                slug=options["slug"],
                plan=plan,
                modules=[module for module in modules if module],
            )
        except DomainError as error:
            raise CommandError(str(error)) from error
        address = origin_of(city.domains.get(is_primary=True).host)
        self.stdout.write(f"{territory} is open at {address}")
