"""The way to a supervisor: frames of a 4-byte big-endian length and that many bytes of JSON.

Over a Unix socket the Docker daemon is not in the way of the data. Over `docker start --attach` (a daemon on another
machine, gVisor) it is, and a client that stops reading while a container floods makes the daemon itself hang: there a
thread always reads, and ends the stream when more has come than anybody could want.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import socket
import struct
import subprocess
import threading
import time
from abc import ABC, abstractmethod
from typing import Any

LARGEST_FRAME = 1 << 20
MOST_UNREAD = 48 << 20
"""Bytes. Honest answers have an end: output and files are limited."""


class Channel(ABC):
    """Frames, with deadlines. One thread reads; any thread may send."""

    largest = LARGEST_FRAME

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._sending = threading.Lock()

    def send(self, frame: dict[str, Any], deadline: float) -> None:
        """Send a frame. Raises OSError, also (TimeoutError) when `time.monotonic()` reaches the deadline."""
        body = json.dumps(frame).encode()
        with self._sending:
            self._write(struct.pack(">I", len(body)) + body, deadline)

    def frame(self, deadline: float) -> dict[str, Any]:
        """The next frame; after a TimeoutError (the deadline) it can be asked for again.

        Raises OSError, and ValueError for what is no frame.
        """
        self._fill(4, deadline)
        size = struct.unpack(">I", self._buffer[:4])[0]
        if size > self.largest:
            raise ValueError("oversized frame")
        self._fill(4 + size, deadline)
        body = bytes(self._buffer[4 : 4 + size])
        del self._buffer[: 4 + size]
        try:
            frame = json.loads(body)
        except RecursionError as error:
            raise ValueError("nested too deeply") from error
        if not isinstance(frame, dict):
            raise ValueError("not a frame")  # noqa: TRY004 - one kind of error for everything that is no frame
        return frame

    def _fill(self, size: int, deadline: float) -> None:
        """Have so many bytes in the buffer. A TimeoutError loses none."""
        while len(self._buffer) < size:
            if time.monotonic() >= deadline:
                raise TimeoutError
            self._buffer += self._read(deadline)

    @abstractmethod
    def quiet(self) -> bool:
        """Is it open, and nothing has come unasked?"""

    @abstractmethod
    def close(self) -> None:
        """End it, at once, from any thread; a reader gets an OSError."""

    @abstractmethod
    def _read(self, deadline: float) -> bytes:
        """At least a byte; raises OSError."""

    @abstractmethod
    def _write(self, data: bytes, deadline: float) -> None:
        """All of it; raises OSError."""


class SocketChannel(Channel):
    """Over a connected socket."""

    def __init__(self, connection: socket.socket) -> None:
        super().__init__()
        self._socket = connection
        self._socket.setblocking(False)

    def quiet(self) -> bool:
        """See Channel."""
        try:
            return not self._buffer and not self._socket.recv(1, socket.MSG_PEEK) and False
        except BlockingIOError:
            return True
        except OSError:
            return False

    def fileno(self) -> int:
        """For select."""
        return self._socket.fileno()

    def close(self) -> None:
        """See Channel."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def __del__(self) -> None:
        self._socket.close()

    def _read(self, deadline: float) -> bytes:
        while True:
            try:
                data = self._socket.recv(65536)
            except BlockingIOError:
                _wait(self._socket.fileno(), select.POLLIN, deadline)
                continue
            if not data:
                raise ConnectionError("the supervisor has gone")
            return data

    def _write(self, data: bytes, deadline: float) -> None:
        left = memoryview(data)
        while left:
            try:
                left = left[self._socket.send(left) :]
            except BlockingIOError:
                _wait(self._socket.fileno(), select.POLLOUT, deadline)


class StreamChannel(Channel):
    """Over the standard input and output of a command, such as `docker start --attach --interactive`."""

    def __init__(self, command: list[str], environment: dict[str, str] | None = None) -> None:
        super().__init__()
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
            start_new_session=True,
        )  # fmt: skip
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._input, self._output = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self._input, False)
        self._come = bytearray()
        self._changed = threading.Condition()
        self._ended = False
        self._pump = threading.Thread(target=self._drain, name="hearth-sandbox-stream", daemon=True)
        self._pump.start()

    def quiet(self) -> bool:
        """See Channel."""
        with self._changed:
            return not (self._ended or self._come or self._buffer)

    def close(self) -> None:
        """See Channel."""
        with contextlib.suppress(OSError):
            self._process.kill()
        with self._changed:
            self._ended = True
            self._changed.notify_all()
        if threading.current_thread() is not self._pump:
            self._pump.join(5)

    def _drain(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            while data := os.read(self._output, 65536):
                with self._changed:
                    if self._ended or len(self._come) > MOST_UNREAD:
                        break
                    self._come += data
                    self._changed.notify_all()
        with self._changed:
            self._ended = True
            self._changed.notify_all()
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()

    def _read(self, deadline: float) -> bytes:
        with self._changed:
            if not self._changed.wait_for(lambda: self._come or self._ended, max(deadline - time.monotonic(), 0)):
                raise TimeoutError
            if not self._come:
                raise ConnectionError("the stream has ended")
            data = bytes(self._come)
            self._come.clear()
            return data

    def _write(self, data: bytes, deadline: float) -> None:
        left = memoryview(data)
        while left:
            if self._ended:
                raise ConnectionError("the stream has ended")
            try:
                left = left[os.write(self._input, left) :]
            except BlockingIOError:
                _wait(self._input, select.POLLOUT, deadline)


def _wait(descriptor: int, event: int, deadline: float) -> None:
    poll = select.poll()
    poll.register(descriptor, event)
    if not poll.poll(max((deadline - time.monotonic()) * 1000, 0)):
        raise TimeoutError
