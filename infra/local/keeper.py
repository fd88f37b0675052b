"""The process that owns one local server and ends it when nobody uses it any more.

Every user holds a shared lock on `users.lock`; the kernel drops it when the user ends, however
that happens. The keeper stops the server as soon as it gets that lock for itself.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from infra.local.locks import FileLock
from infra.local.postgresql import PostgreSQL
from infra.local.processes import LocalError, stop, tail
from infra.local.servers import Server
from infra.local.valkey import Valkey

SERVERS: dict[str, type[Server]] = {"postgresql": PostgreSQL, "redis": Valkey}
START_SECONDS = 60.0
STOP_SECONDS = 20.0
POLL_SECONDS = 0.2
LOOK_SECONDS = 1.0


class Keeper:
    """Starts a server, publishes its address, and waits for the last user to go."""

    def __init__(self, server: Server, home: Path) -> None:
        self.server = server
        self.home = home
        self.address = home / "url"
        self.is_told_to_stop = False

    def run(self) -> None:
        signal.signal(signal.SIGTERM, self._remember_stop)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        (self.home / "pid").write_text(str(os.getpid()))
        process = self.server.start()
        try:
            self._wait_until_ready(process)
            self.address.write_text(self.server.url)
            _report("ready")
            self._wait_for_end(process)
        finally:
            self.address.unlink(missing_ok=True)
            folder = self.server.sockets
            stop(process, self.server.stop_signal, seconds=STOP_SECONDS)
            with contextlib.suppress(OSError):  # it is not empty where the data lies in it
                folder.rmdir()

    def _remember_stop(self, _signum: int, _frame: object) -> None:
        self.is_told_to_stop = True

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self.server.is_ready():
            if process.poll() is not None or time.monotonic() > deadline or self.is_told_to_stop:
                raise LocalError(
                    f"The server in {self.home} does not start:\n{tail(self.home / 'log')}"
                )
            time.sleep(0.02)

    def _wait_for_end(self, process: subprocess.Popen[bytes]) -> None:
        users = FileLock(self.home / "users.lock")
        while not self.is_told_to_stop and process.poll() is None:
            if users.try_acquire():
                return  # held until this process ends: a newcomer waits, then starts afresh
            time.sleep(POLL_SECONDS)


def _report(line: str) -> None:
    """Tell the starter how it went, once; it waits for the end of this output."""
    with contextlib.suppress(BrokenPipeError):  # it may have been killed meanwhile
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.close(nothing)


def _acquire_soon(lock: FileLock) -> bool:
    """Take the lock, which somebody who only looks at it may hold for a moment."""
    deadline = time.monotonic() + LOOK_SECONDS
    while not lock.try_acquire():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def main(name: str, home: Path, durability: str) -> int:
    alone = FileLock(home / "keeper.lock")
    if not _acquire_soon(alone):
        _report("Another keeper is running already.")
        return 1
    try:
        Keeper(SERVERS[name](home, durable=durability == "durable"), home).run()
    except LocalError as error:
        _report(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), sys.argv[3]))
