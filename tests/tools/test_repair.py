"""Arguments as they were meant; and what is left to be refused."""

from __future__ import annotations

from enum import Enum
from typing import Any, Literal

import pytest

from tools.base import Outcome, Running, Tool, Toolbox, ToolContext, tool
from tools.foreign import foreign
from tools.repair import repair
from tools.store import Store

SCHEMA = {
    "type": "object",
    "properties": {
        "count": {"type": "integer"},
        "share": {"type": "number"},
        "on": {"type": "boolean"},
        "name": {"type": "string"},
        "days": {"type": "array", "items": {"type": "integer"}},
        "place": {"type": "object", "properties": {"zip": {"type": "string"}}},
        "mood": {"enum": ["Glad", "Sad"]},
        "maybe": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
        "either": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
        "ref": {"$ref": "#/$defs/Size"},
        "user_name": {"type": "string"},
        "any": True,
        "never": False,
        "anys": {"type": "array", "items": True},
        "bag": {"type": "object"},
        "some": {"anyOf": [{"type": ["integer", "null"]}, {"type": "boolean"}]},
        "open": {"anyOf": [{"type": "integer"}, True]},
        "to_true": {"$ref": "#/$defs/Any"},
        "nowhere": {"$ref": "#/$defs/No/Where"},
        "odd": {"$ref": 5, "enum": 7, "anyOf": 3, "type": {}},
    },
    "$defs": {"Size": {"enum": ["small", "big"], "type": "string"}, "Any": True},
}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ({"count": "5"}, {"count": 5}),
        ({"count": " -5 "}, {"count": -5}),
        ({"count": 5.0}, {"count": 5}),
        ({"count": "five"}, {"count": "five"}),
        ({"count": "5.5"}, {"count": "5.5"}),
        ({"share": "0.5"}, {"share": 0.5}),
        ({"on": "Yes"}, {"on": True}),
        ({"on": "perhaps"}, {"on": "perhaps"}),
        ({"name": 7}, {"name": "7"}),
        ({"days": "[1, 2]"}, {"days": [1, 2]}),
        ({"days": ["1", "2"]}, {"days": [1, 2]}),
        ({"days": 3}, {"days": [3]}),
        ({"place": '{"ZIP": 123}'}, {"place": {"zip": "123"}}),
        ({"mood": "glad"}, {"mood": "Glad"}),
        ({"mood": "mad"}, {"mood": "mad"}),
        ({"maybe": "4"}, {"maybe": 4}),
        ({"either": "4"}, {"either": "4"}),
        ({"ref": "BIG"}, {"ref": "big"}),
        ({"Count": 1, "userName": "ada", "User-Name2": 1}, {"count": 1, "user_name": "ada", "User-Name2": 1}),
        ({"0": 5, "3": "ada"}, {"count": 5, "name": "ada"}),
        ({"arguments": {"count": "5"}}, {"count": 5}),
        ({"count": None}, {}),
        ({"COUNT": 1, "count": 2}, {"count": 2, "COUNT": 1}),
        ({"any": "5", "never": "5", "to_true": "5"}, {"any": "5", "never": "5", "to_true": "5"}),
        ({"nowhere": "5", "odd": "5", "open": "5"}, {"nowhere": "5", "odd": "5", "open": "5"}),
        ({"anys": "a"}, {"anys": ["a"]}),
        ({"anys": '["1"]'}, {"anys": ["1"]}),
        ({"some": "5"}, {"some": 5}),
        ({"some": 5}, {"some": 5}),
        ({"bag": {"Count": "1", "x": None}}, {"bag": {"Count": "1"}}),
        ({5: "x"}, {"place": "x"}),
    ],
)
def test_what_is_unambiguous_is_repaired(written: dict[str, Any], meant: dict[str, Any]) -> None:
    assert repair(written, SCHEMA) == meant


class Size(Enum):
    """How big."""

    SMALL = "small"
    BIG = "big"


@tool
def bake(
    context: ToolContext, cakes: int, size: Size = Size.SMALL, with_: Literal["Cream", "Jam"] = "Jam", warm: bool = True
) -> Outcome:
    """Bake."""
    del context
    return Outcome(f"{cakes} {size.value} {with_} {warm}", "Baked.")


def test_through_a_real_tool() -> None:
    store = Store(None)
    box = Toolbox([bake], ToolContext(store))
    assert box.run("Bake", {"Cakes": "3", "size": "BIG", "with": "cream", "warm": "no"}).text == "3 big Cream False"
    assert box.run("bake", {"cakes": "a few"}).text == (
        "error: The tool bake cannot take that: cakes: Input should be a valid integer, unable to parse string as an"
        " integer."
    )
    store.close()


class Done:
    """A call that does nothing."""

    def run(self) -> Outcome:
        return Outcome("done", "Done.")

    def interrupt(self) -> None:
        """Nothing runs."""


@pytest.mark.parametrize(
    ("schema", "answer"),
    [
        (True, "done"),
        (False, "error: The tool put cannot take that: "),
        ({"type": "array", "items": True}, "done"),
        ({"$ref": "https://example.com/x.json"}, "error: The tool put describes its arguments wrongly: "),
        ({"$ref": "#/$defs/none"}, "error: The tool put describes its arguments wrongly: "),
        ({"pattern": r"^\p{L}+$"}, "error: The tool put describes its arguments wrongly: "),
        ({"type": "nothing"}, "error: The tool put describes its arguments wrongly: "),
        ({"$ref": "#/properties/value"}, "error: The tool put describes its arguments wrongly: "),
        ({"anyOf": [{"$ref": "#/properties/value"}]}, "error: The tool put describes its arguments wrongly: "),
    ],
)
def test_a_tool_from_outside_may_describe_itself_in_any_way(schema: object, answer: str) -> None:
    def begin(_: object) -> Running:
        return Done()

    store = Store(None)
    put = foreign("put", "Put.", {"type": "object", "properties": {"value": schema}}, begin)
    assert Toolbox([], ToolContext(store), sources=[Shelf(put)]).run("put", {"value": "a"}).text.startswith(answer)
    store.close()


class Shelf:
    """See tools.base.Source."""

    def __init__(self, *tools: Tool) -> None:
        self._tools = tools

    def tools(self) -> tuple[Tool, ...]:
        return self._tools
