"""Starts PostgreSQL and Redis for pytest, and compiles the translations, before Django is set up.

The addresses go into the environment, from which the workers of pytest-xdist inherit them.
"""

import os
from collections.abc import Iterator

import pytest

from infra.local.messages import compile_messages
from infra.local.services import ensure_running, release


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Iterator[None]:
    """Run around pytest-django's own hook, which reads the settings."""
    os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", "var/cache/hypothesis")
    if "PYTEST_XDIST_WORKER" not in os.environ:
        os.environ.update(ensure_running("test"))
        compile_messages()
    return (yield)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    release()
