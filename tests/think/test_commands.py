"""Spoken commands: what is one, what is none, and which arguments it has."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.errors import ConfigError
from assistant.think.commands import Commands, split_duration, split_reminder


@pytest.fixture(scope="module")
def commands() -> Commands:
    return Commands.load()


@pytest.mark.parametrize(
    ("said", "tool", "arguments"),
    [
        ("set the temperature to one point two", "set_setting", {"name": "temperature", "value": "1.2"}),
        ("Temperature one point four.", "set_setting", {"name": "temperature", "value": "1.4"}),
        ("what is the temperature", "get_setting", {"name": "temperature"}),
        ("undo that", "undo_setting", {}),
        ("reset the temperature", "reset_setting", {"name": "temperature"}),
        ("shorter answers", "change_setting", {"name": "answer_length", "direction": "down"}),
        ("turn the volume down a bit", "change_setting", {"name": "volume", "direction": "down"}),
        ("be a pirate", "set_setting", {"name": "persona", "value": "pirate"}),
        ("save this as preset movie night", "save_preset", {"preset": "movie night"}),
        ("set a timer for ten minutes", "set_timer", {"duration": "10 minutes"}),
        ("could you set a timer for ten minutes for the pasta please", "set_timer",
         {"duration": "10 minutes", "label": "pasta"}),
        ("pasta timer nine minutes please", "set_timer", {"duration": "9 minutes", "label": "pasta"}),
        ("cancel the timer", "cancel_timer", {}),
        ("wake me up at half six tomorrow morning", "set_alarm", {"time": "half 6 tomorrow morning"}),
        ("remind me in twenty five minutes to move the car", "set_reminder",
         {"text": "move the car", "when": "in 25 minutes"}),
        ("note that the wifi code is on the router", "add_note", {"text": "the wifi code is on the router"}),
        ("add oat milk and bananas to the shopping list", "add_to_list",
         {"items": "oat milk and bananas", "list": "shopping"}),
        ("what's on the shopping list", "read_list", {"list": "shopping"}),
        ("how many kilometers is twenty six miles", "convert",
         {"amount": "26", "from_unit": "miles", "to_unit": "kilometers"}),
        ("what time is it", "clock", {"about": "time"}),
        ("how much memory is free", "system_status", {"about": "memory"}),
        ("stop", "control", {"action": "stop"}),
        ("say that again", "control", {"action": "repeat"}),
        ("start the party", "party", {"action": "start"}),
        ("sam had a beer", "party", {"action": "drink", "player": "sam"}),
        ("truth or dare", "party", {"action": "truth"}),
    ],
)  # fmt: skip
def test_commands(commands: Commands, said: str, tool: str, arguments: dict[str, Any]) -> None:
    match = commands.recognise(said)
    assert match is not None
    assert (match.tool, dict(match.arguments)) == (tool, arguments)


@pytest.mark.parametrize(
    "said",
    [
        "what is seventeen times twenty three",
        "write a program that prints the first ten primes",
        "the temperature in london is cold",
        "who invented the egg timer",
        "remind me who wrote hamlet",
        "set a timer for banana",
        "tell me a joke",
        "thank you",
        "what is the population of france",
        "set the house on fire",
        "",
        "...",
    ],
)
def test_ordinary_talk_is_no_command(commands: Commands, said: str) -> None:
    assert commands.recognise(said) is None


def test_a_language_without_commands_is_named() -> None:
    with pytest.raises(ConfigError, match="'xx'"):
        Commands.load("xx")


def test_every_command_runs_a_tool_that_is_there() -> None:
    from importlib import resources

    import yaml

    from assistant.app import make_toolbox
    from assistant.settings_store import Settings
    from sandbox import Sandbox
    from tools.store import Store

    store = Store(None)
    known = set(make_toolbox(store, Settings(store), Sandbox()).names())
    store.close()
    file = resources.files("assistant.think") / "sentences" / "en" / "commands.yaml"
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    used = {block["metadata"]["tool"] for intent in data["intents"].values() for block in intent["data"]}
    assert used <= known


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("3 minute egg", ("3 minute", "egg")),
        ("10 minutes for the pasta", ("10 minutes", "pasta")),
        ("an hour and a half", ("an hour and a half", "")),
        ("banana", ("banana", "")),
    ],
)
def test_split_duration(said: str, parts: tuple[str, str]) -> None:
    assert split_duration(said) == parts


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("in 25 minutes to move the car", ("move the car", "in 25 minutes")),
        ("to ring mum at 6 pm", ("ring mum", "6 pm")),
        ("tomorrow at 8 am to call the bank", ("call the bank", "tomorrow 8 am")),
        ("who wrote hamlet", None),
    ],
)
def test_split_reminder(said: str, parts: tuple[str, str] | None) -> None:
    assert split_reminder(said) == parts
