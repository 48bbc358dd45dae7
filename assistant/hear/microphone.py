"""A microphone through PyAudio."""

from __future__ import annotations

import queue
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from assistant import devices
from assistant.engines import FRAME, HEAR_RATE
from assistant.errors import DeviceLostError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BLOCK = 320
"""Samples asked for at once. Latency is about four blocks, so they are smaller than a frame and joined here."""
AHEAD = 1024
"""Blocks (20 s) that may wait while a turn is slow; then the oldest are dropped, for what is said now matters more."""
SILENT_SECONDS = 2.0
"""A stream that delivers nothing for so long has lost its device: PortAudio does not always say so."""
ZERO_SECONDS = 30.0
"""Exact zeros for so long: the device may have gone and the sound server may be feeding silence. It is opened anew."""


class PyAudioMicrophone:
    """Implements engines.Microphone.

    Args:
        device: its name, or how it begins; empty: the system's default.

    Raises:
        NoDeviceError: there is none.
    """

    def __init__(self, device: str = "") -> None:
        self._device = device
        self.name = devices.find("microphone", device).name
        self.dropped = 0
        """Blocks lost because nobody took them in time."""
        self._blocks: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._interrupted = False

    def frames(self) -> Iterator[NDArray[np.int16]]:
        """Yield frames as they are recorded, until the generator is closed."""
        import numpy as np

        blocks = self._blocks = queue.SimpleQueue()

        def take(data: bytes, count: int, timing: Any, status: int) -> tuple[None, int]:
            del count, timing, status
            blocks.put(data)
            return None, 0  # paContinue

        devices.refresh()
        stream = devices.open_stream("microphone", self._device, HEAR_RATE, BLOCK, take)
        rest = b""
        heard = time.monotonic()
        try:
            while not self._interrupted:
                try:
                    rest += blocks.get(timeout=SILENT_SECONDS)
                except queue.Empty:
                    raise DeviceLostError(f"The microphone {self.name} went away.", "Plug it in again.") from None
                while blocks.qsize() > AHEAD:
                    blocks.get()
                    self.dropped += 1
                while len(rest) >= 2 * FRAME:
                    frame = np.frombuffer(rest[: 2 * FRAME], np.int16)
                    rest = rest[2 * FRAME :]
                    now = time.monotonic()
                    heard = now if frame.any() else heard
                    yield frame
                if time.monotonic() - heard > ZERO_SECONDS:
                    devices.close_stream(stream)
                    devices.refresh()
                    stream = devices.open_stream("microphone", self._device, HEAR_RATE, BLOCK, take)
                    heard = time.monotonic()
        finally:
            devices.close_stream(stream)

    def interrupt(self) -> None:
        """See engines.Microphone."""
        self._interrupted = True
        self._blocks.put(b"")  # whoever waits for sound wakes up
