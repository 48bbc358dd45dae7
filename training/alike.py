"""Answers that are as good as each other: which of ten jokes is told is chance, and nothing to be learned from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from training.data import FAILED, PRINTED, RESULT
from training.talk import CANNOT, CONFUSED, DECLINES, KINDS

if TYPE_CHECKING:
    from torch import Tensor

ALIKE: tuple[Sequence[str], ...] = (
    *(answers for _, _, answers in KINDS),
    *(DECLINES, CANNOT, CONFUSED, RESULT, PRINTED, FAILED),
)
END = "<|im_end|>"


class Alike:
    """Where answers of a kind part, and how likely each way is when all are equally likely.

    Taught so, a model sees at once what it would see on average of all draws: the gradient of small talk is 40 % less
    chance (measured).

    Args:
        encode: text to token ids.
        vocabulary: size.
        sets: answers of a kind, each.
    """

    def __init__(
        self, encode: Callable[[str], list[int]], vocabulary: int, sets: Sequence[Sequence[str]] = ALIKE
    ) -> None:
        rows = [np.zeros(vocabulary, np.float32)]
        self._places: dict[tuple[int, ...], list[int]] = {}
        times = Counter(text for answers in sets for text in answers)
        for answers in sets:
            nexts: defaultdict[tuple[int, ...], Counter[int]] = defaultdict(Counter)
            # Of an answer of two kinds nobody knows which it was: it is taught by itself, when it was drawn.
            encoded = {text: encode(text + END) for text in answers if times[text] == 1}
            for ids in encoded.values():
                for at, token in enumerate(ids):
                    nexts[tuple(ids[:at])][token] += 1
            numbers: dict[tuple[int, ...], int] = {}
            for before, following in nexts.items():
                if len(following) > 1:
                    row = np.zeros(vocabulary, np.float32)
                    row[list(following)] = np.array(list(following.values())) / following.total()
                    numbers[before] = len(rows)
                    rows.append(row)
            for ids in encoded.values():
                self._places[tuple(ids)] = [numbers.get(tuple(ids[:at]), 0) for at in range(len(ids))]
        self._rows = np.stack(rows)

    def table(self) -> Tensor:
        """Chances of the next token, shape (places, vocabulary); place 0 is none."""
        import torch

        return torch.from_numpy(self._rows)

    def places(self, written: Sequence[int] | np.ndarray) -> list[int]:
        """For each token of a text, the place in `table` that it was chosen at; 0 where there was no choice."""
        return self._places.get(tuple(map(int, written)), [0] * len(written))
