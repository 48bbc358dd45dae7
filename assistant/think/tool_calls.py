"""What a model writes, told apart: words for the owner, tool calls, thoughts.

Hermes form (Qwen, Hermes, the starter): <tool_call>{"name": ..., "arguments": {...}}</tool_call>, thoughts in
<think>...</think>. The stream may be cut anywhere, also inside a mark; nothing of a call or a thought is ever
given out as words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from assistant.engines import BadCallPart, CallPart, TextPart

OPEN_CALL, CLOSE_CALL = "<tool_call>", "</tool_call>"
OPEN_THOUGHT, CLOSE_THOUGHT = "<think>", "</think>"
MARKS = (OPEN_CALL, CLOSE_CALL, OPEN_THOUGHT, CLOSE_THOUGHT)
LONGEST_CALL = 20_000
"""Characters. A call that grows longer is not going to end."""


class ToolCallParser:
    """Takes pieces of text, gives parts. One per answer."""

    def __init__(self) -> None:
        self._waiting = ""
        self._inside = ""
        self._said = False

    def feed(self, piece: str) -> Iterator[TextPart | CallPart | BadCallPart]:
        """Parts that are certain now."""
        self._waiting += piece
        while True:
            if self._inside:
                close = CLOSE_CALL if self._inside == OPEN_CALL else CLOSE_THOUGHT
                body, found, rest = self._waiting.partition(close)
                if not found:
                    if len(self._waiting) > LONGEST_CALL and self._inside == OPEN_CALL:
                        yield BadCallPart(self._waiting, "it does not end")
                        self._waiting, self._inside = "", ""
                    return
                self._waiting = rest
                if self._inside == OPEN_CALL:
                    yield read_call(body)
                self._inside = ""
                continue
            start, mark = _first_mark(self._waiting)
            if mark:
                yield from self._text(self._waiting[:start])
                self._waiting = self._waiting[start + len(mark) :]
                self._inside = mark if mark in (OPEN_CALL, OPEN_THOUGHT) else ""
                continue
            keep = _partial_mark(self._waiting)
            ready = len(self._waiting) - keep
            text, self._waiting = self._waiting[:ready], self._waiting[ready:]
            yield from self._text(text)
            return

    def finish(self) -> Iterator[TextPart | CallPart | BadCallPart]:
        """What remains at the end. A call that was not closed counts if its JSON is complete."""
        rest, inside = self._waiting, self._inside
        self._waiting, self._inside = "", ""
        if inside == OPEN_CALL:
            yield read_call(rest)
        elif not inside:
            yield from self._text(rest)

    def _text(self, text: str) -> Iterator[TextPart]:
        if not self._said:
            text = text.lstrip()
        if text:
            self._said = True
            yield TextPart(text)


def read_call(body: str) -> CallPart | BadCallPart:
    """The call in the JSON between the marks; `arguments` may be an object or a string that holds one."""
    try:
        value = json.loads(body)
        if isinstance(value, dict) and isinstance(value.get("arguments", {}), str):
            value["arguments"] = json.loads(value["arguments"])
    except (ValueError, RecursionError):
        return BadCallPart(body, "it is not JSON")
    if not isinstance(value, dict) or not isinstance(value.get("name"), str):
        return BadCallPart(body, "it names no tool")
    arguments = value.get("arguments", {})
    if arguments is None:
        arguments = {}
    if not isinstance(arguments, dict):
        return BadCallPart(body, "its arguments are not an object")
    return CallPart(value["name"], arguments)


def _first_mark(text: str) -> tuple[int, str]:
    found = [(at, mark) for mark in MARKS if (at := text.find(mark)) >= 0]
    return min(found) if found else (-1, "")


def _partial_mark(text: str) -> int:
    """How many characters at the end may be the beginning of a mark."""
    for size in range(min(len(text), max(map(len, MARKS)) - 1), 0, -1):
        if any(mark.startswith(text[-size:]) for mark in MARKS):
            return size
    return 0
