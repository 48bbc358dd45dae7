"""Everyday requests, judged by what the assistant then did: all of these without the model."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant import app
from assistant.config import Config
from assistant.engines import Dialogue
from assistant.events import Event
from assistant.think.brain import CommandResponder, Hands
from assistant.think.commands import LanguageCommands
from assistant.think.party import Heat
from assistant.worker import Worker
from sandbox import Sandbox
from tools.store import Store
from training.everyday import PREPARATIONS
from training.outcomes import judge

ROWS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "commands" / "everyday.yaml").read_text())
NOW = datetime(2026, 3, 10, 14, 0)


class Prepared:
    """A house in which there is something to cancel, to undo and to load."""

    def __init__(self, store: Store, worker: Worker) -> None:
        settings = app.make_settings(Config(), store)
        heat = settings.overlay
        assert isinstance(heat, Heat)
        commands = LanguageCommands(settings, Path("/nowhere"))
        toolbox = app.make_toolbox(store, settings, Sandbox(), Config())
        toolbox._context.now = lambda: NOW
        hands = Hands(toolbox, worker)
        self._store = store
        self._responder = CommandResponder(commands.now, hands, going_on=lambda: heat.party().going_on())

    async def ask(self, text: str) -> list[Event]:
        dialogue = Dialogue(last_answer="The answer is 42. That is all.")
        async with aclosing(self._responder.respond(text, dialogue)) as events:
            return [event async for event in events]

    async def prepare(self) -> None:
        self._store.clear()
        for text in PREPARATIONS:
            assert await self.ask(text), text


@pytest.fixture
async def house() -> AsyncIterator[Prepared]:
    store, worker = Store(None), Worker("tools")
    yield Prepared(store, worker)
    await worker.close()
    store.close()


async def test_everyday_requests(house: Prepared) -> None:
    wrong = []
    for row in ROWS:
        await house.prepare()
        happened = await house.ask(row["say"])
        if not judge(row["expect"], happened):
            wrong.append((row["say"], row["expect"], [event.as_dict() for event in happened]))
    assert wrong == [], f"{len(wrong)} of {len(ROWS)}"
