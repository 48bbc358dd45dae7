"""Who answers: spoken commands first, for they are certain and instant; then the language model."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Callable, Collection, Mapping, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

from assistant.engines import CallPart, Dialogue, Pending
from assistant.events import NO_ANSWER, Command, Event, Sentence, ToolResult
from assistant.settings_store import CONVERSATION
from assistant.think.commands import CommandMatch
from assistant.think.sentences import SentenceSplitter
from assistant.worker import Worker
from tools.base import run
from tools.undo import UNDONE

if TYPE_CHECKING:
    from assistant.engines import Responder
    from assistant.think.commands import Commands
    from tools.base import Outcome, Toolbox

NOTHING_SAID = "I have not said anything yet."
NOTHING_TO_ADD = "I have nothing to add to that."
CHANGES = frozenset({"setting", "setting_change", "setting_reset", "preset_load"})
"""Outcomes that a later "undo" takes back."""
AWAKE = frozenset({"wake", "stop"})
"""What is obeyed in its sleep: waking up, and stopping what rings."""


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
        asked: how the language that is spoken now asks before a risky call; None: as the tool asks.
    """

    def __init__(
        self,
        toolbox: Toolbox,
        worker: Worker,
        interrupt: Callable[[], None] | None = None,
        house: Worker | None = None,
        greeting: Callable[[str], str] = lambda _: "",
        asked: Callable[[str, Mapping[str, Any]], str | None] = lambda _tool, _arguments: None,
    ) -> None:
        self._greeting = greeting
        self._asked = asked
        self.toolbox = toolbox
        self._worker = worker
        self._house = house or worker
        self._interrupt = interrupt

    def question(self, tool: str, arguments: Mapping[str, Any]) -> str:
        """What to ask the owner before this call may run; empty: it may."""
        question = self.toolbox.prepare(tool, arguments).question
        return question and (self._asked(tool, arguments) or question)

    async def run(
        self, call: int, tool: str, arguments: Mapping[str, Any], dialogue: Dialogue
    ) -> tuple[Outcome, ToolResult, list[Sentence]]:
        """Run a tool; its outcome, the event, and the sentences that say it. Several may run at once."""
        started = time.monotonic()
        prepared = self.toolbox.prepare(tool, arguments, dialogue.session)
        running = prepared.running()
        here = CONVERSATION.get()  # the worker's thread has a context of its own

        def work() -> Outcome:
            CONVERSATION.set(here)
            return run(running)

        if prepared.lane == "own":
            worker = Worker("tool")
            try:
                outcome = await worker.call(work, interrupt=running.interrupt)
            finally:
                await worker.close()
        elif prepared.lane == "sandbox":
            outcome = await self._worker.call(work, interrupt=self._interrupt)
        else:
            outcome = await self._house.call(work)
        speech = said_again(str(outcome.data.get("action", "")), dialogue) if tool == "control" else None
        speech = outcome.speech if speech is None else speech
        if outcome.ok and outcome.data.get("kind") == "setting" and outcome.data.get("name") == "persona":
            speech = self._greeting(str(outcome.data.get("value", ""))) or speech
        took = round(time.monotonic() - started, 4)
        result = ToolResult(call, tool, outcome.ok, outcome.text, speech, outcome.data, took)
        return outcome, result, [Sentence(speech)] if speech else []


class CommandResponder:
    """Answers what a sentence family of the commands matches, by running its tool.

    Args:
        commands: of the language that is spoken now.
        hands: the tools.
        going_on: what some sentences are only said in ("party", "quiz", "story", "ringing", "asleep").
        joined: told how many settings were changed in one breath.
        decorator: a model that adds to what the host says at a party; None: the host's own words are enough.
    """

    def __init__(
        self,
        commands: Commands | Callable[[], Commands],
        hands: Hands,
        *,
        going_on: Callable[[], Collection[str]] | None = None,
        joined: Callable[[int], None] = lambda _: None,
        decorator: Responder | None = None,
    ) -> None:
        self._commands: Callable[[], Commands] = commands if callable(commands) else lambda: commands
        self._hands = hands
        self._going_on = going_on
        self._joined = joined
        self._decorator = decorator

    async def respond(self, text: str, dialogue: Dialogue) -> AsyncGenerator[Event, None]:
        """See engines.Responder."""
        started = time.monotonic()
        during = self._going_on() if self._going_on else None
        commands = self._commands()
        matches = commands.recognise_all(text, during)
        if during and "asleep" in during and not any(match.arguments.get("action") in AWAKE for match in matches):
            asleep = {"action": "sleep", "say": commands.wake_up()}  # who typed should know why nothing comes
            yield Command("Asleep", "control", asleep, round(time.monotonic() - started, 4))
            return
        if not matches and during and "story" in during:
            matches = [CommandMatch("Story", "party", {"action": "tell", "text": text})]
        said: list[str] = []
        changed = 0
        for match in matches:
            yield Command(match.intent, match.tool, match.arguments, round(time.monotonic() - started, 4))
            if question := self._hands.question(match.tool, match.arguments):
                dialogue.pending = Pending((CallPart(match.tool, dict(match.arguments)),), by_model=False)
                yield Sentence(question)
                return
            outcome, result, sentences = await self._hands.run(0, match.tool, match.arguments, dialogue)
            yield result
            louder = result.data.get("action") in ("louder", "quieter")
            changed += outcome.ok and (louder or match.tool in UNDONE or result.data.get("kind") in CHANGES)
            for sentence in commands.answers.said(result, sentences):
                said += [sentence.text] if match.tool != "control" else []
                yield sentence
            if self._decorator and (prompt := result.data.get("prompt")):
                async with aclosing(self._decorator.respond(str(prompt), Dialogue())) as events:
                    async for event in events:
                        if event != Sentence(NO_ANSWER):  # nothing to add is no reason to say so
                            yield event
        if changed > 1:
            self._joined(changed)
        if said:
            dialogue.last_answer = " ".join(said)


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
