"""Makes sure that PostgreSQL and Redis answer, starting or sharing the embedded ones.

`DATABASE_URL` and `REDIS_URL` in the environment name servers of one's own; each of them keeps
the embedded server of its kind from starting.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from infra.local.keeper import SERVERS, STOP_SECONDS
from infra.local.locks import FileLock, is_locked
from infra.local.processes import LocalError

Kind = Literal["demo", "test", "bench"]
ROOT = Path(__file__).resolve().parent.parent.parent
VAR = ROOT / "var"
KINDS: tuple[Kind, ...] = ("demo", "test", "bench")

# Locks of the servers that this process uses for the rest of its life.
_kept: list[FileLock] = []


def ensure_running(kind: Kind, *, var: Path = VAR) -> Mapping[str, str]:
    """Start or share the servers of a kind until this process ends; return their addresses."""
    environment, locks = _acquire(kind, var)
    _kept.extend(locks)
    return environment


@contextmanager
def running(kind: Kind, *, var: Path = VAR) -> Iterator[Mapping[str, str]]:
    """Start or share the servers of a kind for the length of a block."""
    environment, locks = _acquire(kind, var)
    try:
        yield environment
    finally:
        for lock in locks:
            lock.close()


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


def _acquire(kind: Kind, var: Path) -> tuple[dict[str, str], list[FileLock]]:
    environment: dict[str, str] = {}
    locks: list[FileLock] = []
    for name, server in SERVERS.items():
        if os.environ.get(server.variable):
            environment[server.variable] = os.environ[server.variable]
            continue
        url, lock = _use(name, var / kind / name, durable=kind != "test")
        environment[server.variable] = url
        locks.append(lock)
    return environment, locks


def _use(name: str, home: Path, *, durable: bool) -> tuple[str, FileLock]:
    """Register as a user before looking, so that the server cannot end in between."""
    home.mkdir(parents=True, exist_ok=True)
    with FileLock(home / "start.lock"):
        users = FileLock(home / "users.lock")
        users.acquire(shared=True)
        try:
            if not is_locked(home / "keeper.lock"):
                _start_keeper(name, home, durable=durable)
            return _address(home), users
        except BaseException:
            users.close()
            raise


def _start_keeper(name: str, home: Path, *, durable: bool) -> None:
    """Start the keeper, which leaves this process's family at once, and wait for its word."""
    errors = home / "keeper.log"
    with (
        errors.open("wb") as log,
        subprocess.Popen(
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
        ) as keeper,
    ):
        answer = keeper.stdout.read() if keeper.stdout else ""
    if answer.strip() != "ready":
        raise LocalError(answer.strip() or errors.read_text(errors="replace"))


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
