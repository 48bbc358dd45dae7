"""Spoken commands: what is one, what is none, and which arguments it has."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.errors import ConfigError
from assistant.think.commands import Commands, split_duration, split_reminder
from tools.memory import matching
from tools.notes import split_items


@pytest.fixture(scope="module")
def commands() -> Commands:
    return Commands.load()


@pytest.fixture(scope="module")
def chinese() -> Commands:
    return Commands.load("zh")


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
        ("set a timer for ten minutes called egg", "set_timer", {"duration": "10 minutes", "label": "egg"}),
        ("set a timer called egg for five minutes", "set_timer", {"duration": "5 minutes", "label": "egg"}),
        ("10 km to miles please", "convert", {"amount": "10", "from_unit": "km", "to_unit": "miles"}),
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
        "set a timer for ten minutes no wait make that twelve",
        "what can you do",
        "what can you do for me",
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
        ("on friday to call mum at noon", ("call mum", "on friday noon")),
        ("next tuesday to pay rent at 5 pm", ("pay rent", "next tuesday 5 pm")),
        ("on the 5th of december to pay rent at 9 am", ("pay rent", "on the 5th of december 9 am")),
        ("the day after tomorrow to mow at 10 am", ("mow", "the day after tomorrow 10 am")),
        ("tomorrow morning to call mum at 9", ("call mum", "tomorrow morning 9")),
        ("to water the plants in 3 days at 9 am", ("water the plants", "in 3 days at 9 am")),
        ("in 3 days to water the plants at 9 am", ("water the plants", "in 3 days at 9 am")),
        ("in 2 weeks to call mum", ("call mum", "in 2 weeks")),
        ("to look at 5 houses tomorrow at 9 am", ("look at 5 houses", "tomorrow 9 am")),
        ("at 5 to look at 3 houses", ("look at 3 houses", "5")),
        ("who wrote hamlet", None),
    ],
)
def test_split_reminder(said: str, parts: tuple[str, str] | None) -> None:
    assert split_reminder(said) == parts


@pytest.mark.parametrize(
    ("said", "items"),
    [
        ("Add milk, eggs and bread to the shopping list, please.", ["milk", "eggs", "bread"]),
        ("hey jarvis, put milk, two eggs, and oat milk on my shopping list", ["milk", "2 eggs", "oat milk"]),
        ("remove milk, eggs from the shopping list", ["milk", "eggs"]),
        ("add flour to the shopping list and sugar, thanks", ["flour", "sugar"]),
        ("add oat milk and 1,000 nails to the shopping list", ["oat milk", "1000 nails"]),
    ],
)
def test_commas_tell_the_things_of_a_list_apart(commands: Commands, said: str, items: list[str]) -> None:
    match = commands.recognise(said)
    assert match is not None
    assert match.arguments["list"] == "shopping"
    assert split_items(match.arguments["items"]) == items


@pytest.mark.parametrize(
    ("said", "place", "kept"),
    [
        ("Remember that Anna's sister is called Zoë.", "fact", "Anna's sister is called Zoë"),
        ("Remember that I'm allergic to nuts, not to Oats, please", "fact", "I'm allergic to nuts, not to Oats"),
        ("Remember that my PIN is four seven one one", "fact", "my pin is 4711"),
        ("REMEMBER THAT ANNA IS HERE", "fact", "anna is here"),
        ("Take a note that the plumber, Mr. Jones, comes on Friday", "text", "the plumber, Mr. Jones, comes on Friday"),
        ("Remind me to call Dr. Smith at 5 pm", "text", "call Dr. Smith"),
        ("Remind me in ten minutes to call Anna", "text", "call Anna"),
        ("Remind me to call Anna, please, at 5 pm", "text", "call Anna"),
        ("Take a note meet Anna at 5:30 p.m. on 12/5/2026", "text", "meet Anna at 5:30 p.m. on 12/5/2026"),
        ("Take a note use 3/4 cup of sugar.", "text", "use 3/4 cup of sugar"),
        ("Take a note that I owe Bob $5.50", "text", "I owe Bob $5.50"),
        ('Take a note that she said "I am Anna".', "text", 'she said "I am Anna"'),
        ("make a note of 😀 emoji party 🎉", "text", "😀 emoji party 🎉"),
        ("Add 3/4 cup Sugar, salt to the shopping list", "items", "3/4 cup sugar, salt"),
        ("Note that Anna is here, Jarvis", "text", "Anna is here"),
        ("Remember that my wi-fi password is Hunter", "fact", "my wi-fi password is Hunter"),
        ("Remember that I\u2019m allergic to Nuts", "fact", "I'm allergic to Nuts"),
        ("Take a note to take a note", "text", "take a note"),
    ],
)
def test_what_is_kept_is_written_as_it_was_said(commands: Commands, said: str, place: str, kept: str) -> None:
    match = commands.recognise(said)
    assert match is not None
    assert match.arguments[place] == kept


@pytest.mark.parametrize(
    "fact",
    ["I've got a dog", "he's allergic to nuts", "there's a key under the mat", "I don't like tea", "she's called Anna"],
)
def test_what_was_to_be_remembered_is_forgotten_in_the_same_words(commands: Commands, fact: str) -> None:
    kept, asked = commands.recognise(f"Remember that {fact}."), commands.recognise(f"forget that {fact.lower()}")
    assert kept is not None
    assert asked is not None
    assert matching(asked.arguments["about"], {"1": kept.arguments["fact"]}) == ["1"]


@pytest.mark.parametrize(
    ("said", "place", "words"),
    [
        ("把牛奶，鸡蛋加到购物清单", "items", "牛奶，鸡蛋"),
        ("把五花肉、三明治和七喜加到购物清单里", "items", "五花肉、三明治和七喜"),
        ("把两个鸡蛋加到购物清单", "items", "2个鸡蛋"),
        ("记一下买百事可乐", "text", "买百事可乐"),
        ("记一下，万圣节买糖", "text", "万圣节买糖"),
        ("十分钟后提醒我买五花肉", "text", "买五花肉"),
        ("设个五分钟的三明治计时器", "label", "三明治"),
        ("五分钟计时器还剩多久", "label", "5 minutes"),
        ("加上王五", "player", "王五"),
        ("王五喝了一杯啤酒", "player", "王五"),
        ("小明和小红喝了一杯", "player", "小明 and 小红"),
        ("加上小明、小红跟张三", "player", "小明 and 小红 and 张三"),
        ("大家都喝了一杯", "player", "everyone"),
        ("温度一点二", "value", "1.2"),
    ],
)
def test_free_words_stay_as_they_were_said_in_chinese(chinese: Commands, said: str, place: str, words: str) -> None:
    match = chinese.recognise(said)
    assert match is not None
    assert match.arguments[place] == words


def test_a_note_in_mandarin_keeps_its_capitals(chinese: Commands) -> None:
    noted = chinese.recognise("记个笔记 密码是P@ssW0rd")
    assert noted is not None
    assert noted.arguments == {"text": "密码是P@ssW0rd"}
    listed = chinese.recognise("把Coca Cola加到购物清单")
    assert listed is not None
    assert listed.arguments == {"items": "coca cola", "list": "购物"}


def test_a_long_dictation_is_one_note(commands: Commands, chinese: Commands) -> None:
    words = "the Cat sat on Anna's mat and " * 40
    for begin, place in (("Take a note that ", "text"), ("Remember that ", "fact")):
        (noted,) = commands.recognise_all(begin + words)
        assert noted.arguments == {place: words.strip()}
    assert commands.recognise_all("what is " + "love " * 200) == []
    (noted,) = chinese.recognise_all("记个笔记 " + "今天天气很好，" * 120)
    assert noted.arguments["text"].startswith("今天天气很好，今天")
    assert len(noted.arguments["text"]) == 840


def test_everything_is_taken_off_a_list(commands: Commands) -> None:
    match = commands.recognise("take everything off the shopping list")
    assert match is not None
    assert (match.tool, match.arguments) == ("clear_list", {"list": "shopping"})
