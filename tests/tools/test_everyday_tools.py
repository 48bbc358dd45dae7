"""The small tools: clock, units, notes, lists, this machine."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from datetime import datetime

import psutil
import pytest

from assistant.think.numbers import normalise
from tools import clock, convert, notes, system
from tools.base import Toolbox, ToolContext
from tools.store import Store


@pytest.fixture
def box() -> Iterator[Toolbox]:
    store = Store(None)
    context = ToolContext(store, now=lambda: datetime(2026, 3, 10, 14, 5), normalise=normalise)
    yield Toolbox(
        [
            clock.clock,
            convert.convert,
            notes.add_note,
            notes.remove_note,
            notes.clear_notes,
            notes.add_to_list,
            notes.read_list,
            notes.remove_from_list,
            system.system_status,
        ],
        context,
    )
    store.close()


@pytest.mark.parametrize(
    ("about", "speech"),
    [
        ("time", "It is 2 oh 5 PM."),
        ("date", "Today is Tuesday, 10 March 2026."),
        ("weekday", "Today is Tuesday."),
    ],
)
def test_clock(box: Toolbox, about: str, speech: str) -> None:
    assert box.run("clock", {"about": about}).speech == speech


@pytest.mark.parametrize(
    ("amount", "from_unit", "to_unit", "shown"),
    [
        ("26", "miles", "kilometers", "41.84 kilometers"),
        ("180", "celsius", "fahrenheit", "356 fahrenheit"),
        ("minus 40", "fahrenheit", "celsius", "-40 celsius"),
        ("11", "stone 4", "kilos", "71.67 kilos"),
        ("5", "foot 10", "centimetres", "177.8 centimetres"),
        ("half a", "pint", "millilitres", "284.13 millilitres"),
        ("a", "mile and a half", "kilometres", "2.41 kilometres"),
        ("2", "miles and a quarter", "kilometres", "3.62 kilometres"),
        ("3 1/2", "inches", "cm", "8.89 cm"),
        ("1/2", "cup", "ml", "118.29 ml"),
        ("60", "miles an hour", "kilometers per hour", "96.56 kilometers per hour"),
        ("1", "teaspoon", "cups", "0.0208 cups"),
    ],
)
def test_convert(box: Toolbox, amount: str, from_unit: str, to_unit: str, shown: str) -> None:
    done = box.run("convert", {"amount": amount, "from_unit": from_unit, "to_unit": to_unit})
    assert done.text == shown


@pytest.mark.parametrize(
    ("from_unit", "to_unit"),
    [
        ("miles", "kilos"),
        ("bananas", "meters"),
        ("meters", "os.system"),
        ("", ""),
        ("kilos and 3 metres", "pounds"),
        ("litres per 100 kilometres", "miles per gallon"),
        ("celsius 3 fahrenheit", "kelvin"),
    ],
)
def test_what_cannot_be_converted_is_refused_in_words(box: Toolbox, from_unit: str, to_unit: str) -> None:
    done = box.run("convert", {"amount": "3", "from_unit": from_unit, "to_unit": to_unit})
    assert not done.ok
    assert done.speech.endswith(".")


def test_notes_and_lists(box: Toolbox) -> None:
    assert box.run("add_note", {"text": "the key is under the mat"}).ok
    assert not box.run("add_note", {"text": "  "}).ok
    done = box.run("add_to_list", {"list": "my shopping list", "items": "oat milk, bananas and some bread"})
    assert done.data == {"kind": "list_add", "list": "shopping", "items": ["oat milk", "bananas", "bread"]}
    assert box.run("read_list", {"list": "shopping"}).speech == "On the shopping list: oat milk, bananas and bread."
    assert box.run("read_list", {"list": "packing"}).speech == "The packing list is empty."


def test_what_names_nothing_removes_nothing(box: Toolbox) -> None:
    box.run("add_note", {"text": "the key is under the mat"})
    box.run("add_to_list", {"list": "shopping", "items": "milk and bread"})
    for nothing in ("that", "...", "the"):
        assert box.run("remove_note", {"text": nothing}).data == {"kind": "note_remove", "text": None, "count": 0}
        assert box.run("remove_from_list", {"list": "shopping", "items": nothing}).data["items"] == []
    assert box.run("remove_note", {"text": "the key"}).speech == "Deleted: the key is under the mat."
    assert box.run("remove_from_list", {"list": "shopping", "items": "the milk"}).data["items"] == ["milk"]


def test_deleting_all_notes(box: Toolbox) -> None:
    assert box.run("clear_notes", {}).speech == "There are no notes."
    for text in ("one", "two"):
        box.run("add_note", {"text": text})
    assert box.run("clear_notes", {}).speech == "2 notes deleted."
    assert box.run("remove_note", {}).speech == "There is no such note."


@pytest.mark.parametrize("about", ["processes", "memory", "disk", "network", "cpu"])
def test_system_status_is_a_sentence(box: Toolbox, about: str) -> None:
    done = box.run("system_status", {"about": about})
    assert done.ok
    assert done.data == {"kind": "system", "about": about}
    assert done.speech.endswith(".")
    assert "\n" not in done.speech


def test_which_process_talks_to_which_address(box: Toolbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """A real connection of this process; loopback counts as another machine here, for tests talk to nobody else."""
    monkeypatch.setattr(system, "_is_local", lambda address: address != "127.0.0.7")
    with socket.create_server(("127.0.0.7", 0)) as server, socket.create_connection(server.getsockname()):
        peer, _ = server.accept()
        with peer:
            done = box.run("system_status", {"about": "network"})
    name = psutil.Process().name()
    assert f"{name} ({os.getpid()}) -> 127.0.0.7" in done.text
    assert f"{name} to 127.0.0.7" in done.speech
    quiet = box.run("system_status", {"about": "network"})
    assert "127.0.0.7" not in quiet.text
