"""`./dev check`: runs every check that needs no test, and reports all that fail."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from infra.local.messages import compile_messages
from infra.local.processes import LocalError
from infra.local.services import ROOT, running

BIN = Path(sys.executable).parent
TEMPLATES = ("tenants", "shared_apps", "billing", "tenant_apps")
AT_ONCE = 2


@dataclass(frozen=True)
class Check:
    """A program whose exit status is the verdict."""

    name: str
    command: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    check: Check
    status: int
    output: str
    seconds: float


def checks() -> tuple[Check, ...]:
    """Return the checks, the slowest first."""
    manage = (sys.executable, "manage.py")
    module = (sys.executable, "-m")
    concise = ("--output-format", "concise")
    return (
        Check("types", (tool("mypy"),)),
        Check("format", (tool("ruff"), "format", "--check", *concise, ".")),
        Check("lint", (tool("ruff"), "check", *concise, ".")),
        Check("templates", (tool("djangofmt"), "--check", *TEMPLATES)),
        Check("import contracts", (tool("lint-imports"), "--no-cache", "--no-logo")),
        Check("Django", (*manage, "check", "--fail-level", "WARNING")),
        Check("missing migrations", (*manage, "makemigrations", "--check", "--dry-run")),
        Check("safe migrations", (*module, "infra.local.migration_safety")),
        Check("dependencies", (tool("deptry"), ".")),
        Check("lock files", (*module, "infra.local.lock_files")),
    )


def tool(name: str) -> str:
    return str(BIN / name)


def run(check: Check, environment: Mapping[str, str]) -> Result:
    start = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Result(check, done.returncode, done.stdout, time.monotonic() - start)


def report(result: Result) -> None:
    verdict = "failed" if result.status else "ok"
    print(f"{result.check.name:20} {verdict:7} {result.seconds:.1f} s", flush=True)
    if result.status:
        print(f"$ {' '.join(result.check.command)}\n{result.output.rstrip()}\n", flush=True)


def chosen(names: list[str]) -> tuple[Check, ...]:
    known = checks()
    unknown = set(names) - {check.name for check in known}
    if unknown:
        raise LocalError(f"No check is called {', '.join(sorted(unknown))}.")
    return tuple(check for check in known if not names or check.name in names)


def main(names: list[str]) -> int:
    compile_messages()
    results: list[Future[Result]] = []
    try:
        selected = chosen(names)
        with running("test") as services, ThreadPoolExecutor(AT_ONCE) as pool:
            environment = {
                **os.environ,
                **services,
                "DJANGO_SETTINGS_MODULE": "infra.settings.test",
                "PYTHONPATH": str(ROOT),
                "NO_COLOR": "1",
            }
            results = [pool.submit(run, check, environment) for check in selected]
            for future in results:
                report(future.result())
    except LocalError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    failed = [future.result().check.name for future in results if future.result().status]
    print(f"failed: {', '.join(failed)}" if failed else "All checks passed.", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
