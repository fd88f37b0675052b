"""Probes: alive without anything, ready only with everything."""

from typing import Any

import pytest

from infra import health


@pytest.fixture(autouse=True)
def forget() -> None:
    health._readiness_of.cache_clear()


def test_healthz_needs_nothing(client_of: Any) -> None:
    assert client_of("vendor").get("/healthz").json() == {"status": "ok"}


def test_readyz_names_each_part(control_plane: None, client_of: Any) -> None:
    answer = client_of("vendor").get("/readyz")

    assert answer.status_code == 200
    assert set(answer.json()["checks"]) == {"database", "cache", "storage", "broker"}
    assert set(answer.json()["checks"].values()) == {"ok"}


@pytest.mark.parametrize("part", ["database", "cache", "storage", "broker"])
def test_readyz_fails_with_each_part(
    part: str, control_plane: None, client_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise ConnectionError("gone: secret address")

    monkeypatch.setitem(health.CHECKS, part, fail)

    answer = client_of("vendor").get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["checks"][part] == "ConnectionError"
    assert "secret" not in answer.content.decode()


def test_broker_that_is_not_there_is_noticed(settings: Any) -> None:
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"

    with pytest.raises(Exception, match="refused"):
        health.check_broker()
