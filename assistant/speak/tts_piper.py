"""A Piper voice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import EngineError, ModelFileError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

REMEDY = "Choose another voice under [speak] piper_voice in the configuration, or leave it empty for the bundled one."


class PiperSynthesizer:
    """Implements engines.Synthesizer with the piper-tts package.

    Args:
        path: the voice (.onnx), with its description beside it (.onnx.json).

    Raises:
        ModelFileError: one of the two is missing or damaged.
    """

    def __init__(self, path: Path) -> None:
        from piper import PiperVoice

        self.name = path.stem
        description = path.with_name(path.name + ".json")
        for file in (path, description):
            if not file.is_file():
                raise ModelFileError(f"The voice file {file} does not exist.", REMEDY)
        try:
            self._voice: Any = PiperVoice.load(path, config_path=description)
        except (OSError, ValueError, KeyError, TypeError, json.JSONDecodeError) as error:
            raise ModelFileError(f"The voice {path} cannot be loaded: its description is damaged.", REMEDY) from error
        except Exception as error:
            # onnxruntime's exceptions have no base class of their own
            if type(error).__module__.startswith("onnxruntime"):
                raise ModelFileError(f"The voice {path} cannot be loaded: it is damaged.", REMEDY) from error
            raise
        self.sample_rate = int(self._voice.config.sample_rate)

    def synthesize(self, text: str, *, rate: float = 1.0, volume: float = 1.0) -> Iterator[NDArray[np.int16]]:
        """Yield one chunk a sentence (Piper makes a sentence at a time)."""
        import numpy as np
        from piper import SynthesisConfig

        # Piper stretches: a length of 2 is half the pace.
        options = SynthesisConfig(length_scale=self._voice.config.length_scale / rate)
        said = text.encode("utf-8", "replace").decode()  # bytes that were no UTF-8, from the command line
        try:
            for chunk in self._voice.synthesize(said, options):
                sound: NDArray[np.int16] = chunk.audio_int16_array
                yield sound if volume == 1.0 else np.clip(sound * volume, -32768, 32767).astype(np.int16)
        except Exception as error:
            if type(error).__module__.startswith("onnxruntime"):
                raise EngineError(f"The voice {self.name} failed.", REMEDY) from error
            raise
