"""A named session that outlives the command that began it (`hearth run --session NAME`).

A process of its own keeps the sandbox and listens on a Unix socket that only its owner can reach. It ends by itself
when nobody has called for the time that sessions are kept, and takes the container with it.
"""

from __future__ import annotations

import base64
import contextlib
import fcntl
import json
import os
import re
import select
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sandbox.channel import SocketChannel
from sandbox.errors import SandboxError, SandboxUnavailable
from sandbox.limits import Limits
from sandbox.result import Artifact, RunResult, State
from sandbox.sandbox import Options, Sandbox
from sandbox.session import Hear

START_SECONDS = 20.0
SPEAK_SECONDS = 10.0
LONGEST_CALL = 4000.0
PIECE = 512 << 10
SESSION = "kept"


class _Line(SocketChannel):
    largest = 8 << 20


def folder() -> Path:
    """Where the sockets are; made for this user alone.

    Raises:
        SandboxUnavailable: somebody else has taken that name.
    """
    base = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
    path = Path(base) / f"hearth-sessions-{os.geteuid()}"
    path.mkdir(mode=0o700, exist_ok=True)
    found = path.lstat()
    if not path.is_dir() or path.is_symlink() or found.st_uid != os.geteuid() or found.st_mode & 0o077:
        raise SandboxUnavailable(f"{path} is not a folder of yours alone.", "Remove it.")
    return path


