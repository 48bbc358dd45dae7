"""The owner's own commands: merged in, and every mistake in them named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.config import Config
from assistant.errors import ConfigError
from assistant.hear import grammar
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
    ],
)
def test_mistakes_are_named(own: Path, text: str, names: str) -> None:
    own.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        Commands.load("en", own).check({"set_timer", "control", "load_preset"})
    assert names in str(caught.value)
    assert str(own) in str(caught.value)


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
