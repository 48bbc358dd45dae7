"""The mind put together: owner's tools, MCP, personas and a model server through a whole house and the command line."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant import app
from assistant.config import Config, load
from assistant.errors import ConfigError
from assistant.events import Command, Event, Failure, Reply, Transcript, Turn
from tests.models.make_gguf import make
from tests.think.templates import QWEN

ROOT = Path(__file__).parents[1]


def hearth(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "assistant", *map(str, arguments)],
        cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


async def ask(house: app.House, text: str) -> list[Event]:
    events: list[Event] = []
    await house.conversation(events.append).answer(Transcript(text, accepted=True, confidence=1.0, engine="typed"))
    return events


async def test_tools_from_outside_are_offered_and_what_is_broken_is_said(tmp_path: Path) -> None:
    (tmp_path / "tools").mkdir()
    tea = 'def brew(cups: int) -> str:\n    """Brew tea."""\n    return f"{cups}!"\n'
    (tmp_path / "tools" / "tea.py").write_text(tea)
    (tmp_path / "tools" / "broken.py").write_text("def broken(:")
    (tmp_path / "personas").mkdir()
    (tmp_path / "personas" / "captain.toml").write_text('prompt = "You are a captain."\ngreeting = "Ahoy."')
    (tmp_path / "personas" / "ghost.toml").write_text("prompt = 3")
    command = f"{sys.executable} -m tests.tools.mcp_server"
    config = Config.model_validate(
        {"mcp": {"kitchen": {"command": command, "env": {"PYTHONPATH": str(ROOT)}}, "gone": {"command": "/no/such"}}}
    )
    async with app.open_house(config, folder=tmp_path) as house:
        assert {"brew", "soup_of_the_day", "run_shell", "remember"} <= set(house.toolbox.names())
        assert house.toolbox.run("brew", {"cups": "3"}).text == "3!"
        assert house.toolbox.run("soup_of_the_day", {"day": "pea"}).text == "1 spoons of pea soup"
        said = " ".join(str(notice) for notice in house.notices)
        for part in ("broken.py", "ghost.toml", "The MCP server gone does not answer"):
            assert part in said
        assert all("\n" not in str(notice) for notice in house.notices)
        events = await ask(house, "set the persona to captain")
        assert next(event.text for event in events if isinstance(event, Reply)) == "Ahoy."
        assert app.system_message(house.settings.snapshot(), house.personas).startswith("You are a captain.")


async def test_a_model_of_the_owners_gets_persona_facts_and_tools_and_its_prefix_is_warm(tmp_path: Path) -> None:
    path = make(tmp_path / "own.gguf", template=QWEN)
    config = Config.model_validate({"model": {"path": str(path), "context": 8192, "max_tokens": 32}})
    async with app.open_house(config, folder=tmp_path / "data") as house:
        assert isinstance((await ask(house, "remember that i live in oslo"))[0], Command)
        # The fact changed the system message's end; the tools and the persona before it are known.
        events = await ask(house, "where do i live then")
        turn = next(event for event in events if isinstance(event, Turn))
        assert turn.outcome == "answered"
        assert turn.seed is not None
        await asyncio.sleep(0)


async def test_a_model_server_that_is_away_is_a_notice_and_commands_work(tmp_path: Path) -> None:
    config = Config.model_validate({"model": {"url": "http://127.0.0.1:9/v1"}})
    async with app.open_house(config, folder=tmp_path) as house:
        assert any("cannot be reached" in notice.message for notice in house.notices)
        events = await ask(house, "set the temperature to 1.2")
        assert next(event.outcome for event in events if isinstance(event, Turn)) == "answered"
        events = await ask(house, "what is love")
        failures = [event for event in events if isinstance(event, Failure)]
        assert len(failures) == 1
        assert "cannot be reached" in failures[0].message


def test_ask_with_the_seed_of_a_turn_gives_the_same_answer() -> None:
    first = hearth("ask", "tell me a joke", "--json")
    turn = json.loads(first.stdout.splitlines()[-1])
    assert turn["event"] == "turn"
    again = hearth("ask", "tell me a joke", "--json", "--seed", turn["seed"])
    repeated = json.loads(again.stdout.splitlines()[-1])
    assert (repeated["said"], repeated["seed"]) == (turn["said"], turn["seed"])
    others = {json.loads(hearth("ask", "tell me a joke", "--json", "--seed", n).stdout.splitlines()[-1])["said"]
              for n in (1, 2)} | {turn["said"]}  # fmt: skip
    assert len(others) > 1
    assert hearth("ask", "hello", "--seed", "-1").returncode == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[mcp.kitchen]\ncomand = 'x'", r"unknown key: \[mcp.kitchen\] comand\. Did you mean \[mcp.kitchen\] command"),
        ("[mcp.kitchen]\nseconds = 5", "give either a command or a url"),
        ("[mcp.kitchen]\ncommand = 'a'\nurl = 'b'", "give either a command or a url"),
        ("[model]\ngpu_layers = -2", "gpu_layers"),
    ],
)
def test_what_is_wrong_in_the_configuration_is_named(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text)
    with pytest.raises(ConfigError, match=says) as caught:
        load(file)
    assert "\n" not in str(caught.value)
