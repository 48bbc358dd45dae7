"""What a loaded model has read, kept so that the beginning of a prompt is not read twice."""

from __future__ import annotations

import ctypes
from typing import Any


class Memory:
    """What the model has read, so that the beginning of a prompt is not read twice.

    The model's own memory holds one conversation. When another one comes, the state of the first is copied aside and
    copied back later: copying costs milliseconds where reading costs seconds.
    """

    WORTH = 32
    """Tokens. Less is read again instead of kept."""

    def __init__(self, api: Any, context: Any, limit: int) -> None:
        self._api, self._context, self._limit = api, context, limit
        self._memory = api.llama_get_memory(context)
        self.tokens: list[int] = []
        """What the model's memory holds."""
        self._aside: list[tuple[list[int], Any]] = []
        """States of other conversations, the latest used last."""

    def reusable(self, tokens: list[int]) -> int:
        """How many tokens at the beginning need not be read."""
        return max(common(held, tokens[:-1]) for held in (self.tokens, *(kept for kept, _ in self._aside)))

    def begin(self, tokens: list[int]) -> int:
        """Make the memory hold the longest beginning of `tokens` that is known; returns how long it is.

        The last token is always left to be read: reading it gives the first prediction.
        """
        wanted = tokens[:-1]
        same = common(self.tokens, wanted)
        best = max(range(len(self._aside)), key=lambda i: common(self._aside[i][0], wanted), default=-1)
        better = best >= 0 and common(self._aside[best][0], wanted) > same
        lost = len(self.tokens) - (0 if better else same)
        restored = self._aside.pop(best) if better else None
        if lost >= self.WORTH:
            self._put_aside()
        if restored is not None:
            same = self._restore(*restored, wanted)
        if same < len(self.tokens) and not self._cut(same):
            same = 0
        return same

    def rewind(self, size: int) -> None:
        """Forget all but the first `size` tokens, or everything where that cannot be done."""
        if size < len(self.tokens):
            self._cut(size)

    def resynchronise(self) -> None:
        """After a failed or aborted read: what was read so far is known to llama.cpp only."""
        held = self._api.llama_memory_seq_pos_max(self._memory, 0) + 1
        if not self._cut(min(held, len(self.tokens))):
            self.tokens = []

    def _cut(self, size: int) -> bool:
        """Forget all but the first `size` tokens; False: all was forgotten, for this kind of model cannot do it."""
        if size and self._api.llama_memory_seq_rm(self._memory, 0, size, -1):
            del self.tokens[size:]
            return True
        self._api.llama_memory_clear(self._memory, False)
        self.tokens = []
        return size == 0

    def _put_aside(self) -> None:
        size = self._api.llama_state_seq_get_size(self._context, 0)
        if not 0 < size <= self._limit:
            return
        state = (ctypes.c_uint8 * size)()
        if self._api.llama_state_seq_get_data(self._context, state, size, 0) != size:
            return
        # An older state of the same conversation is of no use any more.
        self._aside = [(kept, data) for kept, data in self._aside if common(kept, self.tokens) < len(kept)]
        self._aside.append((list(self.tokens), state))
        while sum(len(data) for _, data in self._aside) > self._limit:
            self._aside.pop(0)

    def _restore(self, tokens: list[int], state: Any, wanted: list[int]) -> int:
        self._api.llama_memory_clear(self._memory, False)
        if self._api.llama_state_seq_set_data(self._context, state, len(state), 0) == 0:
            self._api.llama_memory_clear(self._memory, False)
            self.tokens = []
            return 0
        self.tokens = list(tokens)
        return common(tokens, wanted)


def common(one: list[int], other: list[int]) -> int:
    """How many tokens two lists have in common at their beginning."""
    size = min(len(one), len(other))
    if one[:size] == other[:size]:
        return size
    low, high = 0, size  # one[:low] is the same, one[:high] is not
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle)
    return low
