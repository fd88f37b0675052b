"""Production refuses what only the demo may do."""

import os
import subprocess
import sys

import pytest

CODE = "from infra.settings import production as p; print(p.SESSION_COOKIE_NAME, p.DEBUG)"


def load_production(**environment: str) -> subprocess.CompletedProcess[str]:
    """Import the production settings in a process of its own."""
    clean = {
        name: value for name, value in os.environ.items() if name not in ("DEMO", "SECRET_KEY")
    }
    return subprocess.run(
        [sys.executable, "-c", CODE],
        env={**clean, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_with_a_long_secret_and_host_only_cookies() -> None:
    result = load_production(SECRET_KEY="s" * 50)

    assert result.stdout.split() == ["__Host-parvis_session", "False"]


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "s" * 50, "DEMO": "1"}, "DEMO"),
        ({"SECRET_KEY": "s" * 50, "EMAIL_PORT": "many"}, "EMAIL_PORT"),
        ({"SECRET_KEY": "s" * 50, "LOG_LEVEL": "LOUD"}, "LOG_LEVEL"),
    ],
)
def test_production_refuses_and_names_the_variable(
    environment: dict[str, str], message: str
) -> None:
    result = load_production(**environment)

    assert result.returncode != 0
    assert message in result.stderr


def test_secret_values_are_not_printed() -> None:
    code = "from infra.env import env; print(repr(env))"
    result = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "SECRET_KEY": "hush-hush", "EMAIL_PASSWORD": "also-hush"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert "hush" not in result.stdout
