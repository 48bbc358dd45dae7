"""One session: a box and the calls made in it, one after the other.

The supervisor inside climbs the first rungs of the ladder (interrupt, kill and checkpoint, new worker); when it does
not answer in its own time, the session counts as lost and its box is thrown away.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.container import Box
from sandbox.errors import SandboxError
from sandbox.limits import Limits
from sandbox.result import Artifact, RunResult, State

LADDER_SECONDS = 6.0
"""What the supervisor may take from the deadline on: interrupt 0.5 s, kill, checkpoint or fork 3 s, sweep, files."""
SEND_SECONDS = 10.0
LONGEST_CODE = 1 << 20
PIECE = 512 << 10
LANGUAGES = ("python", "shell")

Hear = Callable[[str], None]


class LostError(SandboxError):
    """The box went away, or stopped answering, in the middle of a call."""

    partial: RunResult


@dataclass(slots=True)
class _Heard:
    room: int
    output: list[str] = field(default_factory=list)
    error: list[str] = field(default_factory=list)
    files: dict[str, bytearray] = field(default_factory=dict)
    files_room: int = 0
    left_out: int = 0


class Session:
    """A box in use, or waiting to be used."""

    def __init__(self, box: Box) -> None:
        self.box = box
        self.calls = 0
        self.used = time.monotonic()
        self.paused = False
        self._running = 0
        self._hurry = threading.Event()
        self._stopping = threading.Lock()

    def run(
        self, code: str, limits: Limits, *, language: str = "python", files: Mapping[str, bytes] | None = None,
        on_output: Hear | None = None, on_error: Hear | None = None, checkpoint: bool = True,
    ) -> RunResult:  # fmt: skip
        """Run code; see Sandbox.run.

        Raises:
            LostError: the box is to be thrown away; `partial` has what came before.
        """
        started = time.monotonic()
        heard = _Heard(limits.output, files_room=limits.artifact_bytes)
        self.calls += 1
        self._hurry.clear()
        try:
            for name, data in (files or {}).items():
                self._put(name, data)
            with self._stopping:
                self._running = self.calls
            order = {
                "do": "run", "id": self.calls, "language": language, "code": code, "seconds": limits.seconds,
                "output": limits.output, "checkpoint": checkpoint,
                "artifacts": [limits.artifacts, limits.artifact_bytes],
            }  # fmt: skip
            self.box.channel.send(order, time.monotonic() + SEND_SECONDS)
            deadline = time.monotonic() + limits.seconds + LADDER_SECONDS
            while True:
                frame = self._frame(deadline)
                if frame.get("done") == self.calls:
                    return _result(frame, heard)
                _hear(frame, heard, limits, on_output, on_error)
        except (OSError, ValueError) as error:
            timed_out = isinstance(error, TimeoutError) and not self._hurry.is_set()
            lost = LostError("The sandbox ended in the middle of the program.", "Is Docker still running?")
            lost.partial = RunResult(
                False, "".join(heard.output), "".join(heard.error), None, timed_out=timed_out,
                interrupted=self._hurry.is_set(), seconds=time.monotonic() - started, state=State.REPLACED,
                artifacts=_artifacts(heard.files), files_left_out=heard.left_out,
            )  # fmt: skip
            raise lost from error
        finally:
            with self._stopping:
                self._running = 0
            self.used = time.monotonic()

    def interrupt(self) -> None:
        """Make a running `run` return soon with what it has; from any thread."""
        with self._stopping:
            running = self._running
            if not running:
                return
            self._hurry.set()
            with contextlib.suppress(OSError):
                self.box.channel.send({"do": "interrupt", "id": running}, time.monotonic() + 0.5)

    def alive(self) -> bool:
        """Is its supervisor still there, and silent as it must be between calls?"""
        return self.box.channel.quiet()

    def _frame(self, deadline: float) -> dict[str, Any]:
        """The next frame; an interruption shortens the wait to what the ladder takes."""
        while True:
            until = deadline if self._hurry.is_set() else min(deadline, time.monotonic() + 0.25)
            try:
                return self.box.channel.frame(until)
            except TimeoutError:
                if self._hurry.is_set() and deadline > (soon := time.monotonic() + LADDER_SECONDS):
                    deadline = soon
                elif time.monotonic() >= deadline:
                    raise

    def _put(self, name: str, data: bytes) -> None:
        for start in range(0, max(len(data), 1), PIECE):
            piece = base64.b64encode(data[start : start + PIECE]).decode()
            frame = {"do": "put", "name": name, "data": piece, "more": start > 0}
            self.box.channel.send(frame, time.monotonic() + SEND_SECONDS)


def _hear(frame: dict[str, Any], heard: _Heard, limits: Limits, on_output: Hear | None, on_error: Hear | None) -> None:
    """Take a frame, of which nothing is trusted to be of the right type or size."""
    for name, pieces, tell in (("output", heard.output, on_output), ("error", heard.error, on_error)):
        piece = frame.get(name)
        if isinstance(piece, str) and (kept := piece[: heard.room]):
            heard.room -= len(kept)
            pieces.append(kept)
            if tell is not None:
                tell(kept)
    title, data = frame.get("file"), frame.get("data")
    if isinstance(title, str) and isinstance(data, str):
        try:
            piece_bytes = base64.b64decode(data, validate=True)
        except (binascii.Error, ValueError):
            return
        known = title in heard.files
        if len(piece_bytes) <= heard.files_room and (known or len(heard.files) < limits.artifacts):
            heard.files.setdefault(title, bytearray()).extend(piece_bytes)
            heard.files_room -= len(piece_bytes)
        else:
            heard.files.pop(title, None)
            heard.left_out += 1
    skipped = frame.get("skipped")
    if isinstance(skipped, int) and 0 < skipped < 1 << 20:
        heard.left_out += skipped


def _result(frame: dict[str, Any], heard: _Heard) -> RunResult:
    """From the supervisor's last frame."""
    status, signal, value = frame.get("exit_status"), frame.get("signal"), frame.get("value")
    seconds, strays, stopped = frame.get("seconds"), frame.get("strays"), frame.get("stopped")
    not_written = frame.get("not_written")
    error = "".join(heard.error)
    if isinstance(not_written, dict):
        for name, why in not_written.items():
            error += f"the file {_plain(str(name))} could not be handed in: {str(why)[:200]}\n"
    ok = status == 0 and not stopped and not not_written
    return RunResult(
        ok=ok,
        output="".join(heard.output),
        error=error,
        exit_status=status if isinstance(status, int) and not stopped else None,
        signal=signal if isinstance(signal, int) else None,
        timed_out=stopped == "timed_out",
        truncated=stopped == "truncated",
        interrupted=stopped == "interrupted",
        out_of_memory=bool(frame.get("out_of_memory")) and not ok,
        seconds=float(seconds) if isinstance(seconds, int | float) else 0.0,
        state=State(frame["state"]) if frame.get("state") in ("kept", "restored", "fresh") else State.FRESH,
        value=value[:4000] if isinstance(value, str) else None,
        artifacts=_artifacts(heard.files),
        files_left_out=heard.left_out,
        strays=strays if isinstance(strays, int) else 0,
        renewed=bool(frame.get("renewed")),
    )


