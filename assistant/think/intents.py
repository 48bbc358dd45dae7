"""What is wanted, told from the words alone: a linear classifier of word n-grams beside the small language model.

A model of a few million parameters and a classifier of n-grams err on different requests: of 3,000 new ones the model
got 100 wrong, the classifier 65, and both of them 8. So where the classifier is certain it says which call it is, or
which kind of words, and the model fills in what was said: the old division of labour between intents and slots. Where
it is not, the model decides alone.

The classifier is fastText's (Joulin et al. 2016): the mean of the n-grams' vectors, then a linear layer; n-grams are
hashed (Weinberger et al. 2009). It comes inside the model's file. Models that bring none are not guided.
"""

from __future__ import annotations

import base64
import io
import json
import re
import zlib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.think.llm_sampling import Logits
from assistant.think.tool_calls import OPEN_CALL

if TYPE_CHECKING:
    from assistant.think.copying import Copying

INTENTS = "hearth.intents"
"""Key of a GGUF file: an Intents, as text."""
CERTAIN = 0.9
"""From this probability on the classifier decides (0.8 and 0.95 are a little worse, measured)."""
BACKED = 0.2
"""A call that the classifier gives less than this is no surer than that, however sure the model is."""
NUMBER, NUMBERS, WORDS = "\ue000", "\ue001", "\ue002"
"""Slots of a form: a number that was said, several with commas between them, and words that were said."""
_PLAIN = re.compile(r"[a-z0-9 '.:]*")
"""What it was taught to read; a name with an accent, or a quotation, is left to the model."""
_BEGIN, _END = "\ue010", "\ue011"
"""Stand for the marks of a call, each of which is one token."""
_SAID_NUMBER = re.compile(r"[\d.,:]+")
_FITS: dict[str, Callable[[str], bool]] = {
    NUMBER: lambda sign: sign in "0123456789.",
    NUMBERS: lambda sign: sign in "0123456789., ",
    WORDS: lambda sign: sign not in '"<>\\\n' + _BEGIN + _END,
}
CLOSE_CALL = "</tool_call>"


def ngrams(request: str, words: Collection[str]) -> list[str]:
    """What the classifier sees of a request: its words, pairs, threes, and pairs with one word between them.

    Numbers are all the same to it, and so are words that are not in `words`.
    """
    seen = ["#" if _SAID_NUMBER.fullmatch(word) else word if word in words else "?" for word in request.split()]
    seen = ["^", *seen, "$"]
    pairs = [f"{a} {b}" for a, b in pairwise(seen)]
    threes = [f"{a} {b} {c}" for a, b, c in zip(seen, seen[1:], seen[2:], strict=False)]
    return [*seen, *pairs, *threes, *(f"{a}_{b}" for a, b in zip(seen, seen[2:], strict=False))]


def bucket(ngram: str, buckets: int) -> int:
    """Where the vector of an n-gram is; `buckets` is a power of two."""
    return zlib.crc32(ngram.encode()) & (buckets - 1)


_OF_FORM = re.compile(rf"(?:[{NUMBER}{NUMBERS}{WORDS}]?[^{NUMBER}{NUMBERS}{WORDS}])+")
"""Each slot is followed by fixed text."""

State = tuple[int, int, bool]
"""Which form, where in it, and whether the slot there has something in it."""


class Forms:
    """Texts with slots, one of which is being written.

    Args:
        forms: fixed text and slots; a slot is followed by fixed text.
    """

    def __init__(self, forms: Sequence[str]) -> None:
        self._forms = tuple(map(marked, forms))
        self.begin: frozenset[State] = frozenset((form, 0, False) for form in range(len(forms)))

    def after(self, states: frozenset[State], text: str) -> frozenset[State]:
        """Where one may be when `text` (see `marked`) was added; nowhere when it does not fit."""
        for sign in text:
            states = frozenset(state for old in states for state in self._steps(old, sign))
            if not states:
                break
        return states

    def _steps(self, state: State, sign: str) -> Iterable[State]:
        number, at, filled = state
        form = self._forms[number]
        if at == len(form):
            return
        if (fits := _FITS.get(form[at])) is None:
            if form[at] == sign:
                yield number, at + 1, False
            return
        closes = form[at + 1] == sign
        if fits(sign) and not (closes and form[at] == WORDS):
            yield number, at, True
        if filled and closes:
            yield number, at + 2, False

    def signs(self, states: frozenset[State]) -> frozenset[str] | None:
        """What may come next; None: a slot takes nearly everything."""
        here = {self._forms[number][at] for number, at, _ in states if at < len(self._forms[number])}
        return None if here & _FITS.keys() else frozenset(here)

    def ended(self, states: frozenset[State]) -> bool:
        """Is a form complete?"""
        return any(at == len(self._forms[number]) for number, at, _ in states)

    def match(self, text: str) -> bool:
        """Is the text one of the forms, filled in?"""
        return self.ended(self.after(self.begin, marked(text)))


