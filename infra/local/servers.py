"""What PostgreSQL and Redis have in common for the keeper that runs them."""

import importlib.util
import subprocess
from pathlib import Path
from typing import Protocol

from infra.local.processes import LocalError


class Server(Protocol):
    """A server with its data below one folder."""

    variable: str
    stop_signal: int

    def __init__(self, home: Path, *, durable: bool) -> None: ...

    @property
    def sockets(self) -> Path: ...

    @property
    def url(self) -> str: ...

    def start(self) -> subprocess.Popen[bytes]: ...

    def is_ready(self) -> bool: ...


def package_folder(name: str) -> Path:
    """Find an installed package without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise LocalError(
            f"The package {name} is not installed. Use ./dev, or name a server of your own"
            " in DATABASE_URL and REDIS_URL."
        )
    return Path(spec.submodule_search_locations[0])
