"""Measures the whole assistant with a model in it: people's everyday requests, talk that is nobody's tool, the heat."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager, aclosing
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.config import Config
from assistant.engines import Dialogue
from assistant.errors import HearthError
from assistant.events import Command, Sentence, ToolCall, ToolResult
from assistant.models.registry import STARTER
from training.evaluate import Progress, Score, wildness
from training.outcomes import judge

if TYPE_CHECKING:
    from assistant.app import House
    from assistant.events import Event

OUT_OF_DOMAIN = Path(__file__).with_name("out_of_domain.txt")
PREPARATIONS = (
    "start the party", "add sam to the party", "add joe to the party", "set a timer for 10 minutes called egg",
    "set a timer for 20 minutes called rice", "save this as preset bedtime", "set the top p to 0.8",
    "add socks to the packing list", "add bread to the shopping list",
)  # fmt: skip
"""What is there before a request, so that "cancel the egg timer" and "undo that" have an object."""
SMALL_TALK = (
    "tell me a joke", "who are you", "how are you today", "hello there", "what can you do", "do you like me",
    "tell me a story", "good night", "tell me a secret", "are you alive",
)  # fmt: skip


def read(file: Path) -> list[dict[str, Any]]:
    """Everyday requests with the outcomes that people want, as outcomes.py judges them; one JSON object a line.

    Raises:
        HearthError: the file cannot be read, or a line of it is something else.
    """
    remedy = (
        'Give a file of lines like {"say": "set a timer for 5 minutes", "expect": {"kind": "timer", "seconds": 300}}.'
    )
    try:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        if not rows or not all(isinstance(row["say"], str) and isinstance(row["expect"]["kind"], str) for row in rows):
            raise ValueError
    except OSError as error:
        raise HearthError(f"The file {file} cannot be read: {error.strerror}.", remedy) from error
    except (ValueError, KeyError, TypeError) as error:
        raise HearthError(f"The file {file} does not hold requests with outcomes.", remedy) from error
    return rows


async def together(model: Path, rows: Sequence[Mapping[str, Any]], progress: Progress) -> list[Score]:
    """Measure the assistant with the model at `model`; `rows`: everyday requests with outcomes."""
    done: list[Score] = []
    async with open_with(model) as house:
        if rows:
            done += await _everyday(house, rows, progress)
        done.append(await _out_of_domain(house, progress))
    return done


def open_with(model: Path) -> AbstractAsyncContextManager[House]:
    """A house that keeps nothing, with the model in it."""
    from assistant import app

    chosen = "" if model.resolve() == STARTER else str(model)
    return app.open_house(Config.model_validate({"model": {"path": chosen}}), keep=False, now=_morning)


def _morning() -> datetime:
    """Today at nine, whenever it is measured: at ten in the evening nobody can be reminded "at nine tonight"."""
    return datetime.combine(date.today(), time(9))


async def _everyday(house: House, rows: Sequence[Mapping[str, Any]], progress: Progress) -> list[Score]:
    wrong: list[str] = []
    acted = 0
    kinds: Counter[str] = Counter()
    for number, row in enumerate(rows):
        progress("everyday requests", number, len(rows))
        house.store.clear()
        for text in PREPARATIONS:
            assert await _ask(house, text), text
        happened = await _ask(house, row["say"], Dialogue(last_answer="The answer is 42. That is all."))
        if judge(row["expect"], happened):
            continue
        kinds[row.get("category", row["expect"]["kind"])] += 1
        acted += _acts(happened)
        wrong.append(f"{row['say']}\n    wanted {json.dumps(row['expect'])[:160]}\n    got {_shown(happened)[:300]}")
    by_kind = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    return [
        Score("everyday requests", len(rows) - len(wrong), len(rows), 0.85, wrong=(by_kind, *wrong)),
        Score("everyday requests, or declined", len(rows) - acted, len(rows), 0.95),
    ]


async def _out_of_domain(house: House, progress: Progress) -> Score:
    """How many of a hundred things that are nobody's tool made it act."""
    lines = OUT_OF_DOMAIN.read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.strip() and not line.startswith("#")]
    acted = []
    for number, text in enumerate(rows):
        progress("requests out of its domain", number, len(rows))
        house.store.clear()
        happened = await _ask(house, text)
        if _acts(happened):
            acted.append(f"{text}\n    got {_shown(happened)[:300]}")
    return Score("requests out of its domain that made it act", len(acted), len(rows), 0.05, True, tuple(acted))


async def warming(house: House, steps: int, each: int = 4) -> list[tuple[float, float, str]]:
    """A party in `steps` drinks to its limit: (temperature, wildness of its small talk, an example) at each.

    The host's limits on drinking are lifted first; they would stop the heat from rising so fast.
    """
    found = []
    for text in ("set the hourly limit to 0", "set the pace warning to 0", "start the party", "add sam to the party"):
        assert await _ask(house, text), text
    now = house.settings.snapshot()
    house.settings.set("house_step", f"{(now.number('party_limit') - now.number('temperature')) / steps:.4f}")
    for step in range(steps + 1):
        if step:
            await _ask(house, "sam had a beer")
        said = []
        for text in SMALL_TALK:
            for _ in range(each):
                happened = await _ask(house, text)
                said.append(" ".join(event.text for event in happened if isinstance(event, Sentence)))
        found.append((house.settings.snapshot().number("temperature"), wildness(said), said[0]))
    return found


async def _ask(house: House, text: str, dialogue: Dialogue | None = None) -> list[Event]:
    async with aclosing(house.brain.respond(text, dialogue or Dialogue())) as events:
        return [event async for event in events]


def _acts(events: Sequence[Event]) -> bool:
    return any(isinstance(event, Command | ToolCall) for event in events)


def _shown(events: Sequence[Event]) -> str:
    return " ".join(
        json.dumps(event.data) if isinstance(event, ToolResult) else event.text
        for event in events
        if isinstance(event, ToolResult | Sentence)
    )
