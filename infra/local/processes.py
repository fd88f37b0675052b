"""Child processes that die with their parent, whatever ends it."""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1
SYSTEM_PATH = os.pathsep.join(("/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin"))
LAST_LINES = 15


class LocalError(Exception):
    """Something on this machine keeps the local servers from running; the text says what."""


def find_tool(name: str) -> str | None:
    """Look for a system tool, also where a minimal PATH does not lead."""
    return shutil.which(name) or shutil.which(name, path=SYSTEM_PATH)


def die_with_parent(signum: int) -> Callable[[], None] | None:
    """Return a `preexec_fn` that has Linux send `signum` when the parent thread ends.

    Elsewhere there is no such call: the keeper's lock on its users does the same a little later.
    """
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def ask_kernel() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signum, 0, 0, 0)
        if os.getppid() != parent:  # it died before the request
            os._exit(1)

    return ask_kernel


def spawn(
    command: Sequence[str],
    *,
    log: Path,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    on_parent_death: int = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start a server in a session of its own, so that Ctrl-C reaches only its supervisor."""
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=die_with_parent(on_parent_death),
        )


def stop(process: subprocess.Popen[bytes], signum: int, *, seconds: float) -> None:
    """Ask a process to end, wait, and kill it with its whole group when it does not."""
    if process.poll() is not None:
        return
    process.send_signal(signum)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def tail(log: Path) -> str:
    """Return the last lines of a log, for an error message."""
    if not log.exists():
        return ""
    return "\n".join(log.read_text(errors="replace").splitlines()[-LAST_LINES:])
