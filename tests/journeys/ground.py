"""The real thing on a free port: a fresh database with the demo's towns, web server, worker."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit
from uuid import uuid4

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo
from redis import Redis

from infra.local.demo import QUEUES, is_ready, web_command
from infra.local.processes import spawn, stop, tail
from infra.local.services import ROOT

PASSWORD = "parvis-demo"
READY_SECONDS = 60
STOP_SECONDS = 10


@dataclass(frozen=True)
class Ground:
    """Where everything is reached."""

    port: int

    def url(self, host: str, path: str = "/") -> str:
        """Address of a page: of a town by its slug, `console`, or "" for the vendor's site."""
        name = f"{host}.localhost" if host else "localhost"
        return f"http://{name}:{self.port}{path}"


@contextmanager
def ground() -> Iterator[Ground]:
    """Set everything up, and take all of it down again, also after a failure.

    `JOURNEYS_PORT` names a demo that runs already, for writing journeys; they change its content.
    """
    if port := os.environ.get("JOURNEYS_PORT"):
        yield Ground(int(port))
        return
    with ExitStack() as stack:
        folder = stack.enter_context(temporary_folder())
        database = stack.enter_context(fresh_database(os.environ["DATABASE_URL"]))
        redis = stack.enter_context(empty_redis(os.environ["REDIS_URL"]))
        port_number = free_port()
        environment = {
            **os.environ,
            "DATABASE_URL": database,
            "REDIS_URL": redis,
            "DJANGO_SETTINGS_MODULE": "infra.settings.dev",
            "DEMO": "1",
            "BASE_DOMAIN": "localhost",
            "PUBLIC_PORT": str(port_number),
            "VAR_DIR": str(folder),
            "LOG_FORMAT": "text",
            "PYTHONPATH": str(ROOT),
            "PYTHONWARNINGS": "default",
        }
        run([sys.executable, "-m", "infra.local.prepare"], environment)
        web = stack.enter_context(process("web", web_command(port_number), environment, folder))
        stack.enter_context(process("worker", worker_command(), environment, folder))
        wait_until_ready(port_number, web, folder / "web.log")
        yield Ground(port_number)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder of a short path for files and mails; kept where `JOURNEYS_KEEP` is set."""
    folder = Path(tempfile.mkdtemp(prefix="journeys-"))
    try:
        yield folder
    finally:
        if not os.environ.get("JOURNEYS_KEEP"):
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def fresh_database(url: str) -> Iterator[str]:
    """A database of its own on the server of `url`."""
    server = make_conninfo(url, dbname="postgres")
    name = f"journeys_{uuid4().hex[:8]}"
    statement = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)
    try:
        parts = urlsplit(url)
        yield urlunsplit(parts._replace(path=f"/{quote(name)}"))
    finally:
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def empty_redis(url: str) -> Iterator[str]:
    """The first numbered database of the server that nobody uses, emptied at the end."""
    for number in range(15, 0, -1):
        candidate = numbered(url, number)
        with Redis.from_url(candidate) as client:
            if client.dbsize():
                continue
            client.set("journeys", "here", ex=3600)
            try:
                yield candidate
            finally:
                client.flushdb()
            return
    raise RuntimeError("Every numbered database of the Redis server is in use.")


def numbered(url: str, number: int) -> str:
    """The address of another database of the same Redis server."""
    parts = urlsplit(url)
    if parts.scheme != "unix":
        return urlunsplit(parts._replace(path=f"/{number}"))
    query = {**dict(parse_qsl(parts.query)), "db": str(number)}
    # Not urlunsplit: it drops the empty host, without which the path is not a path.
    return f"unix://{parts.path}?{urlencode(query)}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


def worker_command() -> list[str]:
    return [
        *(sys.executable, "-m", "celery", "--app", "infra.celery", "worker"),
        *("--queues", QUEUES, "--concurrency", "1", "--loglevel", "INFO"),
        *("--without-gossip", "--without-mingle", "--without-heartbeat"),
    ]


def run(command: list[str], environment: Mapping[str, str]) -> None:
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout}\n{done.stderr[-1500:]}")


@contextmanager
def process(
    name: str, command: list[str], environment: Mapping[str, str], folder: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """A server that ends with the block."""
    started = spawn(command, log=folder / f"{name}.log", cwd=ROOT, env=environment)
    try:
        yield started
    finally:
        stop(started, signal.SIGTERM, seconds=STOP_SECONDS)


def wait_until_ready(port: int, web: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not is_ready(port):
        if web.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"/readyz does not answer 200:\n{tail(log)}")
        time.sleep(0.1)
