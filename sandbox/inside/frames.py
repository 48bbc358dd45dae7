"""The host's channel: frames of a 4-byte big-endian length and that many bytes of JSON."""

from __future__ import annotations

import json
import os
import struct
from typing import Any

LARGEST = 4 << 20
"""Bytes of a frame, both ways."""
PIECE = 65536


class Host:
    """The channel, over any pair of descriptors (one socket, or a pipe each way).

    Every method raises ConnectionError when the host has gone.
    """

    def __init__(self, reading: int, writing: int) -> None:
        self._reading = reading
        self._writing = writing
        self._buffer = bytearray()

    def fileno(self) -> int:
        """For selectors."""
        return self._reading

    def send(self, frame: dict[str, Any]) -> None:
        """Send a frame; waits for a slow host."""
        body = json.dumps(frame).encode()
        data = memoryview(struct.pack(">I", len(body)) + body)
        while data:
            data = data[os.write(self._writing, data) :]

    def feed(self) -> None:
        """Read what has come, waiting for at least a byte."""
        data = os.read(self._reading, PIECE)
        if not data:
            raise ConnectionError("the host has gone")
        self._buffer += data

    def next(self) -> dict[str, Any] | None:
        """A whole frame of what has been read; None: not yet."""
        if len(self._buffer) < 4:
            return None
        size = struct.unpack(">I", self._buffer[:4])[0]
        if size > LARGEST:
            raise ConnectionError("oversized frame")
        if len(self._buffer) < 4 + size:
            return None
        body = bytes(self._buffer[4 : 4 + size])
        del self._buffer[: 4 + size]
        frame = json.loads(body)
        if not isinstance(frame, dict):
            raise ConnectionError("not a frame")
        return frame

    def receive(self) -> dict[str, Any]:
        """The next frame; waits for it."""
        while (frame := self.next()) is None:
            self.feed()
        return frame