MAGIC = {
    b"\x89PNG\r\n\x1a\n": ("png", ".png"), b"\xff\xd8\xff": ("jpeg", ".jpg"), b"GIF8": ("gif", ".gif"),
    b"%PDF-": ("pdf", ".pdf"), b"PK\x03\x04": ("zip", ".zip"), b"\x1f\x8b": ("gzip", ".gz"),
}  # fmt: skip
TEXT_ENDINGS = (".csv", ".json", ".md", ".py", ".svg", ".txt", ".tsv", ".xml")


def _artifacts(files: Mapping[str, bytearray]) -> tuple[Artifact, ...]:
    """Named by us: only the ending is the program's, and only where it fits what is inside."""
    made = []
    for number, (title, data) in enumerate(files.items(), 1):
        kind, ending = next((what for magic, what in MAGIC.items() if data.startswith(magic)), ("data", ".bin"))
        if kind == "data" and b"\0" not in data:
            with contextlib.suppress(UnicodeDecodeError):
                data.decode()
                kind, ending = "text", ".txt"
                ending = next((e for e in TEXT_ENDINGS if title.lower().endswith(e)), ending)
        made.append(Artifact(f"file-{number}{ending}", _plain(title), kind, bytes(data)))
    return tuple(made)


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "_", name)[-80:].lstrip(".") or "_"
