"""`./dev demo` in a clean clone: from nothing, and again."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.result import Result

ROOT = Path(__file__).resolve().parent.parent
PORT = "8377"
LONGEST = 600  # seconds


def run() -> list[Result]:
    """Seconds until it says `ready`, both times."""
    with tempfile.TemporaryDirectory(prefix="pv") as folder:
        clone = Path(folder) / "p"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        first, second = seconds_until_ready(clone), seconds_until_ready(clone)
    return [
        Result("demo_from_nothing", first, "s", "< 90", first < 90),
        Result("demo_again", second, "s", "< 10", second < 10),
    ]


def seconds_until_ready(clone: Path) -> float:
    """Start the demo, wait for its last line, stop it."""
    kept = ("PATH", "LANG", "HOME", "SSL_CERT_FILE")
    environment = {
        name: value
        for name, value in os.environ.items()
        if name in kept or name.startswith(("PIP_", "UV_"))
    }
    command = [os.path.realpath(sys.executable), str(clone / "dev"), "demo"]
    started = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=clone,
        env={**environment, "PORT": PORT},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            lines = []
            for line in process.stdout:
                lines.append(line)
                if line.strip() == "ready":
                    return time.perf_counter() - started
                if time.perf_counter() - started > LONGEST:
                    break
            raise RuntimeError("The demo did not become ready:\n" + "".join(lines[-20:]))
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)
