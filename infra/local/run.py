"""`./dev run ...`: a management command with the servers of the demo."""

import subprocess
import sys

from infra.local.environment import environment_of
from infra.local.messages import compile_messages
from infra.local.processes import LocalError
from infra.local.services import ROOT, running


def main(arguments: list[str]) -> int:
    compile_messages()
    try:
        with running("demo") as services:
            command = [sys.executable, "manage.py", *arguments]
            environment = environment_of("demo", services)
            return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    except LocalError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
