"""The owner's own commands: merged in, and every mistake in them named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.config import Config
from assistant.errors import ConfigError
from assistant.hear import grammar, ngrams
from assistant.think.commands import Commands

OWN = """
phrases:
  "movie (time|night)": load movie night
  "lights out": go to sleep
  "good old {numeric} please": set the temperature to 1
intents:
  Tea:
    data:
      - sentences: ["<brew> [me] [a] tea [for {timer}]"]
        metadata: {tool: set_timer}
        slots: {label: tea, timer: 4 minutes}
  Stock:
    data:
      - sentences: ["buy ibm stock note"]
        metadata: {tool: add_note}
        slots: {text: Buy IBM stock}
expansion_rules:
  brew: "(brew|make)"
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "commands.yaml"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("said", "tool", "arguments"),
    [
        ("movie night please", "load_preset", {"preset": "movie night"}),
        ("movie time", "load_preset", {"preset": "movie night"}),
        ("lights out", "control", {"action": "sleep"}),
        ("brew me a tea", "set_timer", {"duration": "4 minutes", "label": "tea"}),
        ("Buy ibm stock note", "add_note", {"text": "Buy IBM stock"}),
        ("what time is it", "clock", {"about": "time"}),
    ],
)
def test_they_are_merged_in(own: Path, said: str, tool: str, arguments: dict[str, str]) -> None:
    match = Commands.load("en", own).recognise(said)
    assert match is not None
    assert (match.tool, dict(match.arguments)) == (tool, arguments)


def test_a_missing_file_and_one_for_another_language_change_nothing(own: Path, tmp_path: Path) -> None:
    assert Commands.load("en", tmp_path / "none.yaml").recognise("movie night") is None
    own.write_text(f"language: zh\n{OWN}", encoding="utf-8")
    assert Commands.load("en", own).recognise("movie night") is None


def test_the_recogniser_hears_them_too(own: Path) -> None:
    text = grammar.build(grammar.phrase_data("en", own), lambda _: True)
    assert "movie (time|night)" in text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("phrases: [", "not valid YAML"),
        ("phrases: [movie night]", "phrases must be a mapping"),
        ("phrases: {movie night: 3}", "must say what to do"),
        ("sentences: {}", "unknown section 'sentences'"),
        ("- movie night", "no sections"),
        ("intents: {Tea: {data: [{sentences: [brew tea]}]}}", "the intent Tea needs sentences"),
        ("intents: {Tea: {data: [{sentences: ['(brew tea'], metadata: {tool: set_timer}}]}}", "cannot be read"),
        ("phrases: {'brew {teas}': stop}", "teas"),
        ("intents: {Tea: {data: [{sentences: [brew tea], metadata: {tool: make_tea}}]}}", "make_tea"),
        ("phrases: {movie night: frobnicate the moon}", "frobnicate the moon"),
        ("phrases: {'movie (night': stop}", "'movie (night' cannot be read"),
        ("phrases: {' ': stop}", "a sentence is empty"),
        ("phrases: {lights out: 2020-99-99}", "not valid YAML"),
        ("intents: {Tea: coffee}", "the intent Tea needs sentences"),
        ("intents: {Tea: {data: [brew]}}", "the intent Tea needs sentences"),
        ("intents: {Tea: {data: [{sentences: [brew], metadata: {tool: [a]}}]}}", "the intent Tea needs sentences"),
        ("intents: {Tea: {data: [{sentences: [brew], metadata: {tool: a, often: x}}]}}", "often in the intent Tea"),
        ("intents: {Tea: {data: [{sentences: [brew], metadata: {tool: a, unit: '('}}]}}", "unit in the intent Tea"),
        ("intents: {Tea: {data: [{sentences: [brew], metadata: {tool: a, split: b}}]}}", "split in the intent Tea"),
        ("intents: {Tea: {data: [{sentences: [brew], metadata: {tool: a}, slots: 3}]}}", "slots in the intent Tea"),
        ("lists: {x: 3}", "the list x must have values"),
        ("lists: {x: {values: [{a: b}]}}", "the values of the list x must be texts"),
        ("lists: {x: {values: [yes]}}", "the values of the list x must be texts"),
        ("lists: {x: {values: 3}}", "the values of the list x must be texts"),
        ("lists: {x: {range: {from: 1}}}", "the list x cannot be read"),
        ("lists: {x: {range: {from: a, to: 3}}}", "the range of the list x needs whole numbers"),
        ("lists: {on: {values: [a]}}", "put it in quotes"),
        ("expansion_rules: {a: 3}", "the rule a must be text"),
        ("expansion_rules: {a: 'x <b>', b: '[<a>]'}", "<a> stands in itself"),
        ("expansion_rules: {a: '{b}'}\nlists: {b: {values: ['<a> x']}}", "stands in itself"),
        ("{3: x, a: y}", "unknown section '3'"),
        ("language: klingon", "the language 'klingon'"),
    ],
)
def test_mistakes_are_named(own: Path, text: str, names: str) -> None:
    own.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        Commands.load("en", own).check({"set_timer", "control", "load_preset"})
    assert names in str(caught.value)
    assert str(own) in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "phrases: {'say \\(it': stop, '(out;(lights|lamps))': stop, 'a = b': stop}",
        "phrases: {'[<brew>] my xyzzyq': stop}\nexpansion_rules: {brew: '(xyzzyq|xyzzyr)'}",
        "phrases: {'play {song}': stop}\nlists: {song: {values: [xyzzyq, '<set> x', 'a;b']}}",
        "phrases: {'play {song}': stop}\nlists: {song: {wildcard: true, heard: '<nothing> {x}'}}",
        "intents: {Tea: {data: [{sentences: ['brew {drink}'], metadata: {tool: set_timer},"
        " lists: {drink: {values: [xyzzyq]}}}]}}\nlists: {drink: {values: [tea]}}",
    ],
)
def test_what_cannot_be_spoken_is_left_out_of_what_is_heard(own: Path, text: str) -> None:
    own.write_text(f"{text}\n", encoding="utf-8")
    Commands.load("en", own)
    rules = ngrams.Grammar(grammar.build(grammar.phrase_data("en", own), lambda word: "xyzzy" not in word))
    for name in rules._rules:
        if name != "dictated":  # it holds <any>
            assert [rules.draw(name) for _ in range(20)]
    assert not rules.accepts(["play"])


def test_a_phrase_that_stands_for_itself_ends(own: Path) -> None:
    own.write_text("phrases: {ping: pong, pong: ping}", encoding="utf-8")
    assert Commands.load("en", own).recognise("ping") is None


def test_the_command_line_prints_them_and_their_mistakes() -> None:
    folder = Config().commands_file.parent
    folder.mkdir(parents=True)
    (folder / "commands.yaml").write_text(OWN, encoding="utf-8")

    def hearth(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "assistant", *arguments], capture_output=True, text=True, timeout=120, check=False
        )

    printed = hearth("commands")
    assert printed.returncode == 0
    assert "movie (time|night)" in printed.stdout
    assert "Your own, from" in printed.stdout
    assert "把" in hearth("commands", "--language", "zh").stdout
    assert hearth("commands", "--language", "xx").returncode == 2
    (folder / "commands.yaml").write_text("phrases: [", encoding="utf-8")
    broken = hearth("ask", "what time is it")
    assert broken.returncode == 2
    assert "Traceback" not in broken.stderr
    assert "not valid YAML" in broken.stderr
