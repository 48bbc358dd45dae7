"""A call that is doubtful is decided again: the likeliest one that could be meant, instead of the likeliest next word.

A small model that takes the likeliest word each time now and then begins what it cannot end ("10 * 7" for "10 times
740 times 7"). Where such a call is not sure, or cannot be what was asked for, other ways to write it are tried, the
likeliest first (best-first search, Hart et al. 1968, without an estimate of what is left).
"""

from __future__ import annotations

import codecs
import heapq
import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from assistant.engines import BadCallPart, CallPart
from assistant.think.llm_sampling import Logits

if TYPE_CHECKING:
    from assistant.think.copying import Copying
    from assistant.think.intents import Guide
    from assistant.think.tool_calls import ToolCallParser

DOUBTFUL = 0.8
"""A call that the model is less sure of is decided again."""
TRIES = 8
"""Calls that are written at most."""
TOKENS = 240
"""Tokens that are written at most, in all; each takes a few milliseconds."""
NEXT = 4
"""Ways to go on that are remembered at each token."""
FAINT = -7.0
"""What is less likely (logarithm) is none."""
LEFT = 0.02
"""Where what could not be meant leaves less than this, nothing is sure."""


class Writer:
    """One call in the making.

    Args:
        parser: of what is written.
        piece: the text of a token, UTF-8.
        marks: tokens that begin a call.
        copying: what words may stand in it.
        guide: what it is held to; None: to nothing but known words.
    """

    def __init__(
        self,
        parser: ToolCallParser,
        piece: Callable[[int], bytes],
        marks: Sequence[int],
        copying: Copying,
        guide: Guide | None = None,
    ) -> None:
        self._parser = parser
        self._piece = piece
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._marks = list(marks)
        self._copying = copying
        self._guide = guide
        self.call: CallPart | None = None
        """The call, when it is complete."""
        self.failed = False
        """It has ended, and cannot be read."""

    def choices(self, logits: Logits) -> list[tuple[int, float]]:
        """Tokens that may come next with the logarithms of their probabilities, the likeliest first.

        Where there is no choice but among few, it is their probability among those; else among all.
        """
        written = self._parser.unread
        allowed = self._guide.allowed(written) if self._guide else self._marks if written is None else None
        if allowed is not None:
            if not allowed:
                return []
            logs = _logarithms(logits[allowed])
            return [(allowed[place], float(logs[place])) for place in np.argsort(-logs)[:NEXT] if logs[place] > FAINT]
        logs = _logarithms(logits)
        found: list[tuple[int, float]] = []
        for token in map(int, np.argsort(-logs)):
            if logs[token] <= FAINT or len(found) == NEXT:
                break
            if self._fits(token, written or ""):
                found.append((token, float(logs[token])))
        return found

    def _fits(self, token: int, written: str) -> bool:
        return self._guide.fits(token, written) if self._guide else self._copying.fits_token(written, token)

    def take(self, token: int) -> None:
        """This one is written."""
        if self._guide:
            self._guide.take(token)
        for part in self._parser.feed(self._decoder.decode(self._piece(token))):
            if isinstance(part, CallPart):
                self.call = part
            elif isinstance(part, BadCallPart):
                self.failed = True


def _logarithms(logits: Logits) -> Logits:
    shifted = logits - logits.max()
    return np.asarray(shifted - np.log(np.exp(shifted).sum()), np.float32)


@dataclass(order=True)
class _Way:
    """A way to write it that was not tried yet; the likeliest comes first."""

    cost: float
    number: int
    tokens: list[int] = field(compare=False)


def best(
    read: Callable[[list[int]], Logits],
    begin: Callable[[], Writer],
    could_be: Callable[[CallPart], bool],
    tokens: int = TOKENS,
) -> tuple[CallPart, float, float] | None:
    """The likeliest call that could be meant; None: there is none.

    Returns: the call, how likely it is, and how likely among what was not ruled out.

    Args:
        read: the prediction after these tokens.
        begin: a call of which nothing is written yet.
        could_be: is this call possible?
        tokens: how many may be written in all.
    """
    numbers = count()
    ways = [_Way(0.0, next(numbers), [])]
    found: dict[str, tuple[CallPart, float]] = {}
    ruled_out = 0.0
    for _ in range(TRIES):
        if not ways or not tokens:
            break
        way = heapq.heappop(ways)
        if found and math.exp(-way.cost) < max(chance for _, chance in found.values()) * LEFT:
            break
        written, cost, writer = list(way.tokens), way.cost, begin()
        for token in written:
            writer.take(token)
        while writer.call is None and not writer.failed and tokens and (choices := writer.choices(read(written))):
            tokens -= 1
            for token, chance in choices[1:]:
                heapq.heappush(ways, _Way(cost - chance, next(numbers), [*written, token]))
            cost -= choices[0][1]
            written.append(choices[0][0])
            writer.take(choices[0][0])
        call = writer.call
        if call is None:
            continue
        if not could_be(call):
            ruled_out += math.exp(-cost)
            continue
        name = json.dumps([call.tool, call.arguments], sort_keys=True)
        found[name] = call, math.exp(-cost) + found.get(name, (call, 0.0))[1]
    if not found:
        return None
    call, chance = max(found.values(), key=lambda one: one[1])
    left = 1 - ruled_out
    return call, chance, min(1.0, chance / left) if left > LEFT else chance
