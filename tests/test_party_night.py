"""A whole party, spoken: 200 events from sound files through the real loop, and a kill -9 in the middle of it."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from itertools import zip_longest
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.settings_store import Settings
from tests.sound import noise, silence, speech, write
from tools.party import log
from tools.store import Store

ROOT = Path(__file__).parents[1]
pytestmark = [pytest.mark.docker, pytest.mark.timeout(1800)]
VOICE = "rms"
STEP, LIMIT, SOBER = 0.25, 3.0, 0.7
EVENTS = 200
KILLED_AFTER = 97
"""Turns of the first process that are heard to their end."""

PHRASES: dict[str, tuple[str, str, int]] = {
    "another drink for sam": ("drink", "sam", 1),
    "joe had a beer": ("drink", "joe", 1),
    "jack had a beer": ("drink", "jack", 1),
    "lucy had a shot": ("drink", "lucy", 1),
    "maria had a beer": ("drink", "maria", 1),
    "joe had two beers": ("drink", "joe", 2),
    "sam had two beers": ("drink", "sam", 2),
    "another drink for lucy": ("drink", "lucy", 1),
    "sam had a glass of water": ("water", "sam", 1),
    "joe had a glass of water": ("water", "joe", 1),
    "maria had a glass of water": ("water", "maria", 1),
    "lucy had a glass of water": ("water", "lucy", 1),
    "cheers": ("drink", log.TABLE, 1),
}
"""What is said, of what the bundled recogniser hears well in this voice, and what it must come to."""


def hearth(*arguments: object) -> subprocess.CompletedProcess[str]:
    """A command that ends by itself."""
    return subprocess.run(
        [sys.executable, "-m", "assistant", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, timeout=1500, check=True,
    )  # fmt: skip


def evening() -> list[str]:
    """The same for every run: the party begins, people come, and drink more and more."""
    chance = random.Random(5)
    said = ["start the party", "add joe to the game"]
    return said + chance.choices(list(PHRASES), k=EVENTS - len(said))


def wav(path: Path, said: list[str]) -> Path:
    """Wake word and request, one after another."""
    parts = [silence(0.4)]
    for request in said:
        parts += [speech("hey jarvis", VOICE), silence(0.3), speech(request, VOICE), silence(0.5)]
    sound = np.concatenate([*parts, silence(0.5)])
    return write(
        path, np.asarray(np.clip(sound + noise(len(sound) / 16_000 + 1)[: len(sound)], -32768, 32767), np.int16)
    )


def misheard(turns: list[dict[str, Any]], said: list[str]) -> list[tuple[str, str]]:
    """What was said and what was heard instead, but for articles; "part e" is how the recogniser writes "party"."""

    def plain(text: str) -> str:
        return " ".join(word for word in text.replace("part e", "party").split() if word not in ("a", "the"))

    pairs = zip_longest(said, (turn["heard"] for turn in turns), fillvalue="")
    return [pair for pair in pairs if plain(pair[0]) != plain(pair[1])]


def expected(said: list[str]) -> tuple[dict[str, tuple[int, int]], float]:
    """Drinks and waters by player, and the temperature: counted here by the rules of the house."""
    heat = 0.0
    had: dict[str, tuple[int, int]] = {}
    for request in said:
        if request not in PHRASES:
            continue
        kind, name, count = PHRASES[request]
        drinks, waters = had.get(name, (0, 0))
        if kind == "drink":
            had[name] = drinks + count, waters
            heat = min(heat + STEP * count, LIMIT - SOBER)
        else:
            had[name] = drinks, waters + count
            heat = max(0.0, heat - STEP)
    return had, SOBER + heat


def test_a_party_of_200_spoken_events_survives_being_killed(tmp_path: Path, a_house_of_its_own: Path) -> None:
    rules = {"house_step": STEP, "hourly_limit": 0, "pace_warning": 0, "water_round": 0, "pause_length": 0.3}
    for name, value in rules.items():
        hearth("settings", "set", name, value)
    said = evening()
    first = wav(tmp_path / "first.wav", said[: KILLED_AFTER + 20])
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", "listen", "--wav", str(first), "--json"],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, env=os.environ,
    )  # fmt: skip
    assert process.stdout is not None
    turns: list[dict[str, Any]] = []
    try:
        for line in process.stdout:
            event = json.loads(line)
            if event["event"] == "turn":
                turns.append(event)
                if len(turns) == KILLED_AFTER:
                    break
        process.send_signal(signal.SIGKILL)
        assert process.wait(30) == -signal.SIGKILL
    finally:
        process.kill()
        process.stdout.close()
    assert misheard(turns, said[:KILLED_AFTER]) == []
    store = Store(a_house_of_its_own / "hearth.db")
    party = log.load(store)
    had, temperature = expected(said[:KILLED_AFTER])
    assert party.on
    assert {name: (p.drinks, p.waters) for name, p in party.players.items() if p.drinks or p.waters} == had
    store.close()

    events = [
        json.loads(line)
        for line in hearth(
            "listen", "--wav", wav(tmp_path / "rest.wav", said[KILLED_AFTER:]), "--json"
        ).stdout.splitlines()
    ]
    assert misheard([event for event in events if event["event"] == "turn"], said[KILLED_AFTER:]) == []
    had, temperature = expected(said)
    results = [event["data"] for event in events if event["event"] == "tool_result"]
    assert results[-1]["temperature"] == pytest.approx(temperature)
    store = Store(a_house_of_its_own / "hearth.db")
    party = log.load(store)
    assert {name: (p.drinks, p.waters) for name, p in party.players.items() if p.drinks or p.waters} == had
    store.close()
    assert hearth("settings", "get", "temperature").stdout.strip() == f"{temperature:g}"
    told = hearth("party", "--report", tmp_path / "evening.svg").stdout
    for name, (drinks, waters) in had.items():
        row = next(line for line in told.splitlines() if line.strip().lower().startswith(name))
        assert row.split()[len(name.split()) :][:2] == [str(drinks), str(waters)]
    assert (tmp_path / "evening.svg").read_text().startswith("<svg")
    assert Settings(Store(None)).get("temperature") == SOBER
