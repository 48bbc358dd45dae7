"""A speaker through PyAudio."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from assistant import devices
from assistant.errors import DeviceLostError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BLOCK_SECONDS = 0.05
TAIL_SECONDS = 0.1
"""Zeros after the last sample, besides the stream's own latency: closing a stream cuts what is still in its buffers."""
IDLE_BLOCKS = 2
"""Blocks of silence at the start, so that a device that wakes up does not swallow the first consonant."""


class PyAudioSpeaker:
    """Implements engines.Speaker. The device is open only while something is played.

    Args:
        device: its name, or how it begins; empty: the system's default.

    Raises:
        NoDeviceError: there is none.
    """

    def __init__(self, device: str = "") -> None:
        self._device = device
        self.name = devices.find("speaker", device).name

    def play(self, chunks: Iterator[NDArray[np.int16]], sample_rate: int) -> Iterator[float]:
        """Play; yields after each block. Closing the generator silences the device within a block."""
        import numpy as np

        block = int(sample_rate * BLOCK_SECONDS)
        stream = devices.open_stream("speaker", self._device, sample_rate, block)
        played = 0
        ended = False
        try:
            rest = np.zeros(IDLE_BLOCKS * block, np.int16)
            lead = len(rest)
            for chunk in chunks:
                rest = np.concatenate([rest, chunk])
                while len(rest) >= block:
                    self._write(stream, rest[:block])
                    rest = rest[block:]
                    played += block
                    yield max(played - lead, 0) / sample_rate
            tail = int((stream.get_output_latency() + TAIL_SECONDS) * sample_rate)
            total = played + len(rest)
            rest = np.concatenate([rest, np.zeros(tail, np.int16)])
            for start in range(0, len(rest), block):
                self._write(stream, rest[start : start + block])
                yield max(min(played + start + block, total) - lead, 0) / sample_rate
            ended = True
        finally:
            if not ended:
                _silence(stream)
            devices.close_stream(stream)

    def close(self) -> None:
        """Nothing to release: the device is closed after each sentence."""

    def discard(self) -> None:
        """Nothing to give up either."""

    def _write(self, stream: Any, samples: NDArray[np.int16]) -> None:
        try:
            stream.write(samples.tobytes(), exception_on_underflow=False)
        except OSError as error:
            raise DeviceLostError(f"The speaker {self.name} went away.", "Plug it in again.") from error


def _silence(stream: Any) -> None:
    """Drop what is in the stream's buffers (Pa_AbortStream is not in PyAudio: its stop would play them)."""
    import contextlib

    with contextlib.suppress(OSError):
        stream.stop_stream()
