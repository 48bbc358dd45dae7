"""What a small model may write in a call: what it was taught to write, and what was said.

A model of a few million parameters copies rare words letter by letter and loses its way ("proscribes" becomes
"propumulti"). It cannot when every run of letters and every run of digits in a call must be one of the model's own
("print", "tomorrow") or stand in the conversation. Models that bring no list of their own words are not held to this.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable

import numpy as np

from assistant.think.llm_sampling import Logits

TAUGHT = "hearth.taught_words"
"""Key of a GGUF file: the model's own words, with blanks between them."""
RUN = re.compile(r"[^\W\d_]+|\d+")
"""Letters, or digits: what is copied as one."""
_LAST_RUN = re.compile(rf"(?:{RUN.pattern})\Z")
LEAST = 0.1
"""Share of a prediction that must be left when what does not fit is ruled out."""


class Copying:
    """Holds calls to words that are known.

    Args:
        taught: the words that the model may write although nobody said them.
        piece: the text of a token; for control tokens, which end every word, a line end.
    """

    def __init__(self, taught: Iterable[str], piece: Callable[[int], str]) -> None:
        self._taught = frozenset(taught)
        self._piece = piece
        self.hear(())

    def hear(self, texts: Iterable[str]) -> None:
        """Take the words of a conversation for the ones that may be copied."""
        # JSON may write "café" as it is or as "caf\\u00e9".
        said = {run for text in texts for form in (text, json.dumps(text)) for run in RUN.findall(form)}
        self._words = self._taught | said | {run.lower() for run in said}
        self._starts = frozenset(word[:size] for word in self._words for size in range(1, len(word) + 1))

    def fits(self, written: str, piece: str) -> bool:
        """May `piece` follow what is written of a call: is each word known, and the last one the beginning of one?"""
        begun = _LAST_RUN.search(written)
        text = (begun[0] if begun else "") + piece
        for run in RUN.finditer(text):
            if run[0] not in self._words and not (run.end() == len(text) and run[0] in self._starts):
                return False
        return True

    def fits_token(self, written: str, token: int) -> bool:
        """May this token follow?"""
        return self.fits(written, self._piece(token))

    def likeliest(
        self,
        logits: Logits,
        written: str,
        fits: Callable[[int], bool] | None = None,
    ) -> tuple[int, float]:
        """The likeliest token that fits, and its probability among those not ruled out.

        Where the model sees less than one chance in ten for all of those together, it is its probability among all:
        what is forced against the model's opinion is nothing to be sure of. 0 when no token fits.

        Args:
            logits: shape (vocabulary,); not changed.
            written: what is written of the call.
            fits: what else rules out tokens; None: nothing but what `self.fits` says does.
        """
        fits = fits or (lambda token: self.fits_token(written, token))
        first = int(logits.argmax())
        chances = np.exp(logits - logits[first])
        total = left = float(chances.sum())
        if fits(first):
            return first, 1 / total
        for token in map(int, np.argsort(-logits)):
            if fits(token):
                return token, float(chances[token]) / (left if left >= LEAST * total else total)
            left -= float(chances[token])
        return first, 0.0
