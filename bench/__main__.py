"""`./dev bench [name ...]`: run the benchmarks, print their table, keep it in var/bench.json."""

import os
import sys
from importlib import import_module
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
BENCHMARKS = ("provisioning", "pages", "ballots", "demo")


def main(names: list[str]) -> int:
    """Exit status 1 when a target is missed, 2 for an unknown name."""
    if unknown := set(names) - set(BENCHMARKS):
        sys.stderr.write(f"There is no benchmark {', '.join(sorted(unknown))}: {BENCHMARKS}\n")
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infra.settings.dev")
    os.environ["LOG_LEVEL"] = "ERROR"
    django.setup()
    from django.core.management import call_command

    from bench.result import keep, table

    call_command("prepare_database")
    call_command("collectstatic", interactive=False, verbosity=0)
    results = []
    for name in names or BENCHMARKS:
        results += import_module(f"bench.{name}").run()
    keep(results, ROOT / "var" / "bench.json")
    sys.stdout.write(table(results) + "\n")
    return 0 if all(result.is_met for result in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
