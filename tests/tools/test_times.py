"""Durations and clock times as people say them."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.times import parse_clock, parse_duration, say_clock, say_duration

NOW = datetime(2026, 3, 10, 14, 0)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("10 minutes", 600),
        ("an hour and a half", 5400),
        ("1 and a half hours", 5400),
        ("1 minute and 30 seconds", 90),
        ("half an hour", 1800),
        ("3 quarters of an hour", 2700),
        ("a couple of minutes", 120),
        ("an hour 20", 4800),
        ("an hour and 20", 4800),
        ("minus 5 minutes", None),
        ("10 or 15 minutes", None),
        ("2.5 hours", 9000),
        ("3-minute", 180),
        ("banana", None),
        ("", None),
    ],
)
def test_parse_duration(text: str, seconds: float | None) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("7:15 am", "2026-03-11 07:15"),
        ("half 6 tomorrow morning", "2026-03-11 06:30"),
        ("half past 6", "2026-03-10 18:30"),
        ("quarter to 5", "2026-03-10 16:45"),
        ("16 45", "2026-03-10 16:45"),
        ("930 pm", "2026-03-10 21:30"),
        ("noon", "2026-03-11 12:00"),
        ("12 am", "2026-03-11 00:00"),
        ("3", "2026-03-10 15:00"),
        ("20 past 9 tonight", "2026-03-10 21:20"),
        ("on friday noon", "2026-03-13 12:00"),
        ("7 on tuesday", "2026-03-17 07:00"),
        ("4 pm on tuesday", "2026-03-10 16:00"),
        ("next monday 9 am", "2026-03-16 09:00"),
        ("the day after tomorrow 9", "2026-03-12 09:00"),
        ("on the third of may 6 pm", "2026-05-03 18:00"),
        ("march 3rd 6:15", "2027-03-03 06:15"),
        ("noon on the 31st", "2026-03-31 12:00"),
        ("9 am on the 29th of february", "2028-02-29 09:00"),
    ],
)
def test_parse_clock(text: str, moment: str) -> None:
    clock = parse_clock(text, NOW)
    assert clock is not None
    assert f"{clock.moment:%Y-%m-%d %H:%M}" == moment


@pytest.mark.parametrize(
    "text", ["", "banana", "later", "25:99", "99", "6 every day", "yesterday at 6", "noon on the 31st of june"]
)
def test_no_clock_time(text: str) -> None:
    assert parse_clock(text, NOW) is None


@given(st.integers(1, 400 * 86400))
def test_a_said_duration_is_heard_back(seconds: int) -> None:
    assert parse_duration(say_duration(seconds)) == seconds


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_said_time_is_heard_back(hour: int, minute: int) -> None:
    clock = parse_clock(say_clock(hour, minute).lower(), NOW)
    assert clock is not None
    assert (clock.hour, clock.minute) == (hour, minute)


@given(st.text(max_size=40))
def test_any_text_is_taken(text: str) -> None:
    parse_duration(text)
    parse_clock(text, NOW)
