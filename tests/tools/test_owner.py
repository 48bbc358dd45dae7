"""The owner's folder of tools: dropped in, offered, called; broken, crashing and hanging ones are one sentence."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import owner
from tools.base import Outcome, Toolbox, ToolContext, run
from tools.owner import OwnerTools
from tools.store import Store

GARDEN = '''
"""My garden."""
from typing import Literal

print("imported")  # goes nowhere

def water(bed: Literal["roses", "beans"], minutes: int = 5) -> str:
    """Water a bed.

    Args:
        bed: which.
        minutes: how long.
    """
    print("splash")
    return f"The {bed} had {minutes} minutes."

def count(things: list[str]) -> dict[str, int]:
    """Count things."""
    return {"count": len(things)}

def _helper(x: int) -> int:
    return x

async def later(word: str) -> str:
    """Say it later."""
    return word
'''
RISKY = '''
from tools.base import Outcome, ToolContext, ToolError, tool

@tool(risk="ask", question="Shall I open the {door} door?")
def open_door(context: ToolContext, door: str) -> Outcome:
    """Open a door."""
    if door == "trap":
        raise ToolError("That one stays shut.")
    context.store.put("door", door, "open")
    return Outcome("opened", f"The {door} door is open.", {"door": door})
'''
TROUBLE = '''
import ctypes, os, time
def crash() -> str:
    """Crash."""
    ctypes.string_at(0)
    return "never"
def leave() -> str:
    """Leave."""
    os._exit(3)
def sleep(seconds: float) -> str:
    """Sleep."""
    time.sleep(seconds)
    return "slept"
def fail() -> str:
    """Fail."""
    raise KeyError("socks")
'''


class House:
    def __init__(self, folder: Path) -> None:
        self.folder = folder / "tools"
        self.folder.mkdir()
        self.file = folder / "hearth.db"
        self.store = Store(self.file)
        self.owner = OwnerTools(self.folder, self.file, taken=("clock",))
        self.box = Toolbox([], ToolContext(self.store), sources=[self.owner])

    def drop(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text)

    def run(self, name: str, **arguments: object) -> Outcome:
        return self.box.run(name, arguments)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    yield made
    made.store.close()


def test_dropping_a_file_in_offers_its_functions(house: House) -> None:
    assert house.box.names() == []
    house.drop("garden.py", GARDEN)
    assert house.box.names() == ["water", "count", "later"]
    water = house.box.schemas()[0]["function"]
    assert water["description"] == "Water a bed."
    assert water["parameters"]["properties"]["bed"] == {
        "description": "which.", "enum": ["roses", "beans"], "type": "string"
    }  # fmt: skip
    assert house.owner.troubles() == []
    done = house.run("water", bed="Roses", minutes="3")
    assert (done.text, done.speech) == ("The roses had 3 minutes.", "The roses had 3 minutes.")
    assert house.run("count", things='["a", "b"]').text == '{"count": 2}'
    assert house.run("later", word="soon").text == "soon"
    (house.folder / "garden.py").unlink()
    assert house.box.names() == []


def test_a_changed_file_is_read_again(house: House) -> None:
    house.drop("garden.py", GARDEN)
    assert house.run("water", bed="beans").ok
    house.drop("garden.py", GARDEN.replace("had", "drank"))
    assert house.run("water", bed="beans").text == "The beans drank 5 minutes."


def test_a_tool_may_ask_first_and_use_what_hearth_keeps(house: House) -> None:
    house.drop("doors.py", RISKY)
    assert house.box.prepare("open_door", {"door": "front"}).question == "Shall I open the front door?"
    assert house.run("open_door", door="front") == Outcome(
        "opened", "The front door is open.", {"kind": "owner_tool", "tool": "open_door", "door": "front"}
    )
    assert house.store.get("door", "front", "") == "open"
    assert house.run("open_door", door="trap").speech == "That one stays shut."


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("def broken(:", "line 1 is not valid Python"),
        ("import no_such_module_at_all", "importing it fails (ModuleNotFoundError"),
        ("raise SystemExit(1)", "importing it fails (SystemExit"),
        ("x = 1", "it defines no function"),
        ("def quiet(a: int) -> str:\n    return ''", "quiet has no docstring"),
        ("def loose(a) -> str:\n    '''Do.'''\n    return ''", "the parameter a of loose has no type"),
        ("def clock() -> str:\n    '''Mine.'''\n    return ''", "Hearth has one of that name"),
        ("def water() -> str:\n    '''Mine.'''\n    return ''", "/broken.py has one of that name"),
        ("def many(*args: int) -> str:\n    '''Do.'''\n    return ''", "takes any number of arguments (*args: int)"),
        (
            "from tools.base import tool\n@tool(risk='maybe')\ndef drill() -> str:\n    '''Do.'''\n    return ''",
            "the risk of drill is 'maybe', which is neither 'none' nor 'ask'",
        ),
        ("import os\nos._exit(2)", "ended without an answer (exit status 2)"),
    ],
)
def test_a_broken_file_is_one_notice_and_the_others_work(house: House, text: str, says: str) -> None:
    house.drop("garden.py", GARDEN)
    house.drop("broken.py", text)
    assert "count" in house.box.names()
    (trouble,) = house.owner.troubles()
    assert says in trouble
    assert str(house.folder / "broken.py") in trouble
    assert "\n" not in trouble


def test_a_tool_that_crashes_leaves_or_fails_is_one_sentence(house: House) -> None:
    house.drop("trouble.py", TROUBLE)
    for name in ("crash", "leave", "fail"):
        done = house.run(name)
        assert not done.ok
        assert done.speech.startswith(f"The tool {name} failed: "), done.speech
        assert "\n" not in done.speech
    assert house.run("sleep", seconds=0).text == "slept"


def test_a_tool_that_hangs_is_ended_at_its_deadline(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(owner, "CALL_SECONDS", 0.5)
    house.drop("trouble.py", TROUBLE)
    assert "longer than 0.5 seconds" in house.run("sleep", seconds=60).speech


def test_an_interrupted_tool_ends_with_its_process(house: House) -> None:
    house.drop("trouble.py", TROUBLE)
    running = house.box.prepare("sleep", {"seconds": 60}).running()
    done: list[Outcome] = []
    thread = threading.Thread(target=lambda: done.append(run(running)))
    thread.start()
    time.sleep(0.5)
    process = running._process  # type: ignore[attr-defined]
    running.interrupt()
    thread.join(5)
    assert not done[0].ok
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)
