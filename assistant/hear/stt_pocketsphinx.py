"""The bundled recogniser: pocketsphinx with a grammar, checked by its general language model.

A grammar is accurate but answers anything: noise becomes a command. So the same sound is decoded twice, with the
grammar of what Hearth understands (as trigrams, see ngrams.py) and with the general English model, and the grammar's
words count only when the two agree well enough. The general model's words are what is shown otherwise. The model
and the dictionary are CMU's (BSD-2).
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from assistant.engines import Recognition
from assistant.errors import EngineError
from assistant.hear import grammar, ngrams

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DISAGREEMENT = 0.45
"""Phone error between the two hypotheses up to which the grammar is believed. Phones, because two searches that heard
the same sounds often write them as other words ("ten" and "tan"): on 120 clips of four voices this keeps 121 right
commands against 114 by words, with 0 of 72 other sentences let through against 2."""
ALTERNATIVES = 100
"""How many of the trigrams' hypotheses are tried until the grammar allows one."""
NOISE_RMS = 10.0
"""LSB of 16 bits. Exact digital silence ruins the cepstral features; this much noise cures it."""
ROOM_SAMPLES = 4000
"""Samples (0.25 s) of noise decoded before and after each utterance."""
LEFT_OVER = frozenset({"jarvis", "hey"})
"""What may be left of the wake word at the start."""

PRONUNCIATIONS = {
    "jarvis": "JH AA R V IH S",
    "factorial": "F AE K T AO R IY AH L",
    "fibonacci": "F IH B AH N AA CH IY",
    "hexadecimal": "HH EH K S AH D EH S AH M AH L",
    "celsius": "S EH L S IY AH S",
    "bitcoin": "B IH T K OY N",
    "centimetres": "S EH N T AH M IY T ER Z",
    "centimeters": "S EH N T AH M IY T ER Z",
    "kilometres": "K AH L AA M AH T ER Z",
    "kilometers": "K AH L AA M AH T ER Z",
    "millilitres": "M IH L AH L IY T ER Z",
    "milliliters": "M IH L AH L IY T ER Z",
    "metres": "M IY T ER Z",
    "litres": "L IY T ER Z",
    "kilos": "K IY L OW Z",
    "teaspoons": "T IY S P UW N Z",
    "tablespoons": "T EY B AH L S P UW N Z",
    "ram": "R AE M",
    "favourite": "F EY V ER IH T",
    "python": "P AY TH AA N",
    "programme": "P R OW G R AE M",
    "primes": "P R AY M Z",
    "cubed": "K Y UW B D",
    "undo": "AH N D UW",
    "presets": "P R IY S EH T S",
    "preset": "P R IY S EH T",
    "softer": "S AO F T ER",
    "fizz": "F IH Z",
    "wifi": "W AY F AY",
}
"""For words that CMU's dictionary lacks."""


