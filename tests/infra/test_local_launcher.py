"""`./dev`: its command line, its environments, and what it hands on to uv."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from infra.local import demo
from infra.local.environment import environment_of
from infra.local.lock_files import launcher
from infra.local.processes import LocalError
from infra.local.services import ROOT

PIP_CONFIG_LIST = r"""
global.index-url='https://index.example/simple'
global.extra-index-url='\nhttps://one.example/simple\nhttps://two.example/simple'
install.find-links='/somewhere'
:env:.index-url='https://nearer.example/simple'
"""


@pytest.fixture(scope="module")
def dev() -> ModuleType:
    return launcher()


@pytest.mark.parametrize(
    ("line", "commands", "extra"),
    [
        ("demo", ["demo"], []),
        ("check test journeys chart", ["check", "test", "journeys", "chart"], []),
        ("test -- -k ballot", ["test"], ["-k", "ballot"]),
        ("check test -k ballot", ["check", "test"], ["-k", "ballot"]),
        ("run migrate_fleet --canary 1", ["run"], ["migrate_fleet", "--canary", "1"]),
        ("lock --upgrade", ["lock"], ["--upgrade"]),
        ("--help", [], []),
        ("", [], []),
    ],
)
def test_parse_splits_commands_and_arguments(
    dev: ModuleType, line: str, commands: list[str], extra: list[str]
) -> None:
    assert dev.parse(line.split()) == (commands, extra)


@pytest.mark.parametrize("line", ["deploy", "test deploy", "-k x"])
def test_parse_refuses_unknown_commands(dev: ModuleType, line: str) -> None:
    with pytest.raises(dev.SetupError, match="there is no command"):
        dev.parse(line.split())


def test_unknown_command_ends_with_an_error_and_the_usage() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "dev", "deploy"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert "there is no command 'deploy'" in done.stderr
    assert "usage: ./dev" in done.stderr


def test_launcher_needs_the_standard_library_only() -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-S", ROOT / "dev", "--help"],
        env={"PATH": os.defpath},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.startswith("usage: ./dev")


def test_environment_is_installed_once_for_a_lock(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/python").touch()
    (tmp_path / "parvis-stamp").write_text(dev.stamp_of("dev"))
    monkeypatch.setattr(dev, "find_uv", lambda: pytest.fail("nothing is to be installed"))

    assert dev.install(tmp_path, ("demo", "dev")) == tmp_path / "bin/python"
    assert dev.stamp_of("dev") != dev.stamp_of("demo")


def test_settings_of_pip_reach_uv(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in [name for name in os.environ if name.startswith(("PIP_", "UV_", "SSL_"))]:
        monkeypatch.delenv(variable)
    fake = tmp_path / "python"
    fake.write_text(f"#!/bin/sh\ncat <<'END'\n{PIP_CONFIG_LIST}END\n")
    fake.chmod(0o755)

    environment = dev.uv_environment(fake)

    assert environment["UV_DEFAULT_INDEX"] == "https://nearer.example/simple"
    assert environment["UV_INDEX"] == "https://one.example/simple https://two.example/simple"
    assert environment["UV_FIND_LINKS"] == "/somewhere"
    assert environment["UV_PYTHON_DOWNLOADS"] == "never"


def test_port_in_use_is_explained() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]

        with pytest.raises(LocalError, match=f"PORT={number + 1} ./dev demo"):
            demo.require_free(number)


def test_environment_keeps_what_was_set_on_purpose(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("S3_ENDPOINT_URL", "https://s3.example")
    monkeypatch.setenv("PORT", "8123")
    monkeypatch.delenv("PUBLIC_PORT", raising=False)
    monkeypatch.delenv("DEMO", raising=False)

    environment = environment_of("demo", {"DATABASE_URL": "postgresql:///other"})

    assert environment["S3_ENDPOINT_URL"] == "https://s3.example"
    assert environment["DATABASE_URL"] == "postgresql:///other"
    assert environment["PUBLIC_PORT"] == "8123"
    assert environment["DEMO"] == "1"
