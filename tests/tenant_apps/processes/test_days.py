"""Days of phases in the city's time zone, nights of clock change included."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tenant_apps.processes.models import Phase, day_of, days_later, start_of_day
from tenants.context import city_context
from tenants.snapshot import CitySnapshot
from tests.factories.processes import PhaseFactory, ProcessFactory

PARIS = ZoneInfo("Europe/Paris")
# Clocks change at one, two or three at night, at midnight, by half an hour, or never.
ZONES = (
    "Europe/Paris",
    "Atlantic/Azores",
    "America/Miquelon",
    "America/Havana",
    "Asia/Beirut",
    "Australia/Lord_Howe",
    "Indian/Reunion",
    "Pacific/Noumea",
)
DAYS = st.dates(date(2024, 1, 1), date(2035, 12, 31))
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)


def in_zone(zone: str) -> CitySnapshot:
    """A city known by its time zone only; nothing here reads the database."""
    fields = dict.fromkeys(CitySnapshot.__dataclass_fields__, "")
    made = CitySnapshot(**fields)  # type: ignore[arg-type]
    return replace(made, schema_name="public", slug="zone", time_zone=zone)


@given(day=DAYS, zone=st.sampled_from(ZONES))
def test_day_begins_at_its_first_instant(day: date, zone: str) -> None:
    with city_context(in_zone(zone)):
        first = start_of_day(day)

        assert day_of(first) == day
        assert day_of(first - timedelta(microseconds=1)) == day - timedelta(days=1)


@given(first=DAYS, length=st.integers(1, 400), zone=st.sampled_from(ZONES))
def test_phase_gives_back_the_days_that_were_asked(first: date, length: int, zone: str) -> None:
    last = first + timedelta(days=length - 1)
    with city_context(in_zone(zone)):
        starts_at, ends_at = start_of_day(first), start_of_day(last + timedelta(days=1))
        phase = Phase(starts_at=starts_at, ends_at=ends_at)

        assert (phase.first_day, phase.last_day) == (first, last)
        assert day_of(phase.last_minute) == last
        assert phase.is_open_at(phase.starts_at)
        assert phase.is_open_at(phase.last_minute)
        assert not phase.is_open_at(phase.ends_at)
        assert not phase.is_open_at(phase.starts_at - timedelta(microseconds=1))


@given(day=DAYS, days=st.integers(-800, 800), zone=st.sampled_from(ZONES))
def test_moved_midnight_stays_midnight(day: date, days: int, zone: str) -> None:
    with city_context(in_zone(zone)):
        moved = days_later(start_of_day(day), timedelta(days=days))

        assert moved == start_of_day(day + timedelta(days=days))


@given(moment=st.datetimes(datetime(2024, 1, 1), datetime(2035, 1, 1)), days=st.integers(-400, 400))
def test_moved_hour_stays_unless_the_clocks_skip_it(moment: datetime, days: int) -> None:
    with city_context(in_zone("Europe/Paris")):
        before = moment.replace(tzinfo=UTC)
        after = days_later(before, timedelta(days=days)).astimezone(PARIS)

        wanted = before.astimezone(PARIS)
        assert after.date() == wanted.date() + timedelta(days=days)
        assert after.time() == wanted.time() or after.hour == 3


@pytest.mark.parametrize(("night", "hours"), [(SPRING, 23), (AUTUMN, 25)])
def test_day_of_clock_change_is_open_to_its_end(
    city: CitySnapshot, night: date, hours: int
) -> None:
    phase = PhaseFactory.create(
        starts_at=start_of_day(night), ends_at=start_of_day(night + timedelta(days=1))
    )
    phase.refresh_from_db()

    assert phase.ends_at - phase.starts_at == timedelta(hours=hours)
    assert phase.first_day == phase.last_day == night
    assert phase.last_minute.astimezone(PARIS).strftime("%H:%M") == "23:59"


@pytest.mark.parametrize(
    ("clock", "status"),
    [
        ("2027-03-27 23:59:59", "upcoming"),
        ("2027-03-28 00:00:00", "open"),
        ("2027-03-28 03:00:00", "open"),
        ("2027-03-28 23:59:59", "open"),
        ("2027-03-29 00:00:00", "closed"),
    ],
)
def test_status_at_first_and_last_second(city: CitySnapshot, clock: str, status: str) -> None:
    phase = PhaseFactory.create(
        starts_at=start_of_day(SPRING), ends_at=start_of_day(date(2027, 3, 29))
    )

    with time_machine.travel(datetime.fromisoformat(clock).replace(tzinfo=PARIS), tick=False):
        assert phase.status == status


def test_dates_in_words_name_the_last_day(city: CitySnapshot) -> None:
    process = ProcessFactory.create()
    one = PhaseFactory.create(
        process=process,
        starts_at=start_of_day(SPRING),
        ends_at=start_of_day(SPRING + timedelta(days=1)),
    )
    two = PhaseFactory.create(
        process=process,
        starts_at=start_of_day(SPRING),
        ends_at=start_of_day(SPRING + timedelta(days=2)),
    )

    with time_machine.travel("2027-03-01"), timezone.override(PARIS):
        assert one.dates_in_words == "le dimanche 28 mars"
        assert two.dates_in_words == "du dimanche 28 mars au lundi 29 mars"