def marked(text: str) -> str:
    """As `Forms.after` reads it: each mark of a call, which is one token, is one sign."""
    return text.replace(OPEN_CALL, _BEGIN).replace(CLOSE_CALL, _END)


class Pieces:
    """The texts of a vocabulary's tokens, and which begin with a sign.

    Args:
        texts: of each token; empty for those that are never written within a form.
        marks: the tokens that are marks of calls, and not words.
    """

    def __init__(self, texts: Sequence[str], marks: Collection[int] = ()) -> None:
        self.texts = tuple(marked(text) if token in marks else text for token, text in enumerate(texts))
        self.marks = frozenset(marks)
        self._beginning: dict[str, list[int]] = {}
        for token, text in enumerate(self.texts):
            if text:
                self._beginning.setdefault(text[0], []).append(token)

    def beginning(self, signs: Iterable[str]) -> list[int]:
        """Tokens whose texts begin with one of these."""
        return [token for sign in signs for token in self._beginning.get(sign, ())]


class Guide:
    """Holds one answer to the forms of what is wanted.

    Args:
        forms: of a call, or of sentences.
        certainty: how certain it is that they are the right ones, 0 to 1.
        pieces: of the model's tokens.
        copying: what words may stand in the slots.
    """

    def __init__(self, forms: Forms, certainty: float, pieces: Pieces, copying: Copying) -> None:
        self.certainty = certainty
        self._forms = forms
        self._states = forms.begin
        self._pieces = pieces
        self._copying = copying
        self.calls = bool(forms.after(forms.begin, _BEGIN))

    def again(self) -> Guide:
        """The same, of which nothing is written yet."""
        return Guide(self._forms, self.certainty, self._pieces, self._copying)

    @property
    def ended(self) -> bool:
        """Is all written?"""
        return self._forms.ended(self._states)

    def take(self, token: int) -> None:
        """This one is written."""
        self._states = self._forms.after(self._states, self._pieces.texts[token])

    def fits(self, token: int, written: str | None) -> bool:
        """May this one come next?"""
        text = self._pieces.texts[token]
        if not text or not self._forms.after(self._states, text):
            return False
        return written is None or token in self._pieces.marks or self._copying.fits(written, text)

    def allowed(self, written: str | None) -> list[int] | None:
        """The tokens that may come next; None: a slot takes nearly every one."""
        signs = self._forms.signs(self._states)
        if signs is None:
            return None
        return [token for token in self._pieces.beginning(signs) if self.fits(token, written)]

    def likeliest(self, logits: Logits, written: str | None) -> tuple[int, float]:
        """The model's likeliest token that fits, and how sure the model is of it; -1 and 0 when none fits.

        Where the form leaves no choice the model need not agree: it is its probability among what fits. In a slot it
        is what `Copying.likeliest` says.

        Args:
            logits: shape (vocabulary,); not changed.
            written: what is written of a call; None before it begins.
        """
        if (allowed := self.allowed(written)) is None:
            token, sure = self._copying.likeliest(logits, written or "", lambda token: self.fits(token, written))
            return (token, sure) if self.fits(token, written) else (-1, 0.0)
        if not allowed:
            return -1, 0.0
        chances = np.exp(logits[allowed] - logits[allowed].max())
        best = int(chances.argmax())
        return allowed[best], float(chances[best] / chances.sum())


