"""Reads the SQL of every migration for what would stop a running web server or an older release."""

import os
import sys

import django

from infra.local.services import ROOT

OUR_PACKAGES = ("tenants", "shared_apps", "billing", "tenant_apps")


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infra.settings.test")
    django.setup()
    from django.apps import apps
    from django_migration_linter import MigrationLinter

    ours = [
        config.label
        for config in apps.get_app_configs()
        if config.name.split(".")[0] in OUR_PACKAGES
    ]
    linter = MigrationLinter(
        str(ROOT),
        include_apps=ours,
        no_cache=True,
        quiet=["ok", "ignore"],
        analyser_string="postgresql",
    )
    linter.lint_all_migrations()
    linter.print_summary()
    return 1 if linter.has_errors else 0


if __name__ == "__main__":
    sys.exit(main())
