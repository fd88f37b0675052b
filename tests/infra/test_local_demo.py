"""The demo's supervisor, with small programs in the place of the web server and the worker."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from infra.local.locks import is_locked
from infra.local.services import ROOT

SUPERVISOR = """
import sys
from pathlib import Path
from infra.local import demo

def python(program):
    return [sys.executable, "-c", program]

demo.HOME = Path(sys.argv[1])
demo.prepare = lambda environment: (demo.HOME / "accounts.txt").write_text("an account")
demo.ensure_running = lambda kind: {}
demo.web_command = lambda number: python(WEB % number)
demo.worker_command = lambda: python(sys.argv[2])
WEB = '''
from http.server import BaseHTTPRequestHandler, HTTPServer
class Ready(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/readyz" else 404)
        self.end_headers()
HTTPServer(("127.0.0.1", %d), Ready).serve_forever()
'''
sys.exit(demo.main())
"""
SLEEP = "import time; time.sleep(600)"
FAIL = "import sys, time; time.sleep(2); sys.exit('the broker is away')"

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def start(tmp_path: Path, free_port: int) -> Iterator[Start]:
    started: list[subprocess.Popen[str]] = []

    def start_supervisor(worker: str = SLEEP) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-c", SUPERVISOR, str(tmp_path), worker],
            cwd=ROOT,
            env={**os.environ, "PORT": str(free_port), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield start_supervisor
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def read_until(process: "subprocess.Popen[str]", line: str) -> str:
    seen = ""
    assert process.stdout is not None
    for text in process.stdout:
        seen += text
        if text.strip() == line:
            return seen
    raise AssertionError(f"{line!r} was not printed, but: {seen}")


def answers(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 15
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_demo_says_ready_and_ends_everything_on_a_signal(
    start: Start, free_port: int, tmp_path: Path, signum: signal.Signals
) -> None:
    process = start()
    assert "an account" in read_until(process, "ready")
    assert answers(free_port)

    process.send_signal(signum)
    output, _ = process.communicate(timeout=20)

    assert process.returncode == 0
    assert "Ending the demo" in output
    assert not answers(free_port)
    assert not is_locked(tmp_path / "demo.lock")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a call of the Linux kernel")
def test_demo_takes_its_processes_along_when_killed(start: Start, free_port: int) -> None:
    process = start()
    read_until(process, "ready")

    process.kill()
    process.wait()

    wait_until(lambda: not answers(free_port))


def test_demo_ends_with_the_reason_when_a_process_ends(start: Start, free_port: int) -> None:
    process = start(FAIL)

    output, _ = process.communicate(timeout=20)

    assert process.returncode == 1
    assert "The worker process ended" in output
    assert "the broker is away" in output
    assert not answers(free_port)


def test_second_demo_is_refused(start: Start) -> None:
    read_until(start(), "ready")

    second = start()
    output, _ = second.communicate(timeout=20)

    assert second.returncode == 1
    assert "runs already" in output