@dataclass(frozen=True)
class Intents:
    """The classifier.

    Attributes:
        words: that it knows.
        forms: of each intent, what may be written: calls with slots, or sentences.
        vectors: of the n-grams, int8, shape (buckets, width), and the unit of each of their columns in `units`.
        units: float32, shape (width,).
        head: float32, shape (intents, width).
        bias: float32, shape (intents,).
    """

    words: frozenset[str]
    forms: tuple[tuple[str, ...], ...]
    vectors: np.ndarray[Any, np.dtype[np.int8]]
    units: np.ndarray[Any, np.dtype[np.float32]]
    head: np.ndarray[Any, np.dtype[np.float32]]
    bias: np.ndarray[Any, np.dtype[np.float32]]

    @cached_property
    def _forms(self) -> tuple[Forms, ...]:
        return tuple(Forms(forms) for forms in self.forms)

    def probabilities(self, request: str) -> np.ndarray[Any, np.dtype[np.float32]]:
        """Of each intent, shape (intents,)."""
        places = [bucket(ngram, len(self.vectors)) for ngram in ngrams(request, self.words)]
        mean = self.vectors[places].astype(np.float32).mean(0) * self.units
        scores = self.head @ mean + self.bias
        chances = np.exp(scores - scores.max())
        return np.asarray(chances / chances.sum(), np.float32)

    def guide(self, request: str) -> tuple[Forms, float] | None:
        """The forms of what is certainly wanted, and how certain that is; None: it is not."""
        if not _PLAIN.fullmatch(request):
            return None
        chances = self.probabilities(request)
        intent = int(chances.argmax())
        return (self._forms[intent], float(chances[intent])) if chances[intent] >= CERTAIN else None

    def support(self, request: str, written: str) -> float:
        """How likely it is, to the classifier, that the call that is written is wanted; 1 where it cannot tell."""
        if not _PLAIN.fullmatch(request):
            return 1.0
        chances = self.probabilities(request)
        return float(
            sum(chances[i] for i, forms in enumerate(self._forms) if chances[i] > 1e-4 and forms.match(written))
        )

    def text(self) -> str:
        """To be kept in a model's file."""
        file = io.BytesIO()
        names = json.dumps({"words": sorted(self.words), "forms": self.forms})
        np.savez_compressed(
            file, names=np.frombuffer(names.encode(), np.uint8), vectors=self.vectors, units=self.units, head=self.head,
            bias=self.bias,
        )  # fmt: skip
        return base64.b64encode(file.getvalue()).decode()

    @classmethod
    def read(cls, text: str) -> Intents:
        """What `text` wrote.

        Raises: ValueError when it is something else, or does not fit together.
        """
        try:
            with np.load(io.BytesIO(base64.b64decode(text, validate=True)), allow_pickle=False) as file:
                names = json.loads(np.asarray(file["names"], np.uint8).tobytes())
                arrays = [np.asarray(file[name]) for name in ("vectors", "units", "head", "bias")]
                forms = tuple(tuple(map(str, forms)) for forms in names["forms"])
                made = cls(frozenset(map(str, names["words"])), forms, *arrays)
        except Exception as error:  # whatever is wrong with a file from somewhere
            raise ValueError(f"its intents cannot be read ({type(error).__name__})") from error
        if wrong := made.wrong():
            raise ValueError(f"its intents cannot be used: {wrong}")
        return made

    def wrong(self) -> str:
        """What does not fit together; nothing when all does."""
        buckets, width = self.vectors.shape if self.vectors.ndim == 2 else (0, 0)
        count = len(self.forms)
        shapes = [array.shape for array in (self.units, self.head, self.bias)]
        types = [array.dtype for array in (self.vectors, self.units, self.head, self.bias)]
        if not buckets or buckets & (buckets - 1) or shapes != [(width,), (count, width), (count,)] or not count:
            return "the sizes differ"
        if types != [np.int8, np.float32, np.float32, np.float32]:
            return "the numbers are of other types"
        if not all(np.isfinite(array).all() for array in (self.units, self.head, self.bias)):
            return "a number is not finite"
        if not all(forms and all(map(_OF_FORM.fullmatch, forms)) for forms in self.forms):
            return "a form ends in a slot, or has two together"
        return ""
