"""One container: started, connected to, given one program, thrown away."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import struct
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sandbox.errors import SandboxError
from sandbox.limits import UID, Limits, container_options

if TYPE_CHECKING:
    from docker import DockerClient
    from docker.models.containers import Container as DockerContainer

READY_SECONDS = 20.0
"""A container answers within 0.2 s; a machine that needs longer than this is broken."""
GRACE_SECONDS = 2.0
"""The agent inside ends a program at its deadline; the host waits so much longer before it kills the container."""
LARGEST_FRAME = 1 << 20
LABEL = "hearth.sandbox"


@dataclass(frozen=True, slots=True)
class RunResult:
    """How a program ended."""

    ok: bool
    """It ended by itself with exit status 0."""
    output: str
    """What it wrote to its standard output (and the value of a last expression)."""
    error: str
    """What it wrote to its standard error: for an exception the traceback of the program's own lines."""
    exit_status: int | None
    """None when it did not end by itself."""
    signal: int | None = None
    timed_out: bool = False
    truncated: bool = False
    """It wrote more than the limit and was stopped."""
    out_of_memory: bool = False
    interrupted: bool = False
    seconds: float = 0.0


class LostError(SandboxError):
    """The container went away in the middle."""

    partial: RunResult


@dataclass(slots=True)
class _Heard:
    output: list[str] = field(default_factory=list)
    error: list[str] = field(default_factory=list)
    size: int = 0


class Container:
    """A running container whose agent has connected.

    Raises:
        SandboxError: it did not start or did not connect.
    """

    def __init__(self, client: DockerClient, image: str, limits: Limits) -> None:
        self._limits = limits
        self._folder = tempfile.mkdtemp(prefix="hearth-")
        self._container: DockerContainer | None = None
        self._stopped = False
        listener = socket.socket(socket.AF_UNIX)
        try:
            Path(self._folder).chmod(0o755)
            path = f"{self._folder}/s"
            listener.bind(path)
            Path(path).chmod(0o666)
            listener.listen(1)
            options = container_options(image, limits, self._folder, {LABEL: owner()})
            self._container = client.containers.create(**options)
            self._container.start()
            self._socket = self._accept(listener)
            if self._frame(READY_SECONDS) != {"ready": True}:
                raise SandboxError("The sandbox's container did not start properly.")
        except BaseException:
            self.remove()
            raise
        finally:
            listener.close()
            shutil.rmtree(self._folder, ignore_errors=True)

    def _accept(self, listener: socket.socket) -> socket.socket:
        deadline = time.monotonic() + READY_SECONDS
        while (left := deadline - time.monotonic()) > 0:
            listener.settimeout(left)
            with contextlib.suppress(TimeoutError):
                connection, _ = listener.accept()
                _, uid, _ = struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
                # With user namespaces the container's user is mapped, somewhere far above the accounts.
                if uid == UID or uid >= 100_000:
                    return connection
                connection.close()
        raise SandboxError("The sandbox's container did not answer in time.")

    def run(self, code: str, on_output: Callable[[str], None] | None = None) -> RunResult:
        """Run the one program of this container.

        Raises:
            LostError: the container went away; `partial` has what came before.
        """
        started = time.monotonic()
        deadline = started + self._limits.seconds + GRACE_SECONDS
        heard = _Heard()
        order = {"code": code, "seconds": self._limits.seconds, "output": self._limits.output}
        body = json.dumps(order).encode()
        try:
            self._socket.settimeout(self._limits.seconds)
            self._socket.sendall(struct.pack(">I", len(body)) + body)
            while (left := deadline - time.monotonic()) > 0:
                frame = self._frame(left)
                if frame.get("done"):
                    return _result(frame, heard)
                self._hear(frame, heard, on_output)
        except TimeoutError:
            pass
        except (OSError, ValueError) as error:
            partial = _cut(heard, started, interrupted=self._stopped)
            if self._stopped:
                return partial
            lost = LostError("The sandbox ended in the middle of the program.", "Is Docker still running?")
            lost.partial = partial
            raise lost from error
        return _cut(heard, started, timed_out=True)

    def allow(self, seconds: float) -> None:
        """Set the wall-clock time of the run to come."""
        self._limits = replace(self._limits, seconds=seconds)

    def stop(self) -> None:
        """Make a running `run` return with what it has; from any thread."""
        self._stopped = True
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def remove(self) -> None:
        """Kill and remove the container; nothing to do when it, or the daemon, has gone."""
        import requests
        from docker.errors import DockerException

        if hasattr(self, "_socket"):
            self.stop()
            self._socket.close()
        if self._container is not None:
            with contextlib.suppress(DockerException, requests.RequestException):
                self._container.remove(force=True)

    def alive(self) -> bool:
        """Is its agent still connected (and silent, as it must be before its program)?"""
        self._socket.setblocking(False)
        try:
            return bool(self._socket.recv(1, socket.MSG_PEEK)) and False
        except BlockingIOError:
            return True
        except OSError:
            return False

    def _hear(self, frame: dict[str, Any], heard: _Heard, on_output: Callable[[str], None] | None) -> None:
        for name, pieces in (("output", heard.output), ("error", heard.error)):
            piece = frame.get(name)
            if not isinstance(piece, str):
                continue
            room = max(self._limits.output - heard.size, 0)
            heard.size += len(piece)
            pieces.append(piece[:room])
            if on_output is not None and name == "output" and piece[:room]:
                on_output(piece[:room])

    def _frame(self, seconds: float) -> dict[str, Any]:
        """The next frame. Raises TimeoutError, OSError, ValueError (also for what is no frame)."""
        deadline = time.monotonic() + seconds
        size = struct.unpack(">I", self._read(4, deadline))[0]
        if size > LARGEST_FRAME:
            raise ValueError("oversized frame")
        frame = json.loads(self._read(size, deadline))
        if not isinstance(frame, dict):
            raise ValueError("not a frame")  # noqa: TRY004 - one kind of error for everything that is no frame
        return frame

    def _read(self, size: int, deadline: float) -> bytes:
        data = b""
        while len(data) < size:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            self._socket.settimeout(left)
            piece = self._socket.recv(size - len(data))
            if not piece:
                raise ConnectionError("the agent has gone")
            data += piece
        return data


