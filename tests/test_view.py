"""How a person sees the events."""

from __future__ import annotations

import io

from rich.console import Console

from assistant.events import Command, Event, Failure, Reply, ToolCall, ToolResult, Transcript
from assistant.modes.view import Screen
from assistant.terminal import printable


def seen(*events: Event) -> str:
    """What is written for some events."""
    out = io.StringIO()
    screen = Screen(Console(file=out, width=100, highlight=False))
    for event in events:
        screen(event)
    return out.getvalue()


def test_nothing_that_a_terminal_obeys_is_written() -> None:
    evil = "red \x1b[31m title \x1b]0;x\x07 \x9b2J back\x08 end"
    shown = seen(
        Transcript(evil, True, 1.0, "typed"),
        Reply(evil, "model"),
        Command(evil, "set_setting", {"value": evil}),
        ToolCall(1, evil, {"code": f"print('{evil}')", "more": evil}),
        ToolResult(1, "run_python", True, evil + "\nsecond\tline", "", {}),
        Failure("tool", evil, evil),
    )
    assert shown == printable(shown)
    assert shown.count("title") == 9
    assert "second" in shown


def test_who_types_sees_that_it_sleeps() -> None:
    assert "asleep  it obeys nothing but: wake up" in seen(Command("Asleep", "control", {"say": "wake up"}))
