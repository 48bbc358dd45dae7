"""A language model that writes what it is told to (its contract: tests/fakes/test_contracts.py)."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import Any

from assistant.engines import BadCallPart, CallPart, EndPart, Message, NoticePart, Part, Sampling, TextPart

Script = str | CallPart | BadCallPart | NoticePart | Exception | threading.Event


class ScriptedModel:
    """Answers with one script after the other; each is text, calls, an exception to raise or an event to wait for."""

    name = "scripted"

    def __init__(self, *answers: Sequence[Script]) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[list[Message], list[dict[str, Any]], Sampling]] = []
        self.interrupted = threading.Event()
        self.closed = 0
        self.warmed: list[tuple[list[Message], list[dict[str, Any]], int]] = []

    def load(self) -> None:
        """It is there."""

    def stream(
        self, messages: Sequence[Message], tools: Sequence[dict[str, Any]], sampling: Sampling
    ) -> Iterator[Part]:
        self.asked.append((list(messages), list(tools), sampling))
        self.interrupted.clear()
        written = 0
        for item in self.answers.pop(0):
            if isinstance(item, threading.Event):
                while not item.wait(0.005) and not self.interrupted.is_set():
                    pass
            if self.interrupted.is_set():
                yield EndPart("cancelled", sampling.seed or 0, 1, written)
                return
            if isinstance(item, Exception):
                raise item
            if isinstance(item, str):
                for word in item.split(" "):
                    written += 1
                    yield TextPart(f"{word} ")
            elif isinstance(item, CallPart | BadCallPart | NoticePart):
                yield item
        yield EndPart("stop", sampling.seed or 0, 1, written)

    def warm(
        self, messages: Sequence[Message], tools: Sequence[dict[str, Any]], thinking: int = 0, max_tokens: int = 512
    ) -> None:
        del max_tokens
        self.warmed.append((list(messages), list(tools), thinking))

    def interrupt(self) -> None:
        self.interrupted.set()

    def close(self) -> None:
        self.closed += 1
