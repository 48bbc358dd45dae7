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
        self.box = Toolbox(
            [timers.set_timer, timers.cancel_timer, timers.timer_left, timers.set_alarm, timers.set_reminder], context
        )

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


def test_a_timer_rings_once_and_says_what_it_was(house: House) -> None:
    done = house.run("set_timer", duration="ten minutes", label="egg")
    assert done.data == {"kind": "timer", "seconds": 600, "label": "egg"}
    assert done.speech == "Egg timer set for 10 minutes."
    assert house.after(minutes=9, seconds=59) == []
    assert house.after(seconds=1) == ["Your 10 minutes egg timer is done."]
    assert house.after(hours=1) == []


def test_the_named_timer_is_the_one_that_is_cancelled(house: House) -> None:
    house.run("set_timer", duration="10 minutes", label="egg")
    house.run("set_timer", duration="20 minutes", label="rice")
    assert "10 minutes left on the egg timer" in house.run("timer_left", label="egg").speech
    assert house.run("cancel_timer", label="egg").speech == "Egg timer cancelled."
    assert [ring.label for ring in timers.pending(house.store)] == ["rice"]
    assert house.run("cancel_timer", label="pizza").speech  # one left: it is the one that is meant, or is named
    house.run("cancel_timer")
    assert house.run("timer_left").speech == "There is no timer running."


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
    assert house.after(hours=4) == ["Reminder: ring mum."]
    assert house.after(hours=13) == ["This is your alarm."]


def test_what_rings_survives_a_restart(tmp_path: Path) -> None:
    store = Store(tmp_path / "a.db")
    House(store).run("set_timer", duration="5 minutes")
    store.close()
    store = Store(tmp_path / "a.db")
    assert timers.due(store, NOW + timedelta(minutes=5)) == ["Your 5 minutes timer is done."]
    store.close()
