"""Spoken commands: from the transcript to the applied setting, and ordinary talk that is passed on to the model.

The floor is one committed write to SQLite on the same disk: a setting that survives a crash cannot be faster.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Callable
from contextlib import aclosing
from pathlib import Path

from assistant import app
from assistant.config import Config
from assistant.engines import Dialogue
from assistant.think.brain import CommandResponder, Hands
from assistant.think.commands import LanguageCommands
from assistant.worker import Worker
from sandbox import Sandbox
from tools.store import Store

SETTINGS = (
    "set the temperature to one point two", "temperature zero point seven five", "a bit hotter", "undo that",
    "could you turn the volume down by ten please", "be a pirate", "hotter and shorter", "mute", "unmute",
    "quiet hours from ten pm to seven am", "your answers are fine but talk a bit slower", "reset the temperature",
)  # fmt: skip
TALK = (
    "the temperature outside is two degrees", "what is seventeen times twenty three", "tell me a story about a dragon",
    "my wife said turn the volume down", "how do you make pancakes", "i think it will be fine tomorrow",
)  # fmt: skip
ROUNDS = 40


def percentiles(seconds: list[float]) -> tuple[float, float, float]:
    """P50, P90 and P99."""
    ordered = sorted(seconds)
    p50, p90, p99 = (ordered[min(int(len(ordered) * share), len(ordered) - 1)] for share in (0.5, 0.9, 0.99))
    return p50, p90, p99


def timed(work: Callable[[], object], count: int) -> list[float]:
    """Seconds of each of `count` calls."""
    taken = []
    for _ in range(count):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return taken


async def _measure(store: Store) -> dict[str, list[float]]:
    settings = app.make_settings(Config(), store)
    worker = Worker("tools")
    commands = LanguageCommands(settings, Path("/nowhere"))
    hands = Hands(app.make_toolbox(store, settings, Sandbox(), Config()), worker)
    responder = CommandResponder(commands.now, hands, going_on=set, joined=settings.join)

    async def ask(text: str) -> float:
        started = time.perf_counter()
        async with aclosing(responder.respond(text, Dialogue())) as events:
            _ = [event async for event in events]
        return time.perf_counter() - started

    try:
        started = time.perf_counter()
        commands.now()
        loaded = time.perf_counter() - started
        first = await ask(SETTINGS[0])
        for text in SETTINGS + TALK:
            await ask(text)
        applied = [await ask(text) for _ in range(ROUNDS) for text in SETTINGS]
        passed = [await ask(text) for _ in range(ROUNDS) for text in TALK]
    finally:
        await worker.close()
    return {"load": [loaded], "first": [first], "applied": applied, "passed on": passed}


def run() -> dict[str, float]:
    """Measure, print, and return P50, P90 and P99 (milliseconds) and the ratios to the floor."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "bench.db")
        floor = percentiles(timed(lambda: store.put("bench", "x", time.time()), 400))
        taken = asyncio.run(_measure(store))
        store.close()
    found: dict[str, float] = {}
    print(f"floor: one committed write to SQLite, P50 {floor[0] * 1e3:.2f} ms, P99 {floor[2] * 1e3:.2f} ms")
    for name, what in (("applied", "transcript to applied setting"), ("passed on", "ordinary talk passed on")):
        for percent, value, base in zip((50, 90, 99), percentiles(taken[name]), floor, strict=True):
            found[f"{name} P{percent} ms"] = round(value * 1e3, 2)
            found[f"{name} P{percent} ratio"] = round(value / base, 2)
        p50, p90, p99 = (found[f"{name} P{percent} ms"] for percent in (50, 90, 99))
        print(f"{what}: P50 {p50} ms, P90 {p90} ms, P99 {p99} ms ({found[f'{name} P50 ratio']} x the floor at P50)")
    for name in ("load", "first"):
        found[f"{name} ms"] = round(taken[name][0] * 1e3, 1)
    print(f"sentences read in {found['load ms']} ms; the first recognition takes {found['first ms']} ms")
    return found


if __name__ == "__main__":
    run()