def _result(frame: dict[str, Any], heard: _Heard) -> RunResult:
    """From the agent's last frame, of which nothing is trusted to be of the right type."""
    status = frame.get("exit_status")
    signal = frame.get("signal")
    seconds = frame.get("seconds")
    stopped = frame.get("stopped")
    return RunResult(
        ok=status == 0 and not stopped,
        output="".join(heard.output),
        error="".join(heard.error),
        exit_status=status if isinstance(status, int) and not stopped else None,
        signal=signal if isinstance(signal, int) else None,
        timed_out=stopped == "timed_out",
        truncated=stopped == "truncated",
        out_of_memory=bool(frame.get("out_of_memory")) and status != 0,
        seconds=float(seconds) if isinstance(seconds, int | float) else 0.0,
    )


def _cut(heard: _Heard, started: float, *, timed_out: bool = False, interrupted: bool = False) -> RunResult:
    output, error = "".join(heard.output), "".join(heard.error)
    took = time.monotonic() - started
    return RunResult(False, output, error, None, timed_out=timed_out, interrupted=interrupted, seconds=took)


def owner() -> str:
    """This process as a label: pid and start time, so that a reused pid is told apart."""
    return f"{os.getpid()}:{_started(os.getpid())}"


def owner_lives(label: str) -> bool:
    """Does the process of that label still run?"""
    pid, _, started = label.partition(":")
    return pid.isdigit() and _started(int(pid)) == started


def _started(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19]
    except OSError:
        return ""
