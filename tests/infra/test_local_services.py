"""The embedded servers: start, share, end with their last user, survive long paths."""

import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from infra.local import services, sockets
from infra.local.identity import Identity, server_identity
from infra.local.keeper import SERVERS
from infra.local.locks import is_locked
from infra.local.postgresql import PostgreSQL
from infra.local.processes import LocalError
from infra.local.services import ROOT, running

HOLD = """
import sys, time
from pathlib import Path
from infra.local.services import ensure_running
print(ensure_running("test", var=Path(sys.argv[1]))["DATABASE_URL"], flush=True)
time.sleep(600)
"""


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    yield tmp_path
    services.stop_servers("test", var=tmp_path)


def select_one(url: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT 1").fetchone()
    assert row is not None
    return int(row[0])


def wait_until(condition: Callable[[], bool], *, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def keepers_are_gone(var: Path) -> bool:
    homes = [var / "test" / name for name in SERVERS]
    return not any(is_locked(home / "keeper.lock") for home in homes)


def postgres_pid(var: Path) -> int:
    return int((var / "test/postgresql/data/postmaster.pid").read_text().split()[0])


def is_gone(pid: int) -> bool:
    """Tell whether a process ended, though nobody may have collected it yet."""
    status = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.strip()
    return not status or status.startswith("Z")


def hold(var: Path) -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(var)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def test_running_starts_both_servers_and_ends_them(var: Path) -> None:
    with running("test", var=var) as environment:
        assert select_one(environment["DATABASE_URL"]) == 1
        with redis.Redis.from_url(environment["REDIS_URL"]) as client:
            assert client.ping()

    wait_until(lambda: keepers_are_gone(var))
    with pytest.raises(psycopg.OperationalError):
        select_one(environment["DATABASE_URL"])


def test_running_shares_servers_and_keeps_data_over_a_restart(var: Path) -> None:
    with running("test", var=var) as first:
        with psycopg.connect(first["DATABASE_URL"]) as connection:
            connection.execute("CREATE TABLE kept (id int)")
        pid = postgres_pid(var)
        with running("test", var=var) as second:
            assert second == first
            assert postgres_pid(var) == pid
        time.sleep(1)
        assert select_one(first["DATABASE_URL"]) == 1

    wait_until(lambda: keepers_are_gone(var))
    with (
        running("test", var=var) as again,
        psycopg.connect(again["DATABASE_URL"]) as connection,
    ):
        connection.execute("SELECT id FROM kept")


def test_servers_end_after_their_last_user_is_killed(var: Path) -> None:
    first, url = hold(var)
    second, _ = hold(var)
    pid = postgres_pid(var)

    first.kill()
    first.communicate()
    time.sleep(1)
    assert select_one(url) == 1
    second.kill()
    second.communicate()

    wait_until(lambda: is_gone(pid))
    wait_until(lambda: keepers_are_gone(var))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a call of the Linux kernel")
def test_server_ends_after_its_keeper_is_killed_and_starts_again(var: Path) -> None:
    with running("test", var=var):
        pid = postgres_pid(var)
        keeper = int((var / "test/postgresql/pid").read_text())
        os.kill(keeper, signal.SIGKILL)
        wait_until(lambda: is_gone(pid))

        with running("test", var=var) as again:
            assert select_one(again["DATABASE_URL"]) == 1


def test_start_after_a_kill_leaves_no_half_made_cluster(var: Path) -> None:
    unfinished = var / "test/postgresql/data.new"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("1")

    with running("test", var=var) as environment:
        assert select_one(environment["DATABASE_URL"]) == 1
        assert not unfinished.exists()


def test_named_servers_are_not_started(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://database.example/parvis")
    monkeypatch.setenv("REDIS_URL", "redis://redis.example")

    with running("test", var=var) as environment:
        assert environment["DATABASE_URL"] == "postgresql://database.example/parvis"
        assert environment["REDIS_URL"] == "redis://redis.example"

    assert list(var.iterdir()) == []


def test_long_path_moves_sockets_to_a_short_private_folder(var: Path) -> None:
    deep = var / ("a long folder name " * 5)

    with running("test", var=deep) as environment:
        assert select_one(environment["DATABASE_URL"]) == 1
        with redis.Redis.from_url(environment["REDIS_URL"]) as client:
            assert client.ping()
    services.stop_servers("test", var=deep)

    for name in SERVERS:
        folder = sockets.socket_folder(deep / "test" / name, ".s.PGSQL.5432.lock")
        assert deep not in folder.parents
        assert folder.stat().st_mode & 0o777 == 0o700
        assert list(folder.iterdir()) == []
        folder.rmdir()


def test_folder_of_somebody_else_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "run").mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: 4242)

    with pytest.raises(LocalError, match="belongs to somebody else"):
        sockets.socket_folder(tmp_path, "s")


def test_cluster_of_another_version_is_explained(tmp_path: Path) -> None:
    server = PostgreSQL(tmp_path, durable=False)
    (tmp_path / "data").mkdir()
    (tmp_path / "data/PG_VERSION").write_text("9\n")

    with pytest.raises(LocalError, match="made by PostgreSQL 9"):
        server.start()


def test_user_without_a_name_is_mapped_to_an_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("infra.local.identity.can_map_users", lambda: True)
    monkeypatch.setattr(os, "geteuid", lambda: 987654)

    prefix = server_identity().prefix

    assert "--map-user=0" not in prefix
    number = int(prefix[2].removeprefix("--map-user="))
    assert pwd.getpwuid(number).pw_name


def test_ordinary_user_runs_the_server_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    number = next(account.pw_uid for account in pwd.getpwall() if account.pw_uid)
    monkeypatch.setattr(os, "geteuid", lambda: number)

    assert server_identity() == Identity()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs the account")
def test_root_without_namespaces_uses_an_unprivileged_account(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("infra.local.identity.can_map_users", lambda: False)
    server = PostgreSQL(tmp_path, durable=False)
    process = server.start()
    try:
        wait_until(server.is_ready)
        assert select_one(server.url) == 1
        assert Path(f"/proc/{process.pid}").stat().st_uid != 0
    finally:
        process.send_signal(server.stop_signal)
        process.wait(20)
    subprocess.run(["rm", "-rf", str(server.data.parent)], check=True)
