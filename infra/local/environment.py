"""The environment variables under which the demo, its commands and the benchmarks run."""

import os
from collections.abc import Mapping

from infra.local.services import ROOT, VAR, Kind

DEFAULT_PORT = 8000


def port() -> int:
    text = os.environ.get("PORT", "")
    return int(text) if text.isdigit() else DEFAULT_PORT


def environment_of(kind: Kind, services: Mapping[str, str]) -> dict[str, str]:
    """Extend this process's environment; what somebody set on purpose stays."""
    defaults = {
        "DJANGO_SETTINGS_MODULE": "infra.settings.dev",
        "DEMO": "1",
        "VAR_DIR": str(VAR / kind),
        "PUBLIC_PORT": str(port()),
        "LOG_FORMAT": "text",
        "PYTHONPATH": str(ROOT),
    }
    return {**defaults, **os.environ, **services}
