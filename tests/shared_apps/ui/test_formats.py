"""Numbers, money and dates in words, in both languages."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.utils import translation

from shared_apps.ui import formats

N = "\u00a0"
NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)  # a Monday, noon in Paris


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (45000, f"45{N}000{N}€", "€45,000"),
        (Decimal("12.50"), f"12,50{N}€", "€12.50"),
        (Decimal("12.00"), f"12{N}€", "€12"),
        (1234567, f"1{N}234{N}567{N}€", "€1,234,567"),
        (-45, f"−45{N}€", "−€45"),
        (0, f"0{N}€", "€0"),
        (None, "", ""),
        ("nothing", "", ""),
    ],
)
def test_money_is_written_as_people_write_it(value: object, french: str, english: str) -> None:
    assert formats.money(value) == french  # type: ignore[arg-type]
    with translation.override("en"):
        assert formats.money(value) == english  # type: ignore[arg-type]


def test_money_shows_cents_on_demand() -> None:
    assert formats.money(600, 2) == f"600,00{N}€"


def test_number_and_percent_follow_the_language() -> None:
    assert formats.number(16370) == f"16{N}370"
    assert formats.number(3.14159, 2) == "3,14"
    assert formats.number(-0.2) == "0"
    assert formats.percent(0.943) == f"94{N}%"
    with translation.override("en"):
        assert formats.number(16370) == "16,370"
        assert formats.percent(0.943, 1) == "94.3%"


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    ("style", "french", "english"),
    [
        ("long", "dimanche 29 novembre", "Sunday 29 November"),
        ("time", f"dimanche 29 novembre, 23{N}h{N}59", "Sunday 29 November, 23:59"),
        ("short", "29 nov. 2026", "29 Nov 2026"),
        ("month", "novembre 2026", "November 2026"),
        ("hour", f"23{N}h{N}59", "23:59"),
    ],
)
def test_dates_are_words_in_local_time(style: str, french: str, english: str) -> None:
    moment = datetime(2026, 11, 29, 22, 59, tzinfo=UTC)

    assert formats.date_words(moment, style) == french
    with translation.override("en"):
        assert formats.date_words(moment, style) == english


@time_machine.travel(NOON, tick=False)
def test_year_is_written_when_it_is_another() -> None:
    assert formats.date_words(date(2027, 1, 1)) == "vendredi 1er janvier 2027"
    assert formats.date_words(date(2026, 1, 1), "time") == "jeudi 1er janvier"
    assert formats.date_words(None) == ""


@time_machine.travel(NOON, tick=False)
def test_days_left_count_calendar_days_with_the_last_one() -> None:
    with translation.override("en"):
        assert formats.days_left(NOON + timedelta(days=6)) == "6 days left"
        assert formats.days_left(NOON + timedelta(hours=10)) == "last day"
        assert formats.days_left(NOON - timedelta(minutes=1)) == "over"
        assert formats.days_left(date(2026, 11, 24)) == "1 day left"
        assert formats.days_left(date(2026, 11, 22)) == "over"
        assert formats.until_words(date(2026, 11, 29)) == "until Sunday 29 November"


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    ("past", "words"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=5), "5 minutes ago"),
        (timedelta(hours=3), "3 hours ago"),
        (timedelta(days=1), "yesterday"),
        (timedelta(days=3), "3 days ago"),
        (timedelta(days=61), "2 months ago"),
        (timedelta(days=800), "2 years ago"),
    ],
)
def test_ago_is_said_as_one_would(past: timedelta, words: str) -> None:
    with translation.override("en"):
        assert formats.ago(NOON - past) == words


@time_machine.travel(NOON, tick=False)
def test_ago_of_a_day_has_no_hours() -> None:
    with translation.override("en"):
        assert formats.ago(date(2026, 11, 23)) == "today"
        assert formats.ago(date(2026, 11, 22)) == "yesterday"
