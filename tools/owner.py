"""The owner's own tools: a Python file dropped into a folder is offered from the next request on.

A file holds plain typed functions with docstrings; each one whose name has no underscore in front is a tool. See
docs/guides/tools.md. The files run in processes of their own, one for each call, so that one that crashes, hangs or
prints is a sentence and never the end of the assistant; an interrupted turn ends the process.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tools.base import Outcome, Tool, ToolError
from tools.foreign import foreign, spoken

ROOT = Path(__file__).parents[1]
DESCRIBE_SECONDS = 15.0
"""How long a file may take to be imported, so that its tools are known."""
CALL_SECONDS = 120.0
"""How long a tool may take."""


@dataclass(slots=True)
class _File:
    stamp: tuple[int, int]
    tools: list[Tool] = field(default_factory=list)
    trouble: str = ""


class OwnerTools:
    """The tools in a folder; see tools.base.Source.

    Args:
        folder: where the files are; it need not exist.
        store: the database file that a function with a `context` gets to use; None: none.
        taken: names that the owner's tools cannot have.
    """

    def __init__(self, folder: Path, store: Path | None = None, taken: Sequence[str] = ()) -> None:
        self.folder = folder
        self._store = store
        self._taken = frozenset(taken)
        self._files: dict[Path, _File] = {}
        self._lock = threading.Lock()

    def tools(self) -> Sequence[Tool]:
        """The tools of all files; files that are new or were changed are read first."""
        with self._lock:
            found = self._scan()
            new = [path for path, stamp in found.items() if path not in self._files or self._files[path].stamp != stamp]
            self._files = {path: file for path, file in self._files.items() if path in found and path not in new}
            if new:
                with ThreadPoolExecutor(min(4, len(new)), thread_name_prefix="hearth-owner") as pool:
                    self._files.update(zip(new, pool.map(self._read, new, [found[p] for p in new]), strict=True))
            return self._by_name()[0]

    def troubles(self) -> list[str]:
        """One sentence for each file or tool that cannot be used."""
        return [file.trouble for _, file in sorted(self._files.items()) if file.trouble] + self._by_name()[1]

    def _by_name(self) -> tuple[list[Tool], list[str]]:
        """The tools, the first of each name, and a sentence for each other."""
        places: dict[str, Path] = {}
        tools, twice = [], []
        for path, file in sorted(self._files.items()):
            for tool in file.tools:
                if (other := places.setdefault(tool.name, path)) == path:
                    tools.append(tool)
                else:
                    twice.append(f"The tool {tool.name} in {path} cannot be used: {other} has one of that name.")
        return tools, twice

    def _scan(self) -> dict[Path, tuple[int, int]]:
        found = {}
        try:
            for path in self.folder.iterdir():
                if path.suffix == ".py" and not path.name.startswith(("_", ".")) and path.is_file():
                    status = path.stat()
                    found[path] = (status.st_mtime_ns, status.st_size)
        except OSError:
            return {}
        return found

    def _read(self, path: Path, stamp: tuple[int, int]) -> _File:
        try:
            answer = _Child(["describe", str(path)], {}, DESCRIBE_SECONDS).ask()
        except ToolError as error:
            return _File(stamp, trouble=f"The tools in {path} cannot be used: {error}")
        tools, troubles = [], [f"The tools in {path} cannot be used: {why}" for why in answer.get("troubles", ())]
        for told in answer.get("tools", ()):
            if told["name"] in self._taken:
                troubles.append(f"The tool {told['name']} in {path} cannot be used: Hearth has one of that name.")
                continue
            tools.append(self._tool(path, told))
        return _File(stamp, tools, " ".join(troubles))

    def _tool(self, path: Path, told: Mapping[str, Any]) -> Tool:
        def begin(arguments: Mapping[str, Any]) -> _Child:
            order = {"arguments": dict(arguments), "store": str(self._store) if self._store else None}
            return _Child(["call", str(path), told["name"]], order, CALL_SECONDS)

        return foreign(
            told["name"], told["description"], told["parameters"], begin, risk=told["risk"], question=told["question"]
        )


class _Child:
    """One process of tools.owner_child."""

    def __init__(self, arguments: Sequence[str], order: Mapping[str, Any], seconds: float) -> None:
        self._arguments, self._order, self._seconds = arguments, order, seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._lock = threading.Lock()

    def ask(self) -> dict[str, Any]:
        """Run it. Raises ToolError with a sentence that says what went wrong."""
        path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        with self._lock:
            if self._stopped:
                raise ToolError("it was stopped.")
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tools.owner_child", *self._arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": path},
                start_new_session=True,  # it is ended with all that it started
            )
        process = self._process
        try:
            out, err = process.communicate(json.dumps(self._order).encode(), timeout=self._seconds)
        except subprocess.TimeoutExpired:
            self._kill()
            process.communicate()
            raise ToolError(f"it took longer than {self._seconds:g} seconds and was stopped.") from None
        finally:
            self._kill()
        if self._stopped:
            raise ToolError("it was stopped.")
        try:
            answer: dict[str, Any] = json.loads(out.decode("utf-8", "replace").splitlines()[-1])
        except (ValueError, IndexError):
            last = (err.decode("utf-8", "replace").strip().splitlines() or [f"exit status {process.returncode}"])[-1]
            raise ToolError(f"it ended without an answer ({last[:200]}).") from None
        if error := answer.get("error"):
            raise ToolError(error)
        return answer

    def run(self) -> Outcome:
        """A call of a tool. Raises ToolError."""
        name = self._arguments[-1]
        try:
            answer = self.ask()
        except ToolError as error:
            said = str(error)
            raise ToolError(f"The tool {name} failed: {said}" if said[:3] == "it " else said) from None
        text = str(answer.get("text", ""))
        speech = str(answer.get("speech") or spoken(text))
        return Outcome(text or "done", speech, {"kind": "owner_tool", "tool": name, **answer.get("data", {})})

    def interrupt(self) -> None:
        """End it."""
        with self._lock:
            self._stopped = True
        self._kill()

    def _kill(self) -> None:
        process = self._process
        if process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
