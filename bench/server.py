"""Gunicorn with two sync workers, and a client that asks as fast as they answer."""

import gzip
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median

WORKERS = 2
CLIENTS = 4
ASSET = re.compile(rb"<(?:link|script|img|use)\b[^>]*?(?:href|src)=\"(/[^\"]+)\"")
NOT_LOADED = re.compile(rb"rel=\"(?:canonical|alternate|manifest|license)")


@dataclass(frozen=True)
class Page:
    """One page as a browser asks for it: host, path and cookies."""

    host: str
    path: str
    cookies: str = ""

    def request(self) -> bytes:
        """The bytes of the request."""
        cookie = f"Cookie: {self.cookies}\r\n" if self.cookies else ""
        return (
            f"GET {self.path} HTTP/1.1\r\nHost: {self.host}\r\nAccept-Encoding: gzip\r\n"
            f"Accept-Language: fr\r\n{cookie}Connection: close\r\n\r\n"
        ).encode()


class Server:
    """A running gunicorn, at a unix socket."""

    def __init__(self, address: str) -> None:
        self.address = address

    def get(self, page: Page) -> tuple[int, bytes]:
        """Status and raw answer, headers included."""
        return fetch(self.address, page.request())

    def requests_a_second(
        self, pages: Mapping[str, Page], rounds: int, seconds: float
    ) -> dict[str, float]:
        """Median throughput of each page over the rounds; pages take turns, so drift hits all."""
        found: dict[str, list[float]] = {name: [] for name in pages}
        for _ in range(rounds):
            for name, page in pages.items():
                found[name].append(self._load(page, seconds))
        return {name: median(values) for name, values in found.items()}

    def _load(self, page: Page, seconds: float) -> float:
        self.get(page)
        with get_context("fork").Pool(CLIENTS) as pool:
            jobs = [(self.address, page.request(), seconds)] * CLIENTS
            counts = pool.starmap(ask_for, jobs)
        return sum(counts) / seconds

    def weight(self, page: Page) -> tuple[int, int]:
        """Bytes of the page's HTML as transferred, and requests of a first visit."""
        _status, answer = self.get(page)
        head, _, body = answer.partition(b"\r\n\r\n")
        html = gzip.decompress(body) if b"gzip" in head.lower() else body
        assets = {
            match[1].split(b"#")[0]
            for match in ASSET.finditer(html)
            if not NOT_LOADED.search(match[0])
        }
        return len(answer), 1 + len(assets)


def fetch(address: str, request: bytes) -> tuple[int, bytes]:
    """Ask once over a new connection."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(address)
        connection.sendall(request)
        parts = []
        while part := connection.recv(1 << 16):
            parts.append(part)
    answer = b"".join(parts)
    return int(answer[9:12]), answer


def ask_for(address: str, request: bytes, seconds: float) -> int:
    """Ask again and again; the number of answers that were 200."""
    count = 0
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        status, _answer = fetch(address, request)
        if status != 200:
            raise RuntimeError(f"{status} for {request.splitlines()[0]!r}")
        count += 1
    return count


@contextmanager
def serving() -> Iterator[Server]:
    """Start gunicorn and stop it at the end."""
    address = str(Path(os.environ["VAR_DIR"]) / "bench.sock")
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--workers",
        str(WORKERS),
        "--bind",
        f"unix:{address}",
    ]
    log = Path(os.environ["VAR_DIR"]) / "bench.log"
    environment = {**os.environ, "LOG_LEVEL": "INFO", "LOG_FORMAT": "json"}
    with (
        log.open("wb") as lines,
        subprocess.Popen([*command, "bench.wsgi"], env=environment, stderr=lines) as process,
    ):
        try:
            wait_for(address)
            yield Server(address)
        finally:
            process.terminate()


def wait_for(address: str) -> None:
    """Until the baseline answers, at most 30 seconds."""
    page = Page("baseline.localhost", "/constant")
    for _ in range(300):
        try:
            if fetch(address, page.request())[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The server does not answer.")
