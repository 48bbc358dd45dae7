"""Decks, dice, cards and the quiz.

Chance comes from the party's seed and the number of the event, so it is fair, can be checked afterwards, and goes on
where it was after a crash.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from tools.base import RunsCode, ToolError
from tools.party.log import Party

SUITS = ("hearts", "diamonds", "clubs", "spades")
RANKS = ("ace", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "jack", "queen", "king")
TIERS = 5
"""Tiers of heat in a deck of tiers."""


@lru_cache(maxsize=32)
def deck(name: str) -> list[Any]:
    """The entries of a deck."""
    import yaml

    text = (resources.files("tools.party") / "decks" / f"{name}.yaml").read_text(encoding="utf-8")
    found: list[Any] = yaml.safe_load(text)
    return found


def draw(party: Party, name: str, share: float = 0.0) -> tuple[str, Any]:
    """The next entry of a deck, none twice before all were drawn once.

    Args:
        party: as it is; the caller then logs the draw under the returned key.
        name: of the deck.
        share: of the heat, 0 to 1: which tier of a deck of tiers.

    Returns:
        the deck's key in the log, and the entry.
    """
    entries = deck(name)
    key = name
    if isinstance(entries[0], list):
        tier = tier_of(share)
        entries, key = entries[tier], f"{name}:{tier}"
    turn, at = divmod(party.draws.get(key, 0), len(entries))
    order = list(range(len(entries)))
    random.Random(f"{party.seed}:{key}:{turn}").shuffle(order)
    return key, entries[order[at]]


def tier_of(share: float) -> int:
    """Which of TIERS tiers a share of the heat is in."""
    return min(int(share * TIERS), TIERS - 1)


def dice(party: Party, count: int) -> list[int]:
    """Throws of fair dice."""
    chance = random.Random(f"{party.seed}:dice:{party.count}")
    return [chance.randint(1, 6) for _ in range(count)]


def card(party: Party) -> str:
    """The next card of a shuffled pack of 52; a new pack when it is used up."""
    pack, at = divmod(party.cards, len(SUITS) * len(RANKS))
    cards = [f"the {rank} of {suit}" for suit in SUITS for rank in RANKS]
    random.Random(f"{party.seed}:cards:{pack}").shuffle(cards)
    return cards[at]


def question(entry: dict[str, Any], chance: random.Random) -> tuple[str, str]:
    """A quiz question and the program that computes its answer."""
    values: dict[str, Any] = {}
    for name in ("a", "b", "c"):
        if name in entry:
            low, high = entry[name]
            step = int(entry.get("step", 1))
            values[name] = chance.randrange(low, high + 1, step)
    if "words" in entry:
        values["word"] = chance.choice(entry["words"])
    ask = re.sub(r"\{(\w+)\}(st|nd|rd|th)", lambda match: _nth(int(values[match.group(1)])), str(entry["ask"]))
    return _filled(ask, values), _filled(str(entry["code"]), values)


def computed(sandbox: RunsCode | None, code: str) -> float:
    """What the sandbox computes.

    Raises:
        ToolError: it cannot run, or printed no number.
    """
    if sandbox is None:
        raise ToolError("The quiz needs the sandbox, which computes its answers, and there is none.")
    try:
        result = sandbox.run(code)
    except Exception as error:
        if type(error).__module__.partition(".")[0] != "sandbox":
            raise
        raise ToolError("The quiz needs the sandbox, which computes its answers, and it cannot run now.") from error
    match = re.search(r"-?\d+(?:\.\d+)?", str(result.output))
    if not result.ok or match is None:
        raise ToolError("The sandbox could not compute the answer. Ask for another question.")
    return float(match.group())


def spoken_list(things: Sequence[str]) -> str:
    """ "a, b and c"."""
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}"


def _filled(text: str, values: dict[str, Any]) -> str:
    return re.sub(r"\{(a|b|c|word)\}", lambda match: str(values[match.group(1)]), text)


def _nth(number: int) -> str:
    last = number % 10 if number % 100 not in (11, 12, 13) else 0
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(last, 'th') }"