class PocketsphinxTranscriber:
    """Implements engines.Transcriber.

    Args:
        language: only "en" is bundled.
        live: True for speech as it comes: the general model, the slower search, keeps up with it, so the words are
            there soon after its end. False for recordings: both searches see the whole utterance, which is better.
        own: the owner's file of commands, which are heard too.

    Raises:
        EngineError: pocketsphinx or its model is missing, or there is no such language.
    """

    name = "pocketsphinx"

    def __init__(self, language: str = "en", *, live: bool = True, own: Path | None = None) -> None:
        import numpy as np
        import pocketsphinx

        if language != "en":
            raise EngineError(
                f"The bundled recogniser does not know the language {language!r}.",
                "Set [hear] whisper_model to a Whisper model, or language to en.",
            )
        self._np = np
        # The cepstral mean is taken from the whole utterance ("batch"), not from those before it: the first words of
        # a new speaker are heard as well as the tenth (107 of 132 commands right against 100).
        self._general = pocketsphinx.Decoder(cmn="batch", loglevel="FATAL")
        self._trigrams = pocketsphinx.Decoder(cmn="batch", lm=None, loglevel="FATAL")
        for word, phones in PRONUNCIATIONS.items():
            if self._trigrams.lookup_word(word) is None:
                self._trigrams.add_word(word, phones, False)
        text = grammar.build(
            grammar.phrase_data(language, own), lambda word: self._trigrams.lookup_word(word) is not None
        )
        missing = sorted(word for word in grammar.words_in(text) if self._trigrams.lookup_word(word) is None)
        if missing:
            raise EngineError(f"No pronunciation for {', '.join(missing)}.", "This is a bug: please report it.")
        self._rules = ngrams.Grammar(text)
        with _trigram_file(text, self._rules) as file:
            self._trigrams.add_lm_file("hearth", str(file))
        self._trigrams.activate_search("hearth")
        self._random = np.random.default_rng(0)
        self._room = np.zeros(ROOM_SAMPLES, np.int16)
        self._pieces: list[bytes] = []
        self._live = live
        self._streaming = False

    def begin(self) -> None:
        """Start an utterance."""
        if self._streaming:
            self._general.end_utt()
            self._streaming = False
        self._pieces = []
        if self._live:
            self._general.start_utt()
            self._streaming = True
            self.feed(self._room)

    def feed(self, samples: NDArray[np.int16]) -> None:
        """Decode on with the general model; the quick search of the grammar waits for the end."""
        noisy = samples + self._random.normal(0.0, NOISE_RMS, len(samples))
        data = self._np.clip(noisy, -32768, 32767).astype(self._np.int16).tobytes()
        self._pieces.append(data)
        if self._streaming:
            self._general.process_raw(data, False, False)

    def finish(self) -> Recognition:
        """What the grammar allows and the general model confirms; else nothing that may be acted on."""
        self._decode()
        heard = _words(self._general.hyp())
        commanded = self._allowed()
        error = edit_error(self._phones(heard), self._phones(commanded)) if commanded else 1.0
        if commanded and error <= DISAGREEMENT:
            return Recognition(" ".join(commanded), accepted=True, confidence=max(0.0, 1.0 - error))
        if heard and (self._rules.accepts(heard) or self._rules.accepts(heard, "dictated")):
            return Recognition(" ".join(heard), accepted=True, confidence=0.5)
        return Recognition(" ".join(heard), accepted=False, confidence=max(0.0, 1.0 - error))

    def _decode(self) -> None:
        """End the utterance in both searches, with a moment of a silent room before and after it."""
        if not self._live:
            self._pieces.insert(0, self._room.tobytes())
        self.feed(self._room)
        sound, self._pieces = b"".join(self._pieces), []
        if self._streaming:
            self._general.end_utt()
            self._streaming = False
        else:
            _search(self._general, sound)
        _search(self._trigrams, sound)

    def _allowed(self) -> list[str]:
        """The best hypothesis of the trigrams that is a sentence of the grammar; that there is none is the surest
        sign of other speech (0 of 24 such clips came through, against 8 of 24 by disagreement alone)."""
        best = _words(self._trigrams.hyp())
        if self._rules.accepts(best):
            return best
        for count, hypothesis in enumerate(self._trigrams.nbest()):
            words = _words(hypothesis)
            if words and self._rules.accepts(words):
                return words
            if count >= ALTERNATIVES:
                break
        return []

    def _phones(self, words: list[str]) -> list[str]:
        found = (self._general.lookup_word(word) or self._trigrams.lookup_word(word) for word in words)
        return [phone for pronunciation in found if pronunciation for phone in pronunciation.split()]


def _search(decoder: Any, sound: bytes) -> None:
    decoder.start_utt()
    decoder.process_raw(sound, False, True)
    decoder.end_utt()


@contextlib.contextmanager
def _trigram_file(text: str, rules: ngrams.Grammar) -> Iterator[Path]:
    """The trigrams of a grammar as a file. They take a second to count, so they are kept in the user's cache."""
    digest = hashlib.sha256(text.encode() + Path(ngrams.__file__).read_bytes()).hexdigest()[:16]
    kept = Path(platformdirs.user_cache_dir("hearth")) / f"trigrams-{digest}.arpa"
    if kept.is_file():
        yield kept
        return
    with tempfile.TemporaryDirectory(prefix="hearth-") as folder:
        made = Path(folder) / kept.name
        try:
            made.write_text(ngrams.arpa(rules.draw() for _ in range(ngrams.SENTENCES)), encoding="utf-8")
        except OSError as error:
            raise EngineError(
                f"The recogniser's words cannot be written to {folder}: {error.strerror}.", "Free some space there."
            ) from error
        with contextlib.suppress(OSError):  # a cache that cannot be written costs a second at the next start
            kept.parent.mkdir(parents=True, exist_ok=True)
            for old in kept.parent.glob("trigrams-*.arpa"):
                old.unlink()
            partial = kept.with_name(f"{kept.name}.{os.getpid()}")
            shutil.copyfile(made, partial)
            partial.replace(kept)
        yield made


def edit_error(heard: list[str], reference: list[str]) -> float:
    """Levenshtein distance, divided by the reference's length."""
    row = list(range(len(heard) + 1))
    for i, wanted in enumerate(reference, start=1):
        previous, row[0] = row[0], i
        for j, got in enumerate(heard, start=1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (wanted != got))
    return row[-1] / max(1, len(reference))


def _words(hypothesis: Any) -> list[str]:
    words = [word.split("(")[0] for word in hypothesis.hypstr.split()] if hypothesis else []
    words = [word for word in words if not word.startswith(("<", "["))]
    while words and words[0] in LEFT_OVER:
        del words[0]
    return words
