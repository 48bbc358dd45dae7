"""`hearth run`: a program of yours in the sandbox, as the model's programs run."""

from __future__ import annotations

import json as json_format
import re
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, Protocol

from assistant import config, parts
from assistant.errors import INTERRUPTED, HearthError, ToolUnavailableError
from assistant.terminal import printable

if TYPE_CHECKING:
    from sandbox import RunResult
    from sandbox.keeper import KeptSession

TIMED_OUT, NO_MEMORY, OTHER = 124, 137, 1
"""Exit statuses, as timeout(1) and shells have them."""


class RunError(HearthError):
    """What was asked cannot be run."""

    exit_status = 2


def run(
    path: Path | None, file: str, *, json: bool, session: str, shell: bool, inputs: list[Path], out: Path | None,
    end: bool,
) -> int:  # fmt: skip
    """Run a program and return its exit status (124: it took too long, 137: it used too much memory)."""
    configuration = config.load(path)
    code = "" if end and not file else _read(file)
    files = {input_file.name: _bytes(input_file) for input_file in inputs}
    language = "shell" if shell or file.endswith(".sh") or re.match(r"#!.*\bsh\b", code) else "python"
    show: _View = _Json() if json else _Text(sys.stdout.isatty())
    shown = _Guarded(show)
    from sandbox import SandboxError

    try:
        if session:
            result = _in_session(configuration, session, code, language, files, shown, end=end)
            if result is None:
                return 0
        else:
            sandbox = parts.make_sandbox(configuration, pool=0)
            try:
                result = _interruptible(
                    lambda: sandbox.run(
                        code, language=language, files=files, on_output=shown.output, on_error=shown.error
                    ),
                    sandbox.interrupt,
                )
            finally:
                sandbox.close()
    except SandboxError as error:
        raise ToolUnavailableError(error.message, error.remedy) from error
    except ValueError as error:
        raise RunError(f"That cannot be run: {error}.") from error
    if shown.failed is not None:
        raise shown.failed
    show.result(result, _write(result, out))
    if result.interrupted:
        return INTERRUPTED
    if result.timed_out:
        return TIMED_OUT
    if result.out_of_memory:
        return NO_MEMORY
    return 0 if result.ok else result.exit_status or (128 + result.signal if result.signal else OTHER)


def _in_session(
    configuration: config.Config, name: str, code: str, language: str, files: dict[str, bytes], show: _Streams, *,
    end: bool,
) -> RunResult | None:  # fmt: skip
    from sandbox.keeper import KeptSession

    template = parts.make_sandbox(configuration, pool=0)
    kept: KeptSession = KeptSession(name, template.limits, template.options)
    try:
        if end:
            kept.end()
            return None
        return _interruptible(
            lambda: kept.run(code, language=language, files=files, on_output=show.output, on_error=show.error),
            kept.interrupt,
        )
    finally:
        kept.close()


def _interruptible(work: Callable[[], RunResult], interrupt: Callable[[], None]) -> RunResult:
    """Ctrl-C stops the program in the sandbox, and what it has said so far is its result."""

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        threading.Thread(target=interrupt).start()  # not here: the lock that it takes may be held by this thread

    before = signal.signal(signal.SIGINT, stop)
    try:
        return work()
    finally:
        signal.signal(signal.SIGINT, before)


class _Streams(Protocol):
    """Takes what a program writes."""

    def output(self, text: str) -> None:
        """A piece of standard output."""

    def error(self, text: str) -> None:
        """A piece of standard error."""


class _View(_Streams, Protocol):
    """How a run is shown."""

    def result(self, result: RunResult, written: list[dict[str, Any]]) -> None:
        """The end."""


class _Guarded:
    """Passes on until that fails; the program then runs to its end, unseen, and the failure is told after it."""

    def __init__(self, view: _Streams) -> None:
        self._view = view
        self.failed: OSError | None = None

    def output(self, text: str) -> None:
        self._pass(self._view.output, text)

    def error(self, text: str) -> None:
        self._pass(self._view.error, text)

    def _pass(self, show: Callable[[str], None], text: str) -> None:
        try:
            if self.failed is None:
                show(text)
        except OSError as error:
            self.failed = error


class _Text:
    def __init__(self, terminal: bool) -> None:
        self._terminal = terminal

    def output(self, text: str) -> None:
        # A program must not write to the terminal what the terminal would obey.
        print(printable(text) if self._terminal else text, end="", flush=True)

    def error(self, text: str) -> None:
        print(printable(text) if sys.stderr.isatty() else text, end="", file=sys.stderr, flush=True)

    def result(self, result: RunResult, written: list[dict[str, Any]]) -> None:
        for flag, words in (
            ("timed_out", "it took too long and was stopped"),
            ("truncated", "it wrote too much and was stopped"),
            ("out_of_memory", "it used too much memory and was stopped"),
            ("interrupted", "it was stopped"),
            ("renewed", "the variables of earlier calls were gone before it began"),
        ):
            if getattr(result, flag):
                print(f"hearth: {words}", file=sys.stderr)
        refused = result.error.strip().splitlines() if result.exit_status is None and result.signal is None else []
        if refused and not (result.timed_out or result.truncated or result.out_of_memory or result.interrupted):
            print(f"hearth: {refused[-1]}", file=sys.stderr)  # by the host: the program's own words were shown
        if result.signal and not (result.timed_out or result.out_of_memory):
            print(f"hearth: it was ended by {_named(result.signal)}", file=sys.stderr)
        for made in written:
            where = made["path"] or "not kept; --out FOLDER keeps it"
            print(f"hearth: it made {made['title']} ({made['kind']}, {made['bytes']} bytes): {where}", file=sys.stderr)


def _named(number: int) -> str:
    """A signal's name; most of the real-time ones have none."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


class _Json:
    def output(self, text: str) -> None:
        self._event("output", stream="stdout", text=text)

    def error(self, text: str) -> None:
        self._event("output", stream="stderr", text=text)

    def result(self, result: RunResult, written: list[dict[str, Any]]) -> None:
        fields = {name: getattr(result, name) for name in type(result).__dataclass_fields__}
        del fields["artifacts"]
        self._event("result", **fields, files=written)

    @staticmethod
    def _event(kind: str, **what: Any) -> None:
        print(json_format.dumps({"event": kind, **what}), flush=True)


def _read(file: str) -> str:
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except OSError as error:
        raise RunError(f"{file or 'The program'} cannot be read: {error.strerror}.", "Check the name.") from error
    except UnicodeDecodeError as error:
        raise RunError(f"{file} is not text in UTF-8.", "Give the name of a program.") from error


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise RunError(f"{file} cannot be read: {error.strerror}.", "Check the name.") from error


def _write(result: RunResult, out: Path | None) -> list[dict[str, Any]]:
    written = []
    try:
        for made in result.artifacts:
            path = ""
            if out is not None:
                out.mkdir(parents=True, exist_ok=True)
                (out / made.name).write_bytes(made.data)
                path = str(out / made.name)
            written.append({"title": made.title, "kind": made.kind, "bytes": len(made.data), "path": path})
    except OSError as error:
        raise RunError(f"{out} cannot be written: {error.strerror}.", "Choose another folder with --out.") from error
    return written
