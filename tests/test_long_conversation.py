"""Fifty turns with the real starter, tools, sandbox and store: calls, errors, interruptions, a killed engine.

At its end every state is as it should be: what was asked for is there, what was cut is not, and nothing runs any more.
"""

from __future__ import annotations

import asyncio
import os
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

from assistant import app
from assistant.config import Config
from assistant.events import Event, Failure, Reply, ToolResult, Transcript, Turn
from assistant.think.llm import LlamaChatModel
from tools import memory

SLOW = '''
import time
def brew(minutes: float) -> str:
    """Brew tea."""
    time.sleep(minutes * 60)
    return "brewed"
'''


@dataclass
class Turned:
    """What one turn left."""

    events: list[Event]

    @property
    def outcome(self) -> str:
        return next(event.outcome for event in self.events if isinstance(event, Turn))

    @property
    def reply(self) -> str:
        return " ".join(event.text for event in self.events if isinstance(event, Reply))

    @property
    def results(self) -> list[dict[str, Any]]:
        return [dict(event.data) for event in self.events if isinstance(event, ToolResult)]

    @property
    def failures(self) -> list[str]:
        return [event.message for event in self.events if isinstance(event, Failure)]


class Talk:
    """A conversation with a house."""

    def __init__(self, house: app.House) -> None:
        self.events: list[Event] = []
        self.conversation = house.conversation(self.events.append)
        self.turns = 0

    async def say(self, text: str) -> Turned:
        self.events.clear()
        self.turns += 1
        await self.conversation.answer(Transcript(text, accepted=True, confidence=1.0, engine="typed"))
        return Turned(list(self.events))

    async def cut(self, text: str, seconds: float) -> Turned:
        """Say it, and interrupt the answer."""
        self.events.clear()
        self.turns += 1
        transcript = Transcript(text, accepted=True, confidence=1.0, engine="typed")
        task = asyncio.create_task(self.conversation.answer(transcript))
        await asyncio.sleep(seconds)
        task.cancel()
        await asyncio.wait({task}, timeout=10)
        assert task.done(), "the interrupted turn goes on"
        return Turned(list(self.events))


@pytest.mark.docker
async def test_fifty_turns(tmp_path: Path) -> None:
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "tea.py").write_text(SLOW)
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    async with app.open_house(Config(), folder=tmp_path) as house:
        assert isinstance(house.model, LlamaChatModel)
        talk = Talk(house)
        seeds = set()
        for number in range(5):
            turn = await talk.say(f"what is {number + 3} times 7")
            assert turn.outcome == "answered"
            assert turn.results[0]["kind"] == "program_output"  # whether the starter counts right is not asked here
            assert (await talk.say("remember that my cat is called Tom")).reply == "I will remember that."
            heat = 1 + number / 10
            assert (await talk.say(f"set the temperature to {heat:g}")).results[0]["value"] == heat
            assert (await talk.say("tell me a joke")).outcome == "answered"
            seeds.add(next(event.seed for event in talk.events if isinstance(event, Turn)))
            assert (await talk.say("add milk to the shopping list")).results[0]["kind"] == "list_add"
            # A program that fails, and one that is cut while it runs.
            failed = await talk.say("divide 5 by 0")
            assert failed.outcome == "answered"
            assert "Traceback" not in failed.reply
            cut = await talk.cut("tell me a joke", 0.01 * number)
            assert cut.outcome in ("interrupted", "answered")
            assert (await talk.say("what is the temperature")).reply == f"The temperature is {heat:g}."
            # The engine dies between two turns, and while it answers.
            pid = house.model.pid
            assert pid is not None
            os.kill(pid, signal.SIGKILL)
            died = await talk.say("who are you")
            assert died.outcome in ("failed", "answered")
            assert all("\n" not in failure and "ended" in failure for failure in died.failures)
            assert (await talk.say("what is 17 times 23")).results[0]["kind"] == "program_output"
            assert house.model.pid not in (None, pid)
        assert talk.turns == 50
        assert len(seeds) == 5
        # What was asked for is there, once.
        assert memory.facts(house.store) == ["my cat is called Tom"]
        assert house.settings.get("temperature") == 1.4
        assert (await talk.say("read the shopping list")).results[0]["items"] == ["milk"] * 5
        assert (await talk.say("undo that")).reply == "Milk on the shopping list is gone again."
        assert (await talk.say("read the shopping list")).results[0]["items"] == ["milk"] * 4
        assert (await talk.say("undo that")).results[0]["kind"] == "setting_undo"
        assert house.settings.get("temperature") == 1.3
        # Risky: asked about, refused, asked about, agreed.
        for answer, kept in (("no", ["my cat is called Tom"]), ("yes", [])):
            assert (await talk.say("forget everything")).reply.startswith("Shall I")
            assert (await talk.say(answer)).outcome == "answered"
            assert memory.facts(house.store) == kept
        assert house.notices == []
    left = [child for child in psutil.Process().children(recursive=True) if child.pid not in before]
    assert not [child for child in left if child.status() != psutil.STATUS_ZOMBIE], "something runs on"
