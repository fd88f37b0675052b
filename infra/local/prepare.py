"""Everything that the demo needs before it serves, in one process: tables, cities, static files."""

import hashlib
import os
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import django
from django.core.management import call_command

from infra.local.messages import compile_messages
from infra.local.progress import step
from infra.local.services import ROOT

PACKAGES = ("tenants", "shared_apps", "billing", "tenant_apps")


def static_fingerprint() -> str:
    """Name the state of all static files: ours by date, those of dependencies by the lock."""
    digest = hashlib.sha256((ROOT / "requirements" / "demo.lock").read_bytes())
    for package in PACKAGES:
        for path in sorted((ROOT / package).glob("**/static/**/*")):
            digest.update(f"{path.relative_to(ROOT)} {path.stat().st_mtime_ns}\n".encode())
    return digest.hexdigest()


def collect_static(var: Path) -> None:
    """Collect and compress, unless nothing changed since."""
    stamp = var / "static.stamp"
    fingerprint = static_fingerprint()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    command("collectstatic", interactive=False, clear=True)
    stamp.write_text(fingerprint)


def command(name: str, **options: object) -> str:
    """Run a management command and return what it says, so that steps stay one line each."""
    output = StringIO()
    call_command(name, stdout=output, verbosity=0, **options)
    return output.getvalue()


def main() -> None:
    var = Path(os.environ["VAR_DIR"])
    steps: tuple[tuple[str, Callable[[], object]], ...] = (
        ("Preparing the database", lambda: command("prepare_database")),
        ("Founding the demo cities", lambda: command("seed_demo")),
        ("Collecting static files", lambda: collect_static(var)),
    )
    with step("Loading Parvis"):
        compile_messages()
        django.setup()
    for title, work in steps:
        with step(title):
            work()
    (var / "accounts.txt").write_text(command("demo_accounts"))


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
