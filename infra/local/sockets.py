"""Where unix sockets go: beside the data, or in a short folder when that path is too long."""

import hashlib
import os
import stat
from pathlib import Path

from infra.local.processes import LocalError

LONGEST_PATH = 99
SHORT_ROOT = Path("/tmp")  # noqa: S108  (owner and mode are checked below)


def socket_folder(home: Path, longest_name: str) -> Path:
    """Return a private folder in which `longest_name` still fits a socket address."""
    folder = home / "run"
    if len(os.fsencode(folder / longest_name)) > LONGEST_PATH:
        digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
        folder = SHORT_ROOT / f"parvis-{os.geteuid()}-{digest}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid():
        raise LocalError(f"{folder} belongs to somebody else; remove it or move the project.")
    folder.chmod(0o700)
    return folder
