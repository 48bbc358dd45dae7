"""The wake word: openWakeWord's models in a loop of our own.

The ONNX files come from the openwakeword 0.4.0 wheel; its Python code is not imported (it would bring scikit-learn and
SciPy). Chain: log-mel spectrogram -> speech embedding (Google's speech_embedding, Apache-2.0) -> a small head for one
phrase. **The heads are licensed CC BY-NC-SA 4.0** by openWakeWord's author; the feature models are Apache-2.0.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import ModelFileError
from assistant.hear.onnx import open_session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HEADS = {
    "hey jarvis": "hey_jarvis_v0.1.onnx",
    "alexa": "alexa_v0.1.onnx",
    "hey mycroft": "hey_mycroft_v0.1.onnx",
    "hey marvin": "hey_marvin_v0.1.onnx",
}
"""Phrases whose heads are in the wheel."""

_OVERLAP = 480
"""Samples of the previous frame that the spectrogram needs again (three hops of 10 ms)."""
_MEL_FRAMES = 76
"""Spectrogram frames in one embedding (775 ms)."""
_WARM_UP = 5
"""Frames after a reset whose scores mean nothing, as in openWakeWord."""


class OpenWakeWord:
    """Implements engines.WakeDetector.

    Args:
        phrase: one of HEADS.

    Raises:
        ModelFileError: no such phrase, or the wheel is not installed.
    """

    def __init__(self, phrase: str = "hey jarvis") -> None:
        if phrase not in HEADS:
            raise ModelFileError(f"There is no wake word {phrase!r}.", f"Choose one of: {', '.join(HEADS)}.")
        self.phrase = phrase
        folder = _folder()
        self._mel = open_session(folder / "melspectrogram.onnx")
        self._embedding = open_session(folder / "embedding_model.onnx")
        self._open_head()
        self._tail: NDArray[np.float32]
        self._mels: NDArray[np.float32]
        self._embeddings: NDArray[np.float32]
        self._count: int
        self.reset()

    def listen_for(self, phrase: str) -> None:
        """Wake up to another of HEADS from now on; nothing happens when it is the same, or there is none."""
        if phrase != self.phrase and phrase in HEADS:
            self.phrase = phrase
            self._open_head()
            self.reset()

    def _open_head(self) -> None:
        self._head = open_session(_folder() / HEADS[self.phrase])
        head = self._head.get_inputs()[0]
        self._window, self._head_input = int(head.shape[1]), head.name

    def feed(self, frame: NDArray[np.int16]) -> float:
        """Take FRAME samples; return the score, 0 to 1, that the phrase just ended."""
        import numpy as np

        samples = np.concatenate([self._tail, frame.astype(np.float32)])  # int16 values, not scaled to +-1
        self._tail = samples[-_OVERLAP:]
        mel = self._mel.run(None, {"input": samples[None]})[0].reshape(-1, 32) / 10 + 2
        self._mels = np.concatenate([self._mels, mel])[-_MEL_FRAMES:]
        embedding = self._embedding.run(None, {"input_1": self._mels[None, :, :, None]})[0].reshape(1, 96)
        self._embeddings = np.concatenate([self._embeddings, embedding])[-self._window :]
        self._count += 1
        if self._count <= _WARM_UP:
            return 0.0
        return float(self._head.run(None, {self._head_input: self._embeddings[None]})[0].flat[0])

    def reset(self) -> None:
        """Forget all sound heard so far (all three buffers: otherwise the same phrase fires again)."""
        import numpy as np

        self._tail = np.zeros(_OVERLAP, np.float32)
        self._mels = np.ones((_MEL_FRAMES, 32), np.float32)
        self._embeddings = np.zeros((self._window, 96), np.float32)
        self._count = 0


def _folder() -> Path:
    found = importlib.util.find_spec("openwakeword")
    folder = Path(found.origin).parent / "resources" / "models" if found and found.origin else None
    if folder is None or not (folder / "embedding_model.onnx").is_file():
        raise ModelFileError(
            "The package openwakeword, which holds the wake word's model, is missing.", "Run: ./hearth setup"
        )
    return folder
