"""Durations and clock times as people say them."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.times import parse_clock, parse_duration, parse_wait, say_clock, say_duration

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
        ("20 minutes past 9", "2026-03-10 21:20"),
        ("700 hours", "2026-03-11 07:00"),
        ("1630 hours", "2026-03-10 16:30"),
        # The night is of the day before its midnight.
        ("12 tonight", "2026-03-11 00:00"),
        ("12 at night", "2026-03-11 00:00"),
        ("half 12 at night", "2026-03-11 00:30"),
        ("quarter to 12 tonight", "2026-03-10 23:45"),
        ("quarter to 12 am", "2026-03-10 23:45"),
        ("quarter to 12 pm tomorrow", "2026-03-11 11:45"),
        ("quarter to 5 tonight", "2026-03-10 16:45"),
        ("quarter to 1 am", "2026-03-11 00:45"),
        ("2400 hours", "2026-03-11 00:00"),
        ("0:30 tonight", "2026-03-11 00:30"),
        ("12 in the evening", "2026-03-11 00:00"),
        ("2 at night", "2026-03-11 02:00"),
        ("2 am tonight", "2026-03-11 02:00"),
        ("5 at night", "2026-03-10 17:00"),
        ("12 tomorrow night", "2026-03-12 00:00"),
        ("2 friday night", "2026-03-14 02:00"),
        ("12 at night on tuesday", "2026-03-11 00:00"),
        ("12 at night on the 3rd of may", "2026-05-04 00:00"),
        ("12 tomorrow", "2026-03-11 12:00"),
        ("in 2 days at 9", "2026-03-12 09:00"),
        ("in a week at half past 6 pm", "2026-03-17 18:30"),
    ],
)
def test_parse_clock(text: str, moment: str) -> None:
    clock = parse_clock(text, NOW)
    assert clock is not None
    assert f"{clock.moment:%Y-%m-%d %H:%M}" == moment


@pytest.mark.parametrize(
    "text",
    [
        "", "banana", "later", "25:99", "99", "6 every day", "yesterday at 6", "noon on the 31st of june", "20 minutes",
        "in 2 hours", "in 2 days", "10 or 15 minutes",
    ],
)  # fmt: skip
def test_no_clock_time(text: str) -> None:
    assert parse_clock(text, NOW) is None


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("20 minutes", 1200),
        ("in 20 minutes", 1200),
        ("an hour and a half from now", 5400),
        ("in about half an hour's time", 1800),
        ("20 minutes past 9", None),
        ("20 minutes tomorrow", None),
        ("10 or 15 minutes", None),
        ("700 hours", None),
        ("9", None),
        ("in", None),
    ],
)
def test_parse_wait(text: str, seconds: float | None) -> None:
    assert parse_wait(text) == seconds


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
    parse_wait(text)
    parse_clock(text, NOW)
