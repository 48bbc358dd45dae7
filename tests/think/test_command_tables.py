"""Tables of what people say: every setting in ten ways and more, in both languages, and what must not be a command."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.phrases import LANGUAGES
from assistant.settings import SETTINGS
from assistant.settings_store import Settings
from assistant.think.commands import Commands
from tools.store import Store

FOLDER = Path(__file__).parent / "commands"


@lru_cache
def commands(language: str) -> Commands:
    return Commands.load(language)


def table(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.load((FOLDER / name).read_text(encoding="utf-8"), yaml.CSafeLoader)
    return rows


def about(expect: dict[str, Any]) -> str:
    """The setting that a row is about."""
    return str(next(expect[key] for key in ("set", "change", "get", "reset") if key in expect))


@pytest.mark.parametrize("language", LANGUAGES.values())
def test_what_is_said_about_settings(language: str) -> None:
    """From the transcript to the value that is then kept."""
    wrong = []
    for row in table(f"settings_{language}.yaml"):
        said, expect = row["say"], row["expect"]
        match = commands(language).recognise(said)
        if match is None or match.arguments.get("name") != about(expect):
            wrong.append((said, match))
            continue
        store = Store(None)
        settings = Settings(store)
        arguments = match.arguments
        if "set" in expect:
            settings.set(arguments["name"], arguments["value"])
            fine = match.tool == "set_setting" and settings.get(expect["set"]) == expect["to"]
        elif "change" in expect:
            before = settings.snapshot().number(expect["change"])
            settings.change(
                arguments["name"], arguments["direction"], arguments.get("by", ""), arguments.get("size", "")
            )
            moved = settings.snapshot().number(expect["change"]) - before
            fine = match.tool == "change_setting" and arguments["direction"] == expect["direction"]
            fine &= ("by" in arguments) == ("by" in expect) and (moved >= 0) == (
                expect["direction"] == "up" or moved == 0
            )
        else:
            fine = match.tool == ("get_setting" if "get" in expect else "reset_setting")
        store.close()
        if not fine:
            wrong.append((said, match))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES.values())
def test_what_is_said_about_everything_else(language: str) -> None:
    wrong = []
    for row in table(f"other_{language}.yaml"):
        expect = dict(row["expect"])
        match = commands(language).recognise(row["say"])
        if match is None or (match.tool, dict(match.arguments)) != (expect.pop("tool"), expect):
            wrong.append((row["say"], match))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES.values())
def test_ordinary_talk_is_no_command(language: str) -> None:
    said = (FOLDER / f"ordinary_{language}.txt").read_text(encoding="utf-8").splitlines()
    fired = [(text, match) for text in said if (match := commands(language).recognise_all(text, set()))]
    assert fired == []


def test_the_tables_are_as_large_as_they_should_be() -> None:
    rows = {language: table(f"settings_{language}.yaml") for language in LANGUAGES.values()}
    other = sum(len(table(f"other_{language}.yaml")) for language in LANGUAGES.values())
    assert sum(map(len, rows.values())) + other >= 600
    for language, found in rows.items():
        ways = Counter(about(row["expect"]) for row in found)
        few = {setting.name: ways[setting.name] for setting in SETTINGS if ways[setting.name] < 9}
        assert not few, (language, few)
    ordinary = (FOLDER / "ordinary_en.txt").read_text(encoding="utf-8").splitlines()
    assert len(set(ordinary)) >= 300


@pytest.mark.parametrize(
    ("said", "tools"),
    [
        ("hotter and shorter", ["temperature", "answer_length"]),
        ("temperature one point two and volume thirty", ["temperature", "volume"]),
        ("be a pirate and talk slower please", ["persona", "speech_rate"]),
        ("turn the volume down then mute", ["volume", "mute"]),
        ("a bit hotter and a bit louder and faster", ["temperature", None, "speech_rate"]),
    ],
)
def test_several_in_one_breath(said: str, tools: list[str | None]) -> None:
    found = commands("en").recognise_all(said)
    assert [match.arguments.get("name") for match in found] == tools


@pytest.mark.parametrize(
    ("said", "made"),
    [
        (
            "set a timer for ten minutes and remind me to call mum tomorrow at 8",
            [{"duration": "10 minutes"}, {"text": "call mum", "when": "tomorrow 8"}],
        ),
        (
            "set a pasta timer for 9 minutes and an egg timer for 5 minutes",
            [{"duration": "9 minutes", "label": "pasta"}, {"duration": "5 minutes", "label": "egg"}],
        ),
        (
            "set a timer for 5 minutes then add milk to the shopping list",
            [{"duration": "5 minutes"}, {"items": "milk", "list": "shopping"}],
        ),
        ("set an alarm for 7am and 8am", [{"time": "7 am"}, {"time": "8 am"}]),
        ("what time is it and what is the date", [{"about": "time"}, {"about": "date"}]),
        (
            "add milk to the shopping list and bread to the bakery list",
            [{"items": "milk", "list": "shopping"}, {"items": "bread", "list": "bakery"}],
        ),
        (
            "remind me to call bob at 5 pm and to call ann at 6 pm",
            [{"text": "call bob", "when": "5 pm"}, {"text": "call ann", "when": "6 pm"}],
        ),
        # A part that is understood is not done while the rest is lost without a word.
        ("add eggs to the shopping list and then read it", []),
        ("set a timer for 5 minutes and tell me a joke", []),
    ],
)
def test_several_requests_to_tools_in_one_breath(said: str, made: list[dict[str, str]]) -> None:
    assert [dict(match.arguments) for match in commands("en").recognise_all(said)] == made


def test_every_name_that_is_no_word_of_other_talk_is_understood() -> None:
    """The names in docs/settings.md; what are words of other talk ("history", "speed") are only meant in a terminal."""
    other = {"penalty", "answers", "history", "speed", "pause", "patience", "sleep", "hottest"}
    for setting in SETTINGS:
        for name in set(setting.spoken) - other:
            found = commands("en").recognise_all(f"what is the {name}")
            assert [match.arguments.get("name") for match in found] == [setting.name], name


def test_one_command_with_an_and_in_it_stays_one() -> None:
    assert [match.tool for match in commands("en").recognise_all("add milk and eggs to the shopping list")] == [
        "add_to_list"
    ]
    for one in (
        "add milk to the shopping list and eggs", "remind me to buy bread and butter at 5",
        "set an alarm for 7 and a half", "remind me to sit and rest at 5", "set a timer for an hour and a half",
        "set a timer for 5 minutes and 30 seconds",
    ):  # fmt: skip
        assert len(commands("en").recognise_all(one)) <= 1, one
    assert commands("en").recognise_all("turn the volume up and tell me a joke") == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["this is great", "i am cold", "i'm starving", "food is here", "this is bloody brilliant", "i'm back",
                "dinner has arrived", "add bananas", "this is so much fun", "i am thankful"]),
        ("zh", ["我是认真的", "我是开玩笑的", "我是老师", "周末我们一起玩", "添加牛奶", "我是中国人"]),
    ],
)  # fmt: skip
def test_talk_at_a_party_makes_nobody_a_player(language: str, said: list[str]) -> None:
    assert [text for text in said if commands(language).recognise_all(text, {"party"})] == []


@pytest.mark.parametrize(
    ("language", "said", "action", "player"),
    [
        ("en", "i'm sam", "me", "sam"),
        ("en", "joe here", "me", "joe"),
        ("en", "my name is may", "me", "may"),
        ("en", "my name is grace", "me", "grace"),
        ("en", "add ernest and mabel", "add_player", "ernest and mabel"),
        ("en", "anna has arrived", "add_player", "anna"),
        ("en", "new player lucy", "add_player", "lucy"),
        ("zh", "我是小刚", "me", "小刚"),
        ("zh", "我叫马克", "me", "马克"),
        ("zh", "加上王五", "add_player", "王五"),
        ("zh", "小明也玩", "add_player", "小明"),
    ],
)
def test_who_says_a_name_at_a_party_plays(language: str, said: str, action: str, player: str) -> None:
    match = commands(language).recognise(said, {"party"})
    assert match is not None
    assert dict(match.arguments) == {"action": action, "player": player}


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "add sam to the game"), ("en", "add sam to the party"), ("zh", "加上玩家小明"), ("zh", "让小明加入派对")],
)
def test_what_speaks_of_the_game_may_begin_one(language: str, said: str) -> None:
    assert commands(language).recognise(said, set()) is not None