def check_name(name: str) -> str:
    """A session's name. Raises ValueError."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,40}", name):
        raise ValueError(f"{name!r} cannot be a session's name; use letters, digits, dots and dashes")
    return name


class KeptSession:
    """The client's side: runs code in the session of that name, and begins it if there is none.

    Args:
        name: see check_name.
        limits: of a session that is begun; its seconds, output and artifacts count for every call.
        options: of a session that is begun.

    Raises:
        SandboxUnavailable: it cannot be begun.
    """

    def __init__(self, name: str, limits: Limits, options: Options) -> None:
        self._limits = limits
        self._path = folder() / check_name(name)
        connection = _connect(self._path)
        self.begun = connection is None
        if connection is None:
            settings = json.dumps({"limits": asdict(limits), "options": asdict(options)})
            with subprocess.Popen(
                [sys.executable, "-m", "sandbox", "keep", str(self._path), settings],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
                cwd=Path(__file__).parents[1],
            ) as starter:  # fmt: skip
                starter.wait(START_SECONDS)
            deadline = time.monotonic() + START_SECONDS
            while (connection := _connect(self._path)) is None:
                if time.monotonic() > deadline:
                    raise SandboxUnavailable("The session could not be begun.", "Run: ./hearth doctor")
                time.sleep(0.02)
        self._line = _Line(connection)

    def run(
        self, code: str, *, language: str = "python", files: Mapping[str, bytes] | None = None,
        on_output: Hear | None = None, on_error: Hear | None = None,
    ) -> RunResult:  # fmt: skip
        """See Sandbox.run."""
        soon = time.monotonic() + SPEAK_SECONDS
        for name, data in (files or {}).items():
            for piece in _pieces(data):
                self._line.send({"put": name, **piece}, soon)
        limits = {name: getattr(self._limits, name) for name in ("seconds", "output", "artifacts", "artifact_bytes")}
        self._line.send({"run": code, "language": language, "limits": limits}, soon)
        made: dict[str, tuple[str, str, bytearray]] = {}
        try:
            while True:
                frame = self._line.frame(time.monotonic() + LONGEST_CALL)
                for name, tell in (("output", on_output), ("error", on_error)):
                    if name in frame and tell is not None:
                        tell(frame[name])
                if "file" in frame:
                    entry = made.setdefault(frame["file"], (frame["title"], frame["kind"], bytearray()))
                    entry[2].extend(base64.b64decode(frame["data"]))
                if "refused" in frame:
                    raise SandboxUnavailable(frame["refused"], frame["remedy"])
                if "wrong" in frame:
                    raise ValueError(frame["wrong"])
                if "result" in frame:
                    artifacts = tuple(Artifact(n, title, kind, bytes(data)) for n, (title, kind, data) in made.items())
                    return RunResult(
                        **{**frame["result"], "state": State(frame["result"]["state"]), "artifacts": artifacts}
                    )
        except OSError as error:
            raise SandboxError("The session ended in the middle of the program.") from error

    def interrupt(self) -> None:
        """Stop the running program; from any thread."""
        with contextlib.suppress(OSError):
            self._line.send({"interrupt": True}, time.monotonic() + 1)

    def end(self) -> None:
        """End the session; its variables and files are gone."""
        with contextlib.suppress(OSError):
            self._line.send({"end": True}, time.monotonic() + SPEAK_SECONDS)
            self._line.frame(time.monotonic() + 30)

    def close(self) -> None:
        """Leave it; it lives on."""
        self._line.close()


def keep(path: Path, settings: str) -> None:
    """Serve a session until it ends or is idle for too long. Returns at once where another process does."""
    chosen = json.loads(settings)
    options = Options(**{**chosen["options"], "pool": 0})
    with open(f"{path}.lock", "w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return
        path.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(path))
            listener.listen(8)
            if os.fork():
                os._exit(0)  # whoever started us waits for this
            sandbox = Sandbox(Limits(**chosen["limits"]), options=options)
            try:
                _serve(listener, sandbox, options.drop_seconds)
            finally:
                path.unlink(missing_ok=True)
                sandbox.close()


def _serve(listener: socket.socket, sandbox: Sandbox, idle: float) -> None:
    while True:
        listener.settimeout(idle)
        try:
            connection, _ = listener.accept()
        except TimeoutError:
            return
        _, uid, _ = struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
        line = _Line(connection)
        try:
            if uid == os.geteuid() and _answer(line, sandbox):
                sandbox.close()
                line.send({"ended": True}, time.monotonic() + 1)
                return
        except (OSError, ValueError, KeyError, TypeError):
            pass  # this caller has gone, or speaks something else
        finally:
            line.close()


def _answer(line: _Line, sandbox: Sandbox) -> bool:
    """Serve one caller; True: the session is to end."""
    files: dict[str, bytes] = {}
    while True:
        frame = line.frame(time.monotonic() + LONGEST_CALL)
        if "end" in frame:
            return True
        if "put" in frame:
            files[frame["put"]] = files.get(frame["put"], b"") + base64.b64decode(frame["data"])
        if "run" in frame:
            limits = Limits(**{**asdict(sandbox.limits), **frame["limits"]})
            sandbox.limits = limits
            _call(line, sandbox, frame, files)
            files = {}


def _call(line: _Line, sandbox: Sandbox, frame: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
    over = threading.Event()

    def listen() -> None:
        """Interrupt when the caller says so, or has gone."""
        while not over.wait(0.05):
            try:
                heard = line.frame(time.monotonic() + 0.01) if select.select([line], [], [], 0)[0] else {}
            except TimeoutError:
                continue
            except (OSError, ValueError):
                heard = {"interrupt": True}
            if "interrupt" in heard:
                sandbox.interrupt()
                return

    def speak(**what: Any) -> None:
        with contextlib.suppress(OSError):
            line.send(what, time.monotonic() + SPEAK_SECONDS)

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    try:
        result = sandbox.run(
            frame["run"], session=SESSION, language=frame["language"], files=files,
            on_output=lambda text: speak(output=text), on_error=lambda text: speak(error=text),
        )  # fmt: skip
    except SandboxError as error:
        speak(refused=error.message, remedy=error.remedy)
    except ValueError as error:
        speak(wrong=str(error))
    else:
        for made in result.artifacts:
            for piece in _pieces(made.data):
                speak(file=made.name, title=made.title, kind=made.kind, **piece)
        told = {name: value for name, value in _fields(result).items() if name != "artifacts"}
        speak(result=told)
    finally:
        over.set()
        listener.join()


def _fields(result: RunResult) -> dict[str, Any]:
    return {name: getattr(result, name) for name in RunResult.__dataclass_fields__}


def _pieces(data: bytes) -> list[dict[str, Any]]:
    starts = range(0, max(len(data), 1), PIECE)
    return [{"data": base64.b64encode(data[start : start + PIECE]).decode()} for start in starts]


def _connect(path: Path) -> socket.socket | None:
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.connect(str(path))
    except OSError:
        connection.close()
        return None
    return connection
