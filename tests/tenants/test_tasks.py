"""Background tasks carry their city, and do not run without it."""

from typing import Any

import pytest
from celery import current_app
from django.db import transaction

from shared_apps.accounts.models import User
from tenants import tasks
from tenants.choices import SERVED_STATES, CityState
from tenants.connection import connection
from tenants.context import city_context
from tenants.context import control_plane as in_control_plane
from tenants.models import City
from tenants.snapshot import CitySnapshot
from tenants.tasks import HEADER, background

# The same in every worker of pytest-xdist: they must collect the same tests.
UNKNOWN_UUID = "3baf11ae-648c-448c-baa9-5a406dd15966"

seen: list[Any] = []


@background(name="tests.note_city")
def note_city(word: str) -> None:
    """Remember where it ran."""
    seen.append((word, connection.tenant.slug, User.objects.count()))


@background(scope="control", name="tests.note_control")
def note_control() -> None:
    """Remember where it ran."""
    seen.append(("control", connection.schema_name, City.objects.count()))


@pytest.fixture(autouse=True)
def forget() -> None:
    seen.clear()


def test_task_runs_in_the_city_of_its_caller(
    city: CitySnapshot, other_city: CitySnapshot, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        note_city.delay("here")
        with city_context(other_city):
            note_city.delay("there")

    assert [(word, slug) for word, slug, _ in seen] == [("here", "agen"), ("there", "cahors")]
    assert connection.tenant == city


def test_task_is_sent_when_the_transaction_commits(
    committed_database: None, city: CitySnapshot
) -> None:
    with transaction.atomic():
        note_city.delay("later")
        assert seen == []

    assert len(seen) == 1


def test_task_of_a_rolled_back_transaction_is_not_sent(
    committed_database: None, city: CitySnapshot
) -> None:
    with transaction.atomic():
        note_city.delay("never")
        transaction.set_rollback(True)

    assert seen == []


def test_task_without_a_city_is_an_error_at_the_caller(control_plane: None) -> None:
    with pytest.raises(RuntimeError, match="without a city"):
        note_city.delay("lost")


def test_control_task_runs_in_the_control_plane(
    city: CitySnapshot, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        note_control.delay()

    assert seen == [("control", "public", 2)]


@pytest.mark.parametrize("state", CityState)
def test_body_runs_only_for_a_served_city(
    state: CityState, city: CitySnapshot, django_capture_on_commit_callbacks: Any
) -> None:
    with in_control_plane():
        City.objects.filter(pk=city.id).update(state=state)

    with django_capture_on_commit_callbacks(execute=True):
        note_city.delay("state")

    assert bool(seen) == (state in SERVED_STATES)


@pytest.mark.parametrize("uuid", [UNKNOWN_UUID, "", None])
def test_body_does_not_run_for_an_unknown_city(
    uuid: str | None, control_plane: None, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        note_city.apply_async(("lost",), headers={HEADER: uuid})

    assert seen == []


def test_dispatcher_sends_each_job_to_each_served_city(
    control_plane: None, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tenants import registry

    monkeypatch.setattr(type(registry.module("open_data")), "jobs", ("tests.note_city",))
    sent: list[Any] = []
    monkeypatch.setattr(
        tasks.CityTask, "apply_async", lambda self, **options: sent.append((self.name, options))
    )
    current_app.loader.import_default_modules()

    tasks.dispatch_jobs()

    notes = [options["headers"][HEADER] for name, options in sent if name == "tests.note_city"]
    assert len(notes) == 2
    assert len(set(notes)) == 2
