"""`hearth settings` and `hearth party` from the command line, and the page made from the declaration."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.modes.settings import PAGE, page
from assistant.phrases import LANGUAGES, documents
from assistant.settings import SETTINGS

ROOT = Path(__file__).parents[1]


def hearth(*arguments: object, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "assistant", *map(str, arguments)],
        cwd=ROOT, input=typed, capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip


def test_the_reference_page_is_not_stale() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: ./hearth settings page"


@pytest.mark.parametrize("language", LANGUAGES.values())
def test_every_setting_has_names_in_every_language(language: str) -> None:
    [first, *_] = documents(language)
    named = set(first["settings"])
    assert named <= {setting.name for setting in SETTINGS}
    if language != "en":
        assert named == {setting.name for setting in SETTINGS}


def test_settings_from_the_command_line() -> None:
    assert hearth("settings", "set", "temperature", "1.4").stdout == "temperature 1.4\n"
    assert hearth("settings", "set", "top p", "point five").stdout == "top p 0.5\n"
    quiet = hearth("settings", "set", "quiet_hours", "10", "pm", "to", "7", "am").stdout
    assert quiet == "quiet hours from 22:00 to 07:00\n"
    assert hearth("settings", "get", "temperature").stdout == "1.4\n"
    assert json.loads(hearth("settings", "list", "--json").stdout)["temperature"] == 1.4
    listed = hearth("settings").stdout
    assert all(setting.name in listed for setting in SETTINGS)
    assert hearth("settings", "save", "spicy").returncode == 0
    assert hearth("settings", "reset").returncode == 0
    assert hearth("settings", "get", "temperature").stdout == "0.7\n"
    assert hearth("settings", "load", "spicy").returncode == 0
    assert hearth("settings", "get", "temperature").stdout == "1.4\n"
    assert hearth("settings", "undo").returncode == 0
    assert hearth("settings", "get", "temperature").stdout == "0.7\n"
    assert hearth("settings", "redo").returncode == 0
    assert hearth("settings", "get", "temperature").stdout == "1.4\n"
    assert hearth("settings", "load").stdout == "spicy\n"


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (("settings", "set", "temperature", "9"), "0 to 5"),
        (("settings", "set", "temprature", "1"), "Did you mean temperature?"),
        (("settings", "set", "persona", "dragon"), "pirate"),
        (("settings", "set", "mute", "perhaps"), "on or off"),
        (("settings", "set", "quiet_hours", "banana"), "from 10 pm to 7 am"),
        (("settings", "get", "flavour"), "flavour"),
        (("settings", "load", "nothing"), "nothing"),
        (("party", "--report"), "no party yet"),
        (("party", "--report", "evening.png"), ".svg"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(arguments: tuple[str, ...], names: str) -> None:
    done = hearth(*arguments)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert names in done.stderr


def test_a_party_is_typed_where_there_is_no_microphone(tmp_path: Path) -> None:
    """And goes on in the next call, as after a restart."""
    first = hearth("party", "--json", typed="add sam to the game\nsam had two beers\n")
    assert first.returncode == 0, first.stderr
    events = [json.loads(line) for line in first.stdout.splitlines()]
    results = [event["data"] for event in events if event["event"] == "tool_result"]
    assert [result["action"] for result in results] == ["start", "add_player", "drink"]
    assert results[-1]["temperature"] == 1.7
    second = hearth("party", "--json", typed="what's the score\nlast call\n")
    replies = [event["text"] for line in second.stdout.splitlines() if (event := json.loads(line))["event"] == "reply"]
    assert replies[0] == "Sam 2 drinks."
    assert replies[1].startswith("The party is over.")
    told = hearth("party", "--report", tmp_path / "evening.svg")
    assert told.returncode == 0, told.stderr
    assert "Sam" in told.stdout
    assert "</svg>" in (tmp_path / "evening.svg").read_text()
