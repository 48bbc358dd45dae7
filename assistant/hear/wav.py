"""A sound file as the microphone."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.engines import FRAME, HEAR_RATE
from assistant.errors import AudioFileError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KINDS = "Give a WAV, FLAC, OGG or MP3 file."
BLOCK_SECONDS = 1.0
"""How much of the file is decoded at once: an hour-long file takes no more memory than this."""


class FileMicrophone:
    """Implements engines.Microphone over any file that libsndfile reads: any rate, width and number of channels.

    Args:
        path: the file.
        realtime: hand out frames at the pace of the clock instead of as fast as they are asked for.

    Raises:
        AudioFileError: missing, a folder, unreadable, not sound, or without any sample.
    """

    def __init__(self, path: Path, *, realtime: bool = False) -> None:
        self.path = path
        self._realtime = realtime
        self._interrupted = threading.Event()
        with self._open() as file:
            self.duration: float = file.frames / file.samplerate
            """Seconds of sound in the file."""
            if file.frames <= 0:
                raise AudioFileError(f"The sound file {path} is empty.", "Record something into it.")

    def frames(self) -> Iterator[NDArray[np.int16]]:
        """Yield frames of FRAME samples at HEAR_RATE; the last one is padded with zeros."""
        import numpy as np

        started = time.monotonic()
        rest = np.zeros(0, np.int16)
        count = 0
        for block in self._resampled():
            rest = np.concatenate([rest, block])
            whole = len(rest) // FRAME * FRAME
            for start in range(0, whole, FRAME):
                if self._ends(started, count):
                    return
                yield rest[start : start + FRAME]
                count += 1
            rest = rest[whole:]
        if len(rest) and not self._ends(started, count):
            yield np.pad(rest, (0, FRAME - len(rest)))

    def interrupt(self) -> None:
        """See engines.Microphone."""
        self._interrupted.set()

    def _ends(self, started: float, count: int) -> bool:
        """Sleep until frame `count` would have been recorded; True when interrupted."""
        due = started + (count + 1) * FRAME / HEAR_RATE - time.monotonic() if self._realtime else 0.0
        return self._interrupted.wait(max(0.0, due))

    def _resampled(self) -> Iterator[NDArray[np.int16]]:
        import numpy as np
        import soundfile
        import soxr

        with self._open() as file:
            resampler = soxr.ResampleStream(file.samplerate, HEAR_RATE, 1, dtype="float32")
            try:
                for block in file.blocks(int(file.samplerate * BLOCK_SECONDS), dtype="float32", always_2d=True):
                    mono = resampler.resample_chunk(np.nan_to_num(block.mean(axis=1)).astype(np.float32))
                    yield _to_int16(mono)
            except soundfile.LibsndfileError as error:
                raise AudioFileError(f"The sound file {self.path} is damaged: {error}.", KINDS) from error
            yield _to_int16(resampler.resample_chunk(np.zeros(0, np.float32), last=True))

    def _open(self) -> Any:
        import soundfile

        path = self.path
        try:
            there, is_file = path.exists(), path.is_file()
        except OSError as error:  # a name that is too long, a folder that may not be entered
            raise AudioFileError(f"The file {path} cannot be read: {error.strerror}.", "Check the name.") from error
        if not there:
            raise AudioFileError(f"There is no file {path}.", "Check the name.")
        if not is_file:
            raise AudioFileError(f"{path} is not a file.", KINDS)
        try:
            return soundfile.SoundFile(path)
        except PermissionError as error:
            raise AudioFileError(f"The file {path} may not be read.", f"Try: chmod u+r '{path}'") from error
        except (soundfile.LibsndfileError, OSError) as error:
            if path.stat().st_size == 0:
                raise AudioFileError(f"The sound file {path} is empty.", "Record something into it.") from error
            raise AudioFileError(f"The file {path} is not a sound file that can be read.", KINDS) from error


def _to_int16(sound: NDArray[np.float32]) -> NDArray[np.int16]:
    import numpy as np

    scaled: NDArray[np.int16] = (np.clip(sound, -1.0, 1.0) * 32767).astype(np.int16)
    return scaled
