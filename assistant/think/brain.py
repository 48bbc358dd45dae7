"""Who answers: spoken commands first, for they are certain and instant; then the language model."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

from assistant.engines import CallPart, Pending
from assistant.events import Command, Event, Sentence, ToolResult
from assistant.think.sentences import SentenceSplitter
from assistant.worker import Worker
from tools.base import run

if TYPE_CHECKING:
    from assistant.engines import Dialogue, Responder
    from assistant.think.commands import Commands
    from tools.base import Outcome, Toolbox

NOTHING_SAID = "I have not said anything yet."
NOTHING_TO_ADD = "I have nothing to add to that."


class Brain:
    """Asks responders in order; the first that yields anything answers."""

    def __init__(self, responders: Sequence[Responder]) -> None:
        self._responders = tuple(responders)

    async def respond(self, text: str, dialogue: Dialogue) -> AsyncGenerator[Event, None]:
        """See engines.Responder."""
        for responder in self._responders:
            answered = False
            async with aclosing(responder.respond(text, dialogue)) as events:
                async for event in events:
                    answered = True
                    yield event
            if answered:
                return


class Hands:
    """The tools, each run where it belongs, with what a spoken answer needs of them.

    Args:
        toolbox: the tools.
        worker: the thread that runs programs in the sandbox.
        interrupt: makes a running program end early; from any thread.
        house: the thread of the quick tools; None: the same as `worker`.
        greeting: what a persona says when it is chosen; empty: nothing of its own.
    """

    def __init__(
        self,
        toolbox: Toolbox,
        worker: Worker,
        interrupt: Callable[[], None] | None = None,
        house: Worker | None = None,
        greeting: Callable[[str], str] = lambda _: "",
    ) -> None:
        self._greeting = greeting
        self.toolbox = toolbox
        self._worker = worker
        self._house = house or worker
        self._interrupt = interrupt

    def question(self, tool: str, arguments: Mapping[str, Any]) -> str:
        """What to ask the owner before this call may run; empty: it may."""
        return self.toolbox.prepare(tool, arguments).question

    async def run(
        self, call: int, tool: str, arguments: Mapping[str, Any], dialogue: Dialogue
    ) -> tuple[Outcome, ToolResult, list[Sentence]]:
        """Run a tool; its outcome, the event, and the sentences that say it. Several may run at once."""
        started = time.monotonic()
        prepared = self.toolbox.prepare(tool, arguments, dialogue.session)
        running = prepared.running()
        if prepared.lane == "own":
            worker = Worker("tool")
            try:
                outcome = await worker.call(run, running, interrupt=running.interrupt)
            finally:
                await worker.close()
        elif prepared.lane == "sandbox":
            outcome = await self._worker.call(run, running, interrupt=self._interrupt)
        else:
            outcome = await self._house.call(run, running)
        speech = said_again(str(outcome.data.get("action", "")), dialogue) if tool == "control" else None
        speech = outcome.speech if speech is None else speech
        if outcome.ok and outcome.data.get("kind") == "setting" and outcome.data.get("name") == "persona":
            speech = self._greeting(str(outcome.data.get("value", ""))) or speech
        took = round(time.monotonic() - started, 4)
        result = ToolResult(call, tool, outcome.ok, outcome.text, speech, outcome.data, took)
        return outcome, result, [Sentence(speech)] if speech else []


class CommandResponder:
    """Answers what a sentence family of the commands matches, by running its tool."""

    def __init__(self, commands: Commands, hands: Hands) -> None:
        self._commands = commands
        self._hands = hands

    async def respond(self, text: str, dialogue: Dialogue) -> AsyncGenerator[Event, None]:
        """See engines.Responder."""
        started = time.monotonic()
        match = self._commands.recognise(text)
        if match is None:
            return
        yield Command(match.intent, match.tool, match.arguments, round(time.monotonic() - started, 4))
        if question := self._hands.question(match.tool, match.arguments):
            dialogue.pending = Pending((CallPart(match.tool, dict(match.arguments)),), by_model=False)
            yield Sentence(question)
            return
        _, result, sentences = await self._hands.run(0, match.tool, match.arguments, dialogue)
        yield result
        for sentence in sentences:
            yield sentence
        if sentences and match.tool != "control":
            dialogue.last_answer = " ".join(sentence.text for sentence in sentences)


def said_again(action: str, dialogue: Dialogue) -> str | None:
    """The last answer again, or shorter; None: the action is about something else."""
    if action not in ("repeat", "shorter", "longer"):
        return None
    if not dialogue.last_answer:
        return NOTHING_SAID
    if action == "repeat":
        return dialogue.last_answer
    if action == "longer":
        return NOTHING_TO_ADD
    splitter = SentenceSplitter()
    return [*splitter.feed(dialogue.last_answer), *splitter.finish()][0]
