"""The log only grows, and those who may read it find things in it."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from shared_apps.accounts.choices import StaffRole
from shared_apps.audit import actions, queries
from shared_apps.audit.models import AuditEvent
from tenants.context import city_context
from tenants.snapshot import CitySnapshot
from tests.factories.people import administrator, one_of_each

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


def test_event_is_never_changed_or_deleted(city: CitySnapshot) -> None:
    event = actions.record("tests.happened")
    event.verb = "tests.forged"
    attempts: list[Callable[[], Any]] = [
        event.save,
        event.delete,
        AuditEvent.objects.filter(pk=event.pk).delete,
        lambda: AuditEvent.objects.filter(pk=event.pk).update(verb="tests.forged"),
        lambda: AuditEvent.objects.bulk_update([event], ["verb"]),
        lambda: AuditEvent.objects.update_or_create(pk=event.pk, defaults={"verb": "forged"}),
    ]
    for attempt in attempts:
        with pytest.raises(TypeError), transaction.atomic():
            attempt()
    assert AuditEvent.objects.get().verb == "tests.happened"


def test_events_filter_by_verb_app_and_local_day(city: CitySnapshot) -> None:
    for verb, hour in (("tests.one", 21), ("tests.two", 22), ("testsuite.one", 23)):
        with time_machine.travel(datetime(2026, 7, 1, hour, 30, tzinfo=UTC), tick=False):
            actions.record(verb)
    assert [event.verb for event in queries.events()] == ["testsuite.one", "tests.two", "tests.one"]
    assert [event.verb for event in queries.events(verb="tests")] == ["tests.two", "tests.one"]
    assert [event.verb for event in queries.events(verb="tests.one")] == ["tests.one"]
    first_july, second_july = date(2026, 7, 1), date(2026, 7, 2)
    assert [event.verb for event in queries.events(until=first_july)] == ["tests.one"]
    assert len(queries.events(since=second_july)) == 2
    assert queries.verbs() == ["tests.one", "tests.two", "testsuite.one"]


def test_events_page_by_role(city: CitySnapshot, client_of: ClientOf) -> None:
    for role, user in one_of_each().items():
        expected = 200 if role == StaffRole.ADMINISTRATOR else 403
        assert client_of(city, user).get("/manage/audit/").status_code == expected
        assert client_of(city, user).get("/manage/audit/export/").status_code == expected
    assert client_of(city).get("/manage/audit/").status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_events_page_queries(
    city: CitySnapshot, client_of: ClientOf, rows: int, django_assert_num_queries: Any
) -> None:
    user = administrator()
    for _ in range(rows):
        actions.record("tests.happened", by=user)
    client = client_of(city, user)
    client.get("/manage/audit/")
    # person, verbs, count, page, unread messages
    with django_assert_num_queries(5):
        client.get("/manage/audit/")


def test_export_holds_the_filtered_events_of_this_city(
    city: CitySnapshot, other_city: CitySnapshot, client_of: ClientOf
) -> None:
    user = administrator(display_name="=1+1")
    actions.record("tests.one", by=user, subject=user, reason="so")
    actions.record("tests.two", by=user)
    with city_context(other_city):
        actions.record("tests.one")
    response = client_of(city, user).get("/manage/audit/export/?verb=tests.one")
    assert response.streaming
    text = b"".join(response).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 1
    assert rows[0]["action"] == "tests.one"
    assert rows[0]["person"] == "'=1+1"
    assert rows[0]["data"] == '{"reason": "so"}'
