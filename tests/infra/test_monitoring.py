"""What Sentry and the log would be sent: the city, and nobody's data."""

import json
import logging
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import sentry_sdk
import structlog
from django.test import RequestFactory
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from infra.logging import RequestLogMiddleware, logging_settings
from infra.monitoring import start_error_reports
from tenants.context import city_context
from tenants.snapshot import CitySnapshot


class Recorder(Transport):
    """Keeps what would be sent."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[Any] = []

    def capture_envelope(self, envelope: Envelope) -> None:
        event = envelope.get_event()
        if event is not None:
            self.events.append(event)


@pytest.fixture
def recorder(settings: Any) -> Iterator[Recorder]:
    settings.SENTRY_DSN = "http://key@127.0.0.1:9/1"
    transport = Recorder()
    start_error_reports(transport)
    yield transport
    sentry_sdk.get_client().close()
    sentry_sdk.init()


def test_report_names_city_and_holds_no_personal_data(
    city: CitySnapshot, recorder: Recorder, client_of: Any, make_user: Any, monkeypatch: Any
) -> None:
    # Made here, as reports quote lines of source.
    address, name, page = (f"{kind}-{uuid4().hex}" for kind in ("address", "name", "page"))
    person = make_user(email=f"{address}@example.org", display_name=name)
    monkeypatch.setattr(
        "shared_apps.web.views.url_has_allowed_host_and_scheme", lambda *a, **k: 1 / 0
    )
    client = client_of(city, person, raise_request_exception=False)

    visitor = ".".join(["203", "0", "113", "9"])

    answer = client.get(f"/language/fr/?next=/{page}", REMOTE_ADDR=visitor)

    assert answer.status_code == 500
    (event,) = recorder.events
    assert event["tags"]["city"] == "agen"
    assert event["tags"]["cell"] == "default"
    assert event["tags"]["request_id"] == answer["X-Request-ID"]
    assert event["exception"]["values"][-1]["type"] == "ZeroDivisionError"
    sent = json.dumps(event, default=str)
    for secret in (address, name, page, visitor, client.cookies["parvis_session"].value):
        assert secret not in sent


def test_without_an_address_nothing_is_started(settings: Any, monkeypatch: Any) -> None:
    settings.SENTRY_DSN = ""
    monkeypatch.setattr(sentry_sdk, "init", lambda **options: pytest.fail("started"))

    start_error_reports()


def test_log_line_is_json_with_request_and_city(
    city: CitySnapshot, capsys: pytest.CaptureFixture[str]
) -> None:
    logging_settings("INFO", "json")

    def view(request: Any) -> Any:
        from django.http import HttpResponse

        with city_context(city):
            logging.getLogger("some.library").warning("library says %s", "hello")
        return HttpResponse("ok")

    response = RequestLogMiddleware(view)(RequestFactory().get("/ideas/?q=private"))

    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    library, request = lines
    assert library["event"] == "library says hello"
    assert library["city"] == "agen"
    assert request["request_id"] == library["request_id"] == response["X-Request-ID"]
    assert request["status"] == 200
    assert request["path"] == "/ideas/"
    assert "private" not in json.dumps(lines)
    structlog.contextvars.clear_contextvars()
