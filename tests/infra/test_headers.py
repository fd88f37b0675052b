"""Every kind of answer carries the headers that keep a browser from doing harm."""

import os
import subprocess
import sys
from typing import Any

import pytest

from tenants.snapshot import CitySnapshot

POLICY = {
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
}
ADDRESSES = (
    "/",
    "/nothing-here/",
    "/files/none.png",
    "/theme.x.css",
    "/paving/agen.x.svg",
    "/robots.txt",
    "/sitemap.xml",
    "/accounts/login/",
    "/api/v1/data/",
    "/api/v1/nothing/",
    "/data/processes.csv",
    "/dev/mail/",
    "/search/?q=%00",
    "/manage/",
)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_of_a_portal_has_a_strict_policy(
    city: CitySnapshot, client_of: Any, address: str
) -> None:
    answer = client_of(city).get(address)

    policy = {part.strip() for part in answer["Content-Security-Policy"].split(";")}
    assert policy == POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["console", "vendor"])
def test_policy_holds_outside_portals_too(client_of: Any, host: str) -> None:
    answer = client_of(host).get("/")

    policy = {part.strip() for part in answer["Content-Security-Policy"].split(";")}
    assert policy == POLICY


def test_cookies_and_transport_of_production() -> None:
    names = (
        "SESSION_COOKIE_SECURE SESSION_COOKIE_HTTPONLY CSRF_COOKIE_SECURE CSRF_COOKIE_HTTPONLY"
        " SECURE_HSTS_INCLUDE_SUBDOMAINS SESSION_COOKIE_SAMESITE CSRF_COOKIE_SAMESITE"
        " CSRF_COOKIE_NAME SECURE_HSTS_SECONDS"
    )
    code = "from infra.settings import production as p; print(*(getattr(p, n) for n in NAMES))"
    environment = {name: value for name, value in os.environ.items() if name != "DEMO"}

    result = subprocess.run(
        [sys.executable, "-c", code.replace("NAMES", repr(names.split()))],
        env={**environment, "SECRET_KEY": "s" * 50},
        capture_output=True,
        text=True,
        check=True,
    )

    expected = [*["True"] * 5, "Lax", "Lax", "__Host-parvis_csrf", "31536000"]
    assert result.stdout.split() == expected
