"""How a person, or a program, sees the events of a conversation as they happen."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import IO

from rich.console import Console
from rich.padding import Padding
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from assistant.events import (
    Command,
    Event,
    Failure,
    Reply,
    Sentence,
    Spoken,
    ToolCall,
    ToolResult,
    Transcript,
    Turn,
    Utterance,
    Wake,
)
from assistant.terminal import printable

View = Callable[[Event], None]

OUTPUT_LINES = 12
"""Lines of a program's output that are shown; the rest is counted."""


class JsonLines:
    """One event a line, flushed at once, so that another program can follow."""

    def __init__(self, stream: IO[str] | None = None) -> None:
        self._stream = stream or sys.stdout

    def __call__(self, event: Event) -> None:
        if isinstance(event, Sentence):
            return
        print(json.dumps(event.as_dict(), ensure_ascii=False, default=str), file=self._stream, flush=True)


class Screen:
    """Each stage on a line of its own: who, what, and at the right the time it took."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False)

    def __call__(self, event: Event) -> None:
        match event:
            case Wake():
                self._console.print()
                self._line("wake", Text(event.phrase, "bold cyan"), f"score {event.score:.2f}")
            case Utterance() if event.ended_by == "no_speech":
                self._line("heard", Text("nothing after the wake word", "dim"))
            case Utterance():
                self._line("heard", Text(f"{event.end - event.start:.1f} s of speech", "dim"))
            case Transcript():
                self._transcript(event)
            case Command(intent="Asleep"):
                self._line("asleep", Text(f"it obeys nothing but: {event.arguments.get('say')}", "yellow"))
            case Command():
                what = Text(event.tool, "bold magenta").append(f"  {_arguments(event.arguments)}", "magenta")
                self._line("command", what, _took(event.seconds))
            case ToolCall():
                self._call(event)
            case ToolResult():
                self._result(event)
            case Reply():
                self._line("reply", Text(event.text, "bold green"), _took(event.seconds))
            case Spoken():
                cut = "  (cut)" if event.interrupted else ""
                what = Text(f"{event.duration:.1f} s of speech{cut}", "dim")
                self._line("spoken", what, f"first sound {_took(event.first_sound)}")
            case Turn():
                stages = " · ".join(f"{stage} {_took(took)}" for stage, took in event.trace.items())
                self._line("turn", Text(f"{event.outcome}: {stages}", "dim"))
            case Failure():
                self._line("error", Text(f"{event.message} {event.remedy}".strip(), "bold red"))
            case _:
                pass

    def _transcript(self, event: Transcript) -> None:
        if event.accepted:
            what = Text(f"“{event.text}”", "bold yellow")
        else:
            what = Text(f"not understood{f' (perhaps “{event.text}”)' if event.text else ''}", "yellow")
        if event.engine != "typed":
            what.append(f"  {event.engine}", "dim")
        self._line("you", what, _took(event.seconds) if event.engine != "typed" else "")

    def _call(self, event: ToolCall) -> None:
        code = event.arguments.get("code")
        rest = {name: value for name, value in event.arguments.items() if name != "code"}
        what = Text(event.tool, "bold magenta").append(f"  {_arguments(rest)}", "magenta")
        self._line("tool", what, _took(event.seconds))
        if isinstance(code, str):
            self._console.print(Padding(Syntax(printable(code), "python", background_color="default"), (0, 0, 0, 12)))

    def _result(self, event: ToolResult) -> None:
        lines = event.text.rstrip("\n").splitlines() or ["(no output)"]
        shown = lines[:OUTPUT_LINES]
        if len(lines) > len(shown):
            shown.append(f"... and {len(lines) - len(shown)} more lines")
        style = "white" if event.ok else "bold red"
        self._line("result", Text("\n".join(shown), style), _took(event.seconds))

    def _line(self, stage: str, what: Text, aside: str = "") -> None:
        grid = Table.grid(padding=(0, 2), expand=self._console.is_terminal)
        grid.add_column(width=10, justify="right", style="dim", no_wrap=True)
        grid.add_column(ratio=1, overflow="fold")
        grid.add_column(justify="right", style="dim", no_wrap=True)
        what.plain = printable(what.plain)  # as long as it was, so the styles stay where they are
        grid.add_row(stage, what, aside)
        self._console.print(grid)


def _took(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


def _arguments(arguments: object) -> str:
    if not isinstance(arguments, dict):
        return ""
    return "  ".join(f"{name}: {value}" for name, value in arguments.items() if value is not None)
