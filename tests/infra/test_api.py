"""The JSON API describes itself truly."""

import json
from typing import Any

import pytest
import yaml
from drf_spectacular.validation import validate_schema

from tenants.actions import set_module
from tenants.routing.cache import hosts
from tenants.snapshot import CitySnapshot


def description(city: CitySnapshot, client_of: Any) -> dict[str, Any]:
    answer = client_of(city).get("/api/v1/schema/")
    assert answer.status_code == 200
    found: dict[str, Any] = yaml.safe_load(answer.content)
    return found


def test_description_is_valid_openapi(
    city: CitySnapshot, client_of: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    found = description(city, client_of)

    said = capsys.readouterr().err.splitlines()
    assert [line for line in said if not line.startswith("{")] == []  # but for the log
    assert found["openapi"].startswith("3.1")
    validate_schema(found)  # type: ignore[no-untyped-call]


def test_every_list_of_the_api_answers_signed_out(city: CitySnapshot, client_of: Any) -> None:
    lists = [path for path in description(city, client_of)["paths"] if "{" not in path]

    assert len(lists) >= 5
    for path in lists:
        answer = client_of(city).get(path)
        assert answer.status_code == 200, path
        if not path.endswith("/schema/"):
            json.loads(answer.content)


def test_unknown_address_of_the_api_answers_json(city: CitySnapshot, client_of: Any) -> None:
    answer = client_of(city).get("/api/v1/nothing/")

    assert answer.status_code == 404
    assert answer.json()["detail"]


def test_api_cannot_be_written_signed_out(city: CitySnapshot, client_of: Any) -> None:
    for path in description(city, client_of)["paths"]:
        address = path.replace("{id}", "1").replace("{slug}", "x")
        answer = client_of(city).post(address, {}, content_type="application/json")
        assert answer.status_code in (401, 403, 404, 405), address


def test_index_leads_to_every_active_app(city: CitySnapshot, client_of: Any) -> None:
    found = client_of(city).get("/api/v1/").json()

    assert {"processes", "proposals", "budgets", "consultations", "open_data"} <= set(found)
    for address in found.values():
        assert address.startswith(f"{city.origin}/api/v1/")
        assert client_of(city).get(address.removeprefix(city.origin)).status_code == 200, address


def test_index_leaves_out_what_is_switched_off(city: CitySnapshot, client_of: Any) -> None:
    set_module(city_id=city.id, module="budgets", is_enabled=False)
    hosts.clear()

    assert "budgets" not in client_of(city).get("/api/v1/").json()
