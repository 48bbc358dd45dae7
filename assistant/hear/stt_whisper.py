"""Speech to text with faster-whisper, when there is a Whisper model on the machine."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.engines import HEAR_RATE, Recognition
from assistant.errors import EngineError, ModelFileError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILES = ("model.bin", "config.json", "tokenizer.json")
"""What a model's folder must hold; where tokenizer.json is missing, faster-whisper would ask a server for it."""
LEAST_CONFIDENCE = 0.35
"""Mean probability of the tokens below which nothing is acted on (Whisper's own limit, log -1.0, is 0.37)."""
MOST_NO_SPEECH = 0.6
"""Whisper's own limit of the probability that there was no speech."""
REMEDY = "Give the folder of a faster-whisper model under [hear] whisper_model, or leave it empty."


class WhisperTranscriber:
    """Implements engines.Transcriber: it collects the utterance and decodes it at its end.

    Args:
        folder: a CTranslate2 model as faster-whisper wants it.
        language: code of the language that is spoken ("en").

    Raises:
        ModelFileError: a file is missing or damaged.
    """

    name = "faster-whisper"

    def __init__(self, folder: Path, language: str = "en") -> None:
        for file in FILES:
            if not (folder / file).is_file():
                raise ModelFileError(f"The Whisper model {folder} has no {file}.", REMEDY)
        from faster_whisper import WhisperModel

        threads = min(4, _cores())
        try:
            self._model: Any = WhisperModel(
                str(folder), device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise ModelFileError(f"The Whisper model {folder} cannot be loaded: it is damaged.", REMEDY) from error
        except Exception as error:
            # the tokenizers library raises bare Exception
            if type(error) is Exception:
                raise ModelFileError(f"The Whisper model {folder} has a damaged tokenizer.json.", REMEDY) from error
            raise
        self._language = language
        self._pieces: list[NDArray[np.int16]] = []

    def begin(self) -> None:
        """Start an utterance."""
        self._pieces = []

    def feed(self, samples: NDArray[np.int16]) -> None:
        """Keep it for the end."""
        self._pieces.append(samples)

    def finish(self) -> Recognition:
        """Decode the utterance."""
        import numpy as np

        pieces, self._pieces = self._pieces, []
        if not pieces:
            return Recognition("", accepted=False, confidence=0.0)
        sound = np.concatenate(pieces).astype(np.float32) / np.float32(32768)
        try:
            found, _ = self._model.transcribe(
                sound, language=self._language, beam_size=5, without_timestamps=True, condition_on_previous_text=False
            )
            parts = list(found)
        except (RuntimeError, ValueError) as error:
            raise EngineError(f"The Whisper model failed: {error}.", REMEDY) from error
        text = plain(" ".join(part.text for part in parts))
        if not parts or not text:
            return Recognition("", accepted=False, confidence=0.0)
        confidence = math.exp(sum(part.avg_logprob for part in parts) / len(parts))
        silent = min(part.no_speech_prob for part in parts)
        accepted = confidence >= LEAST_CONFIDENCE and silent <= MOST_NO_SPEECH and len(sound) > HEAR_RATE // 10
        return Recognition(text, accepted=accepted, confidence=min(1.0, confidence))


def plain(text: str) -> str:
    """Lower-case words; what is inside words and numbers stays ("what's", "3.5")."""
    text = re.sub(r"[^\w\s'%.:,-]", " ", text.lower())
    text = re.sub(r"(?<!\d)[.:,]|[.:,](?!\d)|(?<!\w)['-]|['-](?!\w)", " ", text)
    return " ".join(text.split())


def _cores() -> int:
    import os

    return os.cpu_count() or 1
