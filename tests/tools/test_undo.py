"""What tools kept is taken back by "undo that", and made again by "redo"."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from assistant import app
from assistant.settings_store import CONVERSATION, Settings
from sandbox import Sandbox
from tools.base import Toolbox
from tools.store import Store
from tools.undo import MOST_ROWS, UNDONE


class House:
    """A toolbox on a store."""

    def __init__(self) -> None:
        self.store = Store(None)
        self.settings = Settings(self.store)
        self.box: Toolbox = app.make_toolbox(self.store, self.settings, Sandbox())

    def run(self, tool: str, **arguments: str) -> str:
        done = self.box.run(tool, arguments)
        assert done.ok, done.text
        return done.speech

    def undo(self) -> str:
        return self.run("undo_setting")

    def redo(self) -> str:
        return self.run("redo_setting")


@contextmanager
def in_the_kitchen() -> Iterator[None]:
    """What is done here is of another conversation."""
    token = CONVERSATION.set("kitchen")
    yield
    CONVERSATION.reset(token)


@pytest.fixture
def house() -> Iterator[House]:
    made = House()
    yield made
    made.store.close()


def test_the_last_thing_is_undone_whether_it_was_a_setting_or_not(house: House) -> None:
    house.run("set_setting", name="volume", value="50")
    house.run("add_to_list", list="shopping", items="milk")
    assert house.undo() == "Milk on the shopping list is gone again."
    assert house.settings.get("volume") == 50
    assert house.redo() == "Milk on the shopping list is there again."
    assert "milk" in house.run("read_list", list="shopping")
    assert house.undo() == "Milk on the shopping list is gone again."
    assert house.undo() == "Volume 80 percent again."
    assert house.undo() == "There is nothing to undo."


@pytest.mark.parametrize(
    ("before", "tool", "arguments", "said"),
    [
        ([], "add_note", {"text": "the key is here"}, "The note the key is here is gone again."),
        ([("add_note", {"text": "x"})], "remove_note", {}, "The note x is there again."),
        ([("add_note", {"text": "x"}), ("add_note", {"text": "y"})], "clear_notes", {},
         "The note x and the note y are there again."),
        ([("add_to_list", {"list": "diy", "items": "a, b, c, d"})], "clear_list", {"list": "diy"},
         "4 things are there again."),
        ([("add_to_list", {"list": "diy", "items": "nails"})], "remove_from_list", {"list": "diy", "items": "nails"},
         "Nails on the diy list is there again."),
        ([], "remember", {"fact": "my name is Jo"}, "What I know, my name is Jo, is gone again."),
        ([("remember", {"fact": "my name is Jo"})], "forget_everything", {},
         "What I know, my name is Jo, is there again."),
        ([], "set_timer", {"duration": "5 minutes", "label": "egg"}, "The egg timer is gone again."),
        ([("set_timer", {"duration": "5 minutes"})], "cancel_timer", {}, "The timer is there again."),
        ([("set_timer", {"duration": "5 minutes"})], "add_time", {"duration": "1 minute"}, "The timer is as it was."),
        ([], "set_alarm", {"time": "7 am"}, "The alarm is gone again."),
        ([("set_reminder", {"text": "ring mum", "when": "in 2 hours"})], "cancel_reminder", {"text": "mum"},
         "The reminder ring mum is there again."),
    ],
)  # fmt: skip
def test_every_tool_that_keeps_something(
    house: House, before: list[tuple[str, dict[str, str]]], tool: str, arguments: dict[str, str], said: str
) -> None:
    for name, given in before:
        house.run(name, **given)
    kept, table = house.settings.kept, UNDONE[tool]
    was = kept.now(table)
    house.run(tool, **arguments)
    now = kept.now(table)
    assert now != was
    assert house.undo() == said
    assert kept.now(table) == was
    house.redo()
    assert kept.now(table) == now


def test_all_of_them_are_tools(house: House) -> None:
    assert set(house.box.known()) >= UNDONE.keys()


def test_what_changed_nothing_or_failed_is_not_undone(house: House) -> None:
    house.run("add_note", text="x")
    house.run("cancel_reminder", text="cake")
    assert not house.box.run("set_timer", {"duration": "whenever"}).ok
    assert house.undo() == "The note x is gone again."


def test_each_conversation_undoes_its_own(house: House) -> None:
    house.run("add_note", text="mine")
    with in_the_kitchen():
        assert house.undo() == "There is nothing to undo."
        house.run("add_note", text="theirs")
    assert house.undo() == "The note mine is gone again."


def test_what_was_said_in_one_breath_is_one(house: House) -> None:
    house.run("set_setting", name="volume", value="50")
    house.run("add_note", text="x")
    house.run("add_note", text="y")
    house.settings.join(3)
    assert house.undo() == "Volume 80 percent again. The note x and the note y are gone again."
    assert house.undo() == "There is nothing to undo."


def test_a_timer_that_rang_meanwhile_is_not_lost(house: House) -> None:
    house.run("set_timer", duration="5 minutes", label="egg")
    was = house.settings.kept.now("ring")
    house.store.change("update ring set rung = 1, due = due + 15")
    assert house.settings.kept.changed_since("ring", was) is None
    assert house.undo() == "The egg timer is gone again."


def test_what_has_the_number_of_what_is_gone_stays(house: House) -> None:
    house.run("set_timer", duration="5 minutes", label="egg")
    house.store.change("delete from ring")  # it rang, and was stopped
    with in_the_kitchen():
        house.run("set_alarm", time="7 am")
    assert house.undo() == "There is nothing to undo."
    assert [row[1] for row in house.settings.kept.now("ring").values()] == ["alarm"]


def test_what_comes_back_leaves_what_has_its_number(house: House) -> None:
    for item in ("milk", "eggs"):
        house.run("add_to_list", list="shopping", items=item)
    house.run("clear_list", list="shopping")
    with in_the_kitchen():
        house.run("add_to_list", list="shopping", items="soap")
    assert house.undo() == "Milk on the shopping list and eggs on the shopping list are there again."
    assert sorted(row[2] for row in house.settings.kept.now("item").values()) == ["eggs", "milk", "soap"]
    assert house.redo().endswith("are gone again.")
    assert [row[2] for row in house.settings.kept.now("item").values()] == ["soap"]


def test_a_fact_that_comes_back_leaves_what_has_its_number(house: House) -> None:
    house.run("remember", fact="my name is Jo")
    house.run("forget_everything")
    with in_the_kitchen():
        house.run("remember", fact="my cat is called Tom")
    house.undo()
    assert [row[1] for row in house.settings.kept.now("fact").values()] == ["my cat is called Tom", "my name is Jo"]


def test_too_many_rows_are_not_kept(house: House) -> None:
    was = house.settings.kept.now("note")
    for number in range(MOST_ROWS + 1):
        house.store.change("insert into note (text, made) values (?, 0)", str(number))
    assert house.settings.kept.changed_since("note", was) is None
