"""`./dev reset`: ends the demo and its servers and forgets their data."""

import os
import shutil
import signal
import sys
import time

from infra.local.locks import is_locked
from infra.local.processes import LocalError
from infra.local.services import VAR, stop_servers

HOME = VAR / "demo"
STOP_SECONDS = 30


def end_demo() -> None:
    """Interrupt a demo that runs in another terminal and wait until it is gone."""
    if not is_locked(HOME / "demo.lock"):
        return
    os.kill(int((HOME / "demo.pid").read_text()), signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while is_locked(HOME / "demo.lock"):
        if time.monotonic() > deadline:
            raise LocalError("The running demo does not end.")
        time.sleep(0.05)


def main() -> int:
    try:
        end_demo()
        stop_servers("demo")
    except LocalError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    shutil.rmtree(HOME, ignore_errors=True)
    sys.stdout.write("The demo's data is gone; ./dev demo makes it anew.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
