"""One call: Python as in a notebook, or shell, in the worker's process."""

from __future__ import annotations

import ast
import builtins
import contextlib
import io
import linecache
import os
import subprocess
import sys
import traceback
import types
import warnings
from typing import Any, NoReturn

SHOWN = 4000
"""Characters of a value that are handed on."""
FIGURES = 8
ENVIRONMENT = 64 << 10
"""Bytes of a shell's variables that are kept for the next call."""
PROMPTLESS = "a program in the sandbox cannot ask for input"


class Cells:
    """The variables, and the calls that work on them."""

    def __init__(self) -> None:
        self.count = 0
        self._figures = 0
        # A real module, so that pickle, dataclasses and the like find what the program defines.
        main = types.ModuleType("__main__")
        main.__dict__["__builtins__"] = builtins
        sys.modules["__main__"] = main
        self.scope = main.__dict__
        sys.argv = [""]
        warnings.filterwarnings("ignore", message="FigureCanvasAgg is non-interactive")
        if plots := sys.modules.get("matplotlib.pyplot"):
            plots.__dict__["show"] = lambda *_, **__: self._save_figures()

    def run(self, language: str, code: str) -> tuple[int, str | None]:
        """Run; returns the exit status and the last expression's value as text."""
        self.count += 1
        sys.stdout = _stream(1)
        sys.stderr = _stream(2)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - for the call
        builtins.input = _no_input
        try:
            return (self._shell(code), None) if language == "shell" else self._python(code)
        finally:
            for stream in (sys.stdout, sys.stderr):
                with contextlib.suppress(Exception):
                    stream.flush()

    def _python(self, code: str) -> tuple[int, str | None]:
        name = f"<cell {self.count}>"
        linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
        shown = None
        status = 0
        try:
            tree = ast.parse(code, name)
            last = tree.body[-1] if tree.body else None
            if isinstance(last, ast.Expr):
                del tree.body[-1]
            exec(compile(tree, name, "exec"), self.scope)
            if isinstance(last, ast.Expr):
                value = eval(compile(ast.Expression(last.value), name, "eval"), self.scope)
                if value is not None:
                    self.scope["_"] = value
                    text = repr(value)
                    print(text)
                    shown = text[:SHOWN].encode("utf-8", "replace").decode()
        except SystemExit as end:
            status = end.code & 255 if isinstance(end.code, int) else int(end.code is not None)
            if status and not isinstance(end.code, int):
                print(end.code, file=sys.stderr)
        except BaseException as error:  # noqa: BLE001 - whatever the program raises is its own
            status = 130 if isinstance(error, KeyboardInterrupt) else 1
            _tell(error)
        if status != 130:
            self._save_figures()
        return status, shown

    def _save_figures(self) -> None:
        """Write open figures to /work, from where they are handed out, and close them."""
        plots: Any = sys.modules.get("matplotlib.pyplot")
        if plots is None:
            return
        try:
            for number in plots.get_fignums()[:FIGURES]:
                self._figures += 1
                plots.figure(number).savefig(f"/work/plot-{self._figures}.png")
            plots.close("all")
        except Exception as error:  # noqa: BLE001 - of the program's own figure
            print(f"the figure could not be drawn: {error}", file=sys.stderr)

    def _shell(self, code: str) -> int:
        """Run bash; its folder and exported variables are those of the calls to come, as in one long shell."""
        reading, writing = os.pipe()
        end = f"trap 'pwd >&{writing} 2>/dev/null; env -0 >&{writing} 2>/dev/null' EXIT\n"
        try:
            folder = os.getcwd()
        except OSError:
            folder = "/work"
        try:
            # In this process's group, so that an interruption reaches both.
            done = subprocess.Popen(
                ["/bin/bash", "-c", end + code], cwd=folder, pass_fds=(writing,), stdin=subprocess.DEVNULL
            )
            os.close(writing)
            writing = -1
            with open(reading, "rb", closefd=False) as pipe:
                os.set_blocking(reading, False)
                status = done.wait()
                data = pipe.read(ENVIRONMENT) or b""
        except KeyboardInterrupt:
            return 130
        except (OSError, ValueError) as error:
            print(f"the shell did not run: {error}", file=sys.stderr)
            return 126
        finally:
            os.close(reading)
            if writing >= 0:
                os.close(writing)
        where, _, variables = data.partition(b"\n")
        if variables and len(data) < ENVIRONMENT:
            with contextlib.suppress(OSError):
                os.chdir(where)
            pairs = (pair.partition(b"=") for pair in variables.split(b"\0") if pair)
            os.environ.update({os.fsdecode(key): os.fsdecode(value) for key, _, value in pairs if key != b"_"})
        return status if status >= 0 else 128 - status


def _tell(error: BaseException) -> None:
    """Print the traceback, without the lines of this file."""
    trace = error.__traceback__
    while trace is not None and not trace.tb_frame.f_code.co_filename.startswith("<cell "):
        trace = trace.tb_next
    with contextlib.suppress(BaseException):  # an exception may be made so that it cannot be printed
        traceback.print_exception(type(error), error, trace)


def _stream(descriptor: int) -> io.TextIOWrapper:
    return open(descriptor, "w", 1, encoding="utf-8", errors="replace", closefd=False)


def _no_input(prompt: object = "") -> NoReturn:
    """Stands for input()."""
    del prompt
    raise RuntimeError(PROMPTLESS)
