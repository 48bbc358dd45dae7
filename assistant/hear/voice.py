"""Voice activity: Silero VAD v6 as a stream.

The ONNX file is in the faster-whisper wheel (MIT, like Silero VAD). That wheel's class works on whole recordings; the
graph itself carries its state in `h` and `c`, so it can be fed frame by frame.
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

_FRAME = 512
_CONTEXT = 64
"""Samples of the previous frame that the graph wants in front of the new ones."""


class SileroVoice:
    """Implements engines.VoiceDetector: 512 samples (32 ms) at a time.

    Raises:
        ModelFileError: faster-whisper's wheel is not installed or has no such model.
    """

    frame_samples = _FRAME

    def __init__(self) -> None:
        found = importlib.util.find_spec("faster_whisper")
        folder = Path(found.origin).parent / "assets" if found and found.origin else Path()
        models = sorted(folder.glob("silero_vad*.onnx"))
        if not models:
            raise ModelFileError("The voice activity model is missing from faster-whisper.", "Run: ./hearth setup")
        self._session = open_session(models[-1])
        self._context: NDArray[np.float32]
        self._h: NDArray[np.float32]
        self._c: NDArray[np.float32]
        self.reset()

    def feed(self, frame: NDArray[np.int16]) -> float:
        """Return the probability, 0 to 1, that 512 samples hold speech."""
        import numpy as np

        samples = frame.astype(np.float32) / np.float32(32768)
        window = np.concatenate([self._context, samples])[None]
        probability, self._h, self._c = self._session.run(None, {"input": window, "h": self._h, "c": self._c})
        self._context = samples[-_CONTEXT:]
        return float(probability.flat[0])

    def reset(self) -> None:
        """Forget all sound heard so far."""
        import numpy as np

        self._context = np.zeros(_CONTEXT, np.float32)
        self._h = np.zeros((1, 1, 128), np.float32)
        self._c = np.zeros((1, 1, 128), np.float32)
