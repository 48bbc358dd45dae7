"""Tools from functions: schemas, checked arguments, and words for what goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest

from tools.base import Outcome, Toolbox, ToolContext, ToolError, tool
from tools.store import Store


@tool
def greet(context: ToolContext, name: str, mood: Literal["glad", "sad"] = "glad") -> Outcome:
    """Greet somebody
    by name.

    Args:
        name: who.
        mood: how.
    """
    del context
    if name == "nobody":
        raise ToolError("There is nobody.")
    return Outcome(f"{name} {mood}", f"Hello {name}.")


@pytest.fixture
def context() -> Iterator[ToolContext]:
    store = Store(None)
    yield ToolContext(store)
    store.close()


def test_the_schema_comes_from_the_function() -> None:
    function = greet.schema["function"]
    assert function["name"] == "greet"
    assert function["description"] == "Greet somebody by name."
    assert function["parameters"]["required"] == ["name"]
    assert function["parameters"]["properties"]["name"] == {"description": "who.", "type": "string"}
    assert function["parameters"]["properties"]["mood"]["enum"] == ["glad", "sad"]


def test_arguments_are_checked(context: ToolContext) -> None:
    box = Toolbox([greet], context)
    assert box.run("greet", {"name": "Ada"}) == Outcome("Ada glad", "Hello Ada.")
    assert box.run("greet", {"name": 7, "mood": None}).text == "7 glad"
    for arguments in ({}, {"name": "Ada", "age": 3}, {"name": "Ada", "mood": "mad"}, {"name": ["Ada"]}):
        done = box.run("greet", arguments)
        assert not done.ok
        assert done.text.startswith("error: The tool greet cannot take that")


def test_what_fails_says_so(context: ToolContext) -> None:
    box = Toolbox([greet], context)
    assert box.run("greet", {"name": "nobody"}).speech == "There is nobody."
    assert box.run("dance", {}).speech == "There is no tool called dance."


def test_a_hidden_tool_is_not_offered_but_can_say_why(context: ToolContext) -> None:
    hidden: list[str] = []
    box = Toolbox([greet], context, hidden=lambda: hidden)
    assert box.names() == ["greet"]
    hidden.append("greet")
    assert (box.names(), box.schemas()) == ([], [])
    assert box.run("greet", {"name": "Ada"}).ok
