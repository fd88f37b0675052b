"""`./dev demo`: sets the demo up, serves it, and ends every process that it started."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from infra.local.environment import environment_of, port
from infra.local.locks import FileLock
from infra.local.processes import LocalError, die_with_parent, spawn, stop, tail
from infra.local.progress import step
from infra.local.services import ROOT, VAR, ensure_running, release

HOME = VAR / "demo"
READY_SECONDS = 60
STOP_SECONDS = 10
QUEUES = "critical,default,bulk,control"


class Ended(Exception):
    """Somebody asked the demo to end."""


class Demo:
    """The web server and the worker, under one supervisor."""

    def __init__(self) -> None:
        self.port = port()
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    def run(self) -> None:
        require_free(self.port)
        with step("Starting PostgreSQL and Redis"):
            environment = environment_of("demo", ensure_running("demo"))
        prepare(environment)
        with step("Starting the web server and the worker"):
            self._start("web", web_command(self.port), environment)
            self._start("worker", worker_command(), environment)
            self._wait_until_ready()
        print(f"\n{(HOME / 'accounts.txt').read_text().rstrip()}\n\nready", flush=True)
        self._watch()

    def end(self) -> None:
        for process in self.processes.values():
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.processes.values():
            stop(process, signal.SIGTERM, seconds=STOP_SECONDS)
        release()

    def _start(self, name: str, command: list[str], environment: dict[str, str]) -> None:
        log = log_of(name)
        log.unlink(missing_ok=True)
        self.processes[name] = spawn(command, log=log, cwd=ROOT, env=environment)

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while not is_ready(self.port):
            self._require_running()
            if time.monotonic() > deadline:
                raise LocalError(f"/readyz does not answer 200:\n{tail(log_of('web'))}")
            time.sleep(0.1)

    def _watch(self) -> None:
        while True:
            self._require_running()
            time.sleep(0.5)

    def _require_running(self) -> None:
        for name, process in self.processes.items():
            if process.poll() is not None:
                raise LocalError(f"The {name} process ended:\n{tail(log_of(name))}")


def log_of(name: str) -> Path:
    return HOME / f"{name}.log"


def loopback_addresses() -> Iterator[tuple[int, str]]:
    """Return both loopback addresses where there are two: browsers try either for *.localhost."""
    yield socket.AF_INET, "127.0.0.1"
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET6) as probe:
        probe.bind(("::1", 0))
        yield socket.AF_INET6, "::1"


def require_free(number: int) -> None:
    for family, address in loopback_addresses():
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address, number))
            except OSError as error:
                raise LocalError(
                    f"Port {number} cannot be used ({error.strerror})."
                    f" Try another one: PORT={number + 1} ./dev demo"
                ) from error


def web_command(number: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "infra.wsgi:application"),
        *("--bind", f"127.0.0.1:{number}"),
        *(("--bind", f"[::1]:{number}") if len(list(loopback_addresses())) > 1 else ()),
        *("--workers", os.environ.get("WEB_CONCURRENCY", "2"), "--worker-class", "sync"),
        *("--timeout", "60", "--graceful-timeout", "5", "--no-control-socket"),
    ]


def worker_command() -> list[str]:
    return [
        *(sys.executable, "-m", "celery", "--app", "infra.celery", "worker", "--beat"),
        *("--schedule", str(HOME / "beat-schedule"), "--queues", QUEUES),
        *("--concurrency", "2", "--loglevel", "INFO"),
        *("--without-gossip", "--without-mingle"),
    ]


def prepare(environment: dict[str, str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "infra.local.prepare"],
        cwd=ROOT,
        env=environment,
        start_new_session=True,
        preexec_fn=die_with_parent(signal.SIGTERM),
    )
    try:
        if process.wait():
            raise LocalError("The demo could not be prepared.")
    finally:
        stop(process, signal.SIGINT, seconds=STOP_SECONDS)


def is_ready(number: int) -> bool:
    connection = HTTPConnection("127.0.0.1", number, timeout=10)
    try:
        connection.request("GET", "/readyz", headers={"Host": f"localhost:{number}"})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def end_on_signals() -> None:
    def end(_signum: int, _frame: object) -> None:
        for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(signum, signal.SIG_IGN)  # once is enough
        raise Ended

    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, end)


def main() -> int:
    alone = FileLock(HOME / "demo.lock")
    if not alone.try_acquire():
        sys.stderr.write("The demo runs already, from this folder, in another terminal.\n")
        return 1
    (HOME / "demo.pid").write_text(str(os.getpid()))
    end_on_signals()
    demo = Demo()
    try:
        demo.run()
    except Ended:
        print("\nEnding the demo", flush=True)
    except LocalError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    finally:
        demo.end()
    return 0


if __name__ == "__main__":
    sys.exit(main())
