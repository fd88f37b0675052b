"""Makes sure that PostgreSQL and Redis answer, starting or sharing the embedded ones.

`DATABASE_URL` and `REDIS_URL` in the environment name servers of one's own; each of them keeps
the embedded server of its kind from starting.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from infra.local.keeper import SERVERS, STOP_SECONDS
from infra.local.locks import FileLock, is_locked
from infra.local.processes import LocalError

Kind = Literal["demo", "test", "bench"]
ROOT = Path(__file__).resolve().parent.parent.parent
VAR = ROOT / "var"
KINDS: tuple[Kind, ...] = ("demo", "test", "bench")


@dataclass(frozen=True)
class Use:
    """One process's use of one server; its lock is what keeps the server running."""

    home: Path
    lock: FileLock
    keeper: subprocess.Popen[str] | None  # of the process that started it


# What this process uses until `release`, or for the rest of its life.
_uses: list[Use] = []


def ensure_running(kind: Kind, *, var: Path = VAR) -> Mapping[str, str]:
    """Start or share the servers of a kind until this process ends; return their addresses."""
    environment, uses = _acquire(kind, var)
    _uses.extend(uses)
    return environment


def release() -> None:
    """Give up what `ensure_running` got, and see servers that nobody else uses to their end."""
    _release(_uses)
    _uses.clear()


@contextmanager
def running(kind: Kind, *, var: Path = VAR) -> Iterator[Mapping[str, str]]:
    """Start or share the servers of a kind for the length of a block."""
    environment, uses = _acquire(kind, var)
    try:
        yield environment
    finally:
        _release(uses)


def stop_servers(kind: Kind, *, var: Path = VAR) -> None:
    """End the servers of a kind, whoever uses them."""
    for name in SERVERS:
        home = var / kind / name
        if not is_locked(home / "keeper.lock"):
            continue
        os.kill(int((home / "pid").read_text()), signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS + 5
        while is_locked(home / "keeper.lock"):
            if time.monotonic() > deadline:
                raise LocalError(f"The server in {home} does not end.")
            time.sleep(0.05)


def _acquire(kind: Kind, var: Path) -> tuple[dict[str, str], list[Use]]:
    environment: dict[str, str] = {}
    uses: list[Use] = []
    try:
        for name, server in SERVERS.items():
            if os.environ.get(server.variable):
                environment[server.variable] = os.environ[server.variable]
                continue
            uses.append(_use(name, var / kind / name, durable=kind != "test"))
            environment[server.variable] = _address(uses[-1].home)
    except BaseException:
        _release(uses)
        raise
    return environment, uses


def _use(name: str, home: Path, *, durable: bool) -> Use:
    """Register as a user before looking, so that the server cannot end in between."""
    home.mkdir(parents=True, exist_ok=True)
    with FileLock(home / "start.lock"):
        users = FileLock(home / "users.lock")
        users.acquire(shared=True)
        try:
            if is_locked(home / "keeper.lock"):
                return Use(home, users, None)
            return Use(home, users, _start_keeper(name, home, durable=durable))
        except BaseException:
            users.close()
            raise


def _start_keeper(name: str, home: Path, *, durable: bool) -> subprocess.Popen[str]:
    """Start the keeper and wait for its word: it closes its output when the server is ready."""
    errors = home / "keeper.log"
    with errors.open("wb") as log:
        keeper = subprocess.Popen(
            [
                *(sys.executable, "-m", "infra.local.keeper"),
                *(name, str(home), "durable" if durable else "fast"),
            ],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
            text=True,
        )
    answer = ""
    if keeper.stdout:
        with keeper.stdout as output:
            answer = output.read().strip()
    if answer != "ready":
        keeper.wait()
        raise LocalError(answer or errors.read_text(errors="replace"))
    return keeper


def _release(uses: Sequence[Use]) -> None:
    for use in uses:
        use.lock.close()
    for use in uses:
        _wait_for_end(use)


def _wait_for_end(use: Use) -> None:
    """Return when the server ended, or at once when somebody else uses it."""
    deadline = time.monotonic() + STOP_SECONDS
    while is_locked(use.home / "keeper.lock") and time.monotonic() < deadline:
        if (use.home / "url").exists() and is_locked(use.home / "users.lock"):
            if use.keeper:
                use.keeper.returncode = 0  # left to others: Python would warn that it runs
            return
        time.sleep(0.02)
    if use.keeper:
        with suppress(subprocess.TimeoutExpired):
            use.keeper.wait(1)


def _address(home: Path) -> str:
    deadline = time.monotonic() + 5
    while True:
        try:
            return (home / "url").read_text()
        except FileNotFoundError:
            if time.monotonic() > deadline:
                raise LocalError(f"The keeper in {home} has no server.") from None
            time.sleep(0.05)


def main(kind: str) -> None:
    """Keep the servers of a kind running until interrupted, and print how to reach them."""
    for known in KINDS:
        if known == kind:
            for variable, url in ensure_running(known).items():
                sys.stdout.write(f"export {variable}='{url}'\n")
            sys.stdout.flush()
            signal.pause()
    sys.exit(f"Servers of a kind {kind!r} are not known; there are {', '.join(KINDS)}.")


if __name__ == "__main__":
    main(*sys.argv[1:2] or ("demo",))
