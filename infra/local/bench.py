"""`./dev bench`: the benchmarks, on servers of their own that write as safely as in production."""

import os
import subprocess
import sys

from infra.local.environment import environment_of
from infra.local.messages import compile_messages
from infra.local.postgresql import client_binary
from infra.local.processes import LocalError
from infra.local.services import ROOT, running


def main(arguments: list[str]) -> int:
    compile_messages()
    try:
        with running("bench") as services:
            environment = environment_of("bench", services)
            binaries = str(client_binary("pgbench").parent)
            environment["PATH"] = os.pathsep.join((binaries, environment.get("PATH", "")))
            command = [sys.executable, "-m", "bench", *arguments]
            return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    except LocalError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
