"""What rings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from assistant.think.numbers import normalise
from tools import timers
from tools.base import Outcome, Toolbox, ToolContext
from tools.store import Store

NOW = datetime(2026, 3, 10, 14, 0)


class House:
    """A toolbox whose clock is set by hand."""

    def __init__(self, store: Store) -> None:
        self.now = NOW
        self.store = store
        context = ToolContext(store, now=lambda: self.now, normalise=normalise)
        tools = [
            timers.set_timer, timers.cancel_timer, timers.timer_left, timers.add_time, timers.set_alarm,
            timers.cancel_alarm, timers.list_alarms, timers.set_reminder, timers.list_reminders,
            timers.cancel_reminder, timers.snooze,
        ]  # fmt: skip
        self.box = Toolbox(tools, context)

    def run(self, tool: str, **arguments: str) -> Outcome:
        return self.box.run(tool, arguments)

    def after(self, **how_long: float) -> list[str]:
        self.now += timedelta(**how_long)
        return timers.due(self.store, self.now)


@pytest.fixture
def house() -> Iterator[House]:
    store = Store(None)
    yield House(store)
    store.close()


def test_a_timer_says_what_it_was_and_rings_until_it_is_stopped(house: House) -> None:
    done = house.run("set_timer", duration="ten minutes", label="egg")
    assert done.data == {"kind": "timer", "seconds": 600, "label": "egg"}
    assert done.speech == "Egg timer set for 10 minutes."
    assert house.after(minutes=9, seconds=59) == []
    assert not timers.ringing(house.store)
    assert house.after(seconds=1) == ["Your 10 minutes egg timer is done."]
    assert timers.ringing(house.store)
    assert house.after(seconds=1) == []
    assert house.after(seconds=15) == ["Your 10 minutes egg timer is done."]
    assert house.run("timer_left").speech == "There is no timer running."
    assert timers.stop_ringing(house.store) == 1
    assert house.after(hours=1) == []


def test_what_nobody_stops_gives_up(house: House) -> None:
    house.run("set_timer", duration="1 minute")
    house.run("set_reminder", text="ring mum", when="in 1 minute")
    rung = [sentence for _ in range(400) for sentence in house.after(seconds=60)]
    assert rung.count("Your 1 minute timer is done.") == timers.MOST_RINGS["timer"]
    assert rung.count("Reminder: ring mum.") == timers.MOST_RINGS["reminder"]
    assert not timers.ringing(house.store)


def test_snooze_and_more_time(house: House) -> None:
    assert house.run("snooze").speech == "Nothing is ringing."
    house.run("set_alarm", time="3 pm")
    assert house.after(hours=1) == ["This is your alarm."]
    assert house.run("snooze").speech == "Again in 9 minutes."
    assert house.after(minutes=8) == []
    assert house.after(minutes=1) == ["This is your alarm."]
    assert house.run("cancel_alarm").speech == "Okay."
    assert not timers.ringing(house.store)
    house.run("set_timer", duration="5 minutes", label="tea")
    house.run("add_time", duration="2 minutes")
    assert house.after(minutes=6) == []
    assert house.after(minutes=1) == ["Your 7 minutes tea timer is done."]


def test_an_alarm_after_a_while_counts_from_now(house: House) -> None:
    house.now = NOW.replace(second=30)
    done = house.run("set_alarm", time="in twenty minutes")
    assert (done.speech, done.data["time"]) == ("Alarm set for 2 20 PM.", "14:20")
    assert house.after(minutes=19, seconds=59) == []
    assert house.after(seconds=1) == ["This is your alarm."]
    assert "longer than a year" in house.run("set_alarm", time="in 400 days").speech
    assert house.run("set_reminder", text="eat", when="20 minutes past 9").data["time"] == "21:20"
    assert house.run("set_alarm", time="twelve tonight").speech == "Alarm set for midnight tonight."


def test_reminders_wait_while_they_are_held(house: House) -> None:
    house.run("set_reminder", text="ring mum", when="in 1 minute")
    house.run("set_timer", duration="1 minute")
    house.now += timedelta(minutes=2)
    assert timers.due(house.store, house.now, held=("reminder",)) == ["Your 1 minute timer is done."]
    assert timers.due(house.store, house.now) == ["Reminder: ring mum."]


def test_a_word_cancels_the_reminder_it_is_in_and_no_other(house: House) -> None:
    for text in ("wash the car", "buy a carpet", "pack my scarf", "ring mum", "ring dad"):
        house.run("set_reminder", text=text, when="in 2 hours")
    assert house.run("cancel_reminder", text="the car").speech == "Reminder cancelled: wash the car."
    unclear = house.run("cancel_reminder", text="ring")
    assert (unclear.ok, unclear.speech) == (False, "There are 2 such reminders: ring mum; ring dad. Say which.")
    assert house.run("list_reminders").data["items"] == ["buy a carpet", "pack my scarf", "ring mum", "ring dad"]
    assert house.run("cancel_reminder", text="all").data["count"] == 4


def test_a_timer_lasts_a_second_at_least(house: House) -> None:
    assert house.run("set_timer", duration="0.5 seconds").speech.startswith("That is less than a second.")
    assert house.run("set_timer", duration="1 second").ok


def test_what_was_today_is_not_set_for_tomorrow(house: House) -> None:
    for when in ("at 1 pm today", "this morning at 9", "at 13:30 today"):
        done = house.run("set_reminder", text="ring mum", when=when)
        assert (done.ok, done.speech) == (False, "That has passed already."), when
    assert house.run("set_alarm", time="1 pm today").speech == "That has passed already."
    assert house.run("set_reminder", text="ring mum", when="at 7 pm tonight").ok
    assert house.run("set_reminder", text="ring mum", when="at 12 tonight").ok
    assert house.run("set_reminder", text="ring mum", when="at 1 pm").ok


def test_alarms_and_reminders_are_told_and_cancelled_by_name(house: House) -> None:
    house.run("set_alarm", time="7 am")
    house.run("set_alarm", time="quarter to 8 am")
    house.run("set_reminder", text="move the car", when="in 25 minutes")
    house.run("set_reminder", text="ring mum", when="at 6 pm")
    assert "7 AM tomorrow and 7 45 AM tomorrow" in house.run("list_alarms").speech
    assert "move the car" in house.run("list_reminders").speech
    assert house.run("cancel_alarm", time="7 45").data["time"] == "07:45"
    assert house.run("cancel_alarm", time="9 am").data["time"] is None
    assert house.run("cancel_reminder", text="mum").data["text"] == "ring mum"
    assert house.run("cancel_reminder", text="all").data["text"] == "move the car"
    assert house.run("cancel_alarm", time="all").data["time"] == "07:00"
    assert timers.pending(house.store) == []
    for label in ("egg", "rice"):
        house.run("set_timer", duration="5 minutes", label=label)
    assert house.run("cancel_timer", label="all").speech == "All 2 timers cancelled."


def test_the_named_timer_is_the_one_that_is_cancelled(house: House) -> None:
    house.run("set_timer", duration="10 minutes", label="egg")
    house.run("set_timer", duration="20 minutes", label="rice")
    assert "10 minutes left on the egg timer" in house.run("timer_left", label="egg").speech
    assert house.run("cancel_timer", label="egg").speech == "Egg timer cancelled."
    assert [ring.label for ring in timers.pending(house.store)] == ["rice"]
    assert house.run("cancel_timer", label="pizza").speech == "There is no pizza timer."  # one left, of another name
    house.run("cancel_timer")
    assert house.run("timer_left").speech == "There is no timer running."
    house.run("set_timer", duration="5 minutes")
    assert house.run("cancel_timer", label="pizza").speech == "Timer cancelled."  # one left, and it has no name


def test_a_timer_is_also_called_by_its_length(house: House) -> None:
    house.run("set_timer", duration="5 minutes")
    house.run("set_timer", duration="10 minutes")
    assert house.run("timer_left", label="five minute").speech == "You have 5 minutes left on the timer."
    assert house.run("cancel_timer", label="10 minute").data["count"] == 1
    assert [ring.seconds for ring in timers.pending(house.store)] == [300]
    assert house.run("cancel_timer", label="10 minute").speech == "There is no 10 minute timer."
    house.run("set_timer", duration="5 minutes", label="egg")
    assert house.run("cancel_timer", label="5 minute egg").data["label"] == "egg"


def test_a_timer_that_rings_is_stopped_by_its_name(house: House) -> None:
    house.run("set_timer", duration="5 minutes", label="egg")
    house.run("set_timer", duration="20 minutes", label="pasta")
    house.after(minutes=5)
    assert house.run("timer_left", label="egg").speech == "The egg timer is done."
    assert house.run("cancel_timer", label="egg").speech == "Egg timer stopped."
    assert not timers.ringing(house.store)
    assert [ring.label for ring in timers.pending(house.store)] == ["pasta"]
    house.after(minutes=15)
    assert house.run("add_time", duration="2 minutes").speech == "2 minutes more on the pasta timer."
    assert not timers.ringing(house.store)
    assert house.after(minutes=1, seconds=59) == []
    assert house.after(seconds=1) == ["Your 22 minutes pasta timer is done."]
    assert house.run("cancel_timer", label="all").speech == "Pasta timer stopped."
    assert not timers.ringing(house.store)
    house.run("set_timer", duration="5 minutes")
    house.run("set_timer", duration="1 hour", label="roast")
    house.after(minutes=5)
    house.run("cancel_timer", label="egg")  # what rings has no name, and the roast is none
    assert not timers.ringing(house.store)
    assert [ring.label for ring in timers.pending(house.store)] == ["roast"]


def test_an_alarm_that_rings_is_stopped_by_its_time(house: House) -> None:
    for said in ("3 pm", "3", "all", "9 am"):
        house.now = NOW
        house.run("set_alarm", time="3 pm")
        house.after(hours=1, minutes=5)
        assert house.run("cancel_alarm", time=said).speech == "Okay."
        assert not timers.ringing(house.store)
    house.now = NOW
    house.run("set_alarm", time="3 pm")
    house.run("set_alarm", time="3 am")
    house.after(hours=1)
    assert house.run("cancel_alarm", time="3 am").speech == "Alarm for 3 AM cancelled."
    assert timers.ringing(house.store)
    house.run("set_alarm", time="3 am")
    house.run("cancel_alarm", time="3 pm")
    assert not timers.ringing(house.store)
    assert house.run("list_alarms").speech == "Alarm at 3 AM tomorrow."
    assert house.run("cancel_alarm", time="4 am").speech == "There is no alarm at that time."


def test_the_half_of_the_day_that_is_said_counts(house: House) -> None:
    house.run("set_alarm", time="7 am")
    house.run("set_alarm", time="7 pm")
    assert house.run("cancel_alarm", time="7 am").data["time"] == "07:00"
    assert house.run("list_alarms").speech == "Alarm at 7 PM."
    assert house.run("cancel_alarm", time="7").data["time"] == "19:00"


@pytest.mark.parametrize("duration", ["banana", "", "0 minutes", "9000 weeks"])
def test_a_wrong_duration_is_refused_in_words(house: House, duration: str) -> None:
    done = house.run("set_timer", duration=duration)
    assert not done.ok
    assert done.speech.endswith(".")
    assert timers.pending(house.store) == []


def test_alarms_and_reminders(house: House) -> None:
    assert house.run("set_alarm", time="half six tomorrow morning").data["time"] == "06:30"
    assert house.run("set_reminder", text="move the car", when="in 25 minutes").data["seconds"] == 1500
    assert house.run("set_reminder", text="ring mum", when="at 6 pm").data["time"] == "18:00"
    assert house.after(minutes=25) == ["Reminder: move the car."]
    timers.stop_ringing(house.store)
    assert house.after(hours=4) == ["Reminder: ring mum."]
    timers.stop_ringing(house.store)
    assert house.after(hours=13) == ["This is your alarm."]


def test_what_rings_survives_a_restart(tmp_path: Path) -> None:
    store = Store(tmp_path / "a.db")
    House(store).run("set_timer", duration="5 minutes")
    store.close()
    store = Store(tmp_path / "a.db")
    assert timers.due(store, NOW + timedelta(minutes=5)) == ["Your 5 minutes timer is done."]
    store.close()


def test_when_it_is_due_is_told_as_data_too(house: House) -> None:
    """Also of what was due days ago, while no Hearth ran."""
    for when in ("at 6 pm", "tomorrow at 8 am", "in 3 days"):
        house.run("set_reminder", text="call mum", when=when)
    assert [row["about"] for row in house.run("list_reminders").data["each"]] == ["", "tomorrow", "later"]
    house.now += timedelta(days=9)
    assert [row["about"] for row in house.run("list_reminders").data["each"]] == ["", "", ""]
