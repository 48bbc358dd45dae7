"""The language model's answer, turned into events: sentences while it still writes, tools when it calls them."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import re
import secrets
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from assistant.engines import BadCallPart, CallPart, EndPart, Message, NoticePart, Part, Pending, Sampling, TextPart
from assistant.errors import EngineError, EngineUnreachableError
from assistant.events import NO_ANSWER, Event, Failure, Sentence, ToolCall, ToolResult
from assistant.think.conversation import recent, trim
from assistant.think.sentences import SentenceSplitter, speakable

if TYPE_CHECKING:
    from assistant.engines import ChatModel, Dialogue
    from assistant.think.brain import Hands
    from assistant.worker import Worker
    from tools.base import Outcome

ROUNDS = 8
"""Times a model may call tools for one request."""
GAVE_UP = "I tried several times and did not get there."
NOT_READABLE = "error: that tool call could not be read: {why}. Write it again as JSON, or answer in words."
FILLER_SECONDS = 1.5
"""How long tools may take before a word covers the wait."""
_FILLERS = itertools.cycle(("One moment.", "Just a second.", "Let me see."))
STILL_WAITING = "I am still at it."
THINKING = "Let me think."
"""When the model takes twice as long to its first word: a long prompt, or a thought."""
LONGEST_HISTORY = 400
"""Messages of a conversation that are kept at all; what of them fits the window is the engine's to say."""
MODEL_FAILED = "I lost my train of thought. Please ask again."
MODEL_AWAY = "The machine that my model runs on does not answer."
UNSURE = "I am not sure that I understood. Please say it another way."
RESULT = "{result}"
"""The starter writes this where the host shall put what the tool said, so it need not copy long results."""


@dataclass(frozen=True, slots=True)
class Style:
    """How to talk to one kind of model."""

    prepare: Callable[[str], str] = str
    """From what was heard to what the model reads."""
    result_characters: int = 4000
    """What it gets to read of a tool's result."""
    retold: Callable[[str], bool] = lambda _: True
    """Does the model put this tool's result into words? Else the tool's own sentence is said."""
    places_results: bool = False
    """Words about a result that have no `RESULT` in them are not said, but the result is."""
    rounds: int = ROUNDS
    """Times it may call tools for one request."""
    surest: float = 0.0
    """A call that the model is less sure of (see engines.CallPart) is not run; who asked is asked back."""
    plausible: Callable[[str, CallPart], bool] = lambda _request, _call: True
    """Can a call be what was asked for? One that cannot is treated as one that the model is not sure of."""
    follows_on: Callable[[str], bool] = lambda _: True
    """Does this request need those before it? If not, the model does not read them: a small one takes "what is 4 times
    7", asked after another sum, for a question about that sum."""
    before: Callable[[Sequence[Message]], list[Message]] = list
    """What it reads of the turns before, where the request needs them."""
    goes_on: Callable[[str, Sequence[Message], CallPart], bool] = lambda _request, _before, _call: True
    """Does the call go on from what it read, if the request does?"""
    drawn: Callable[[Sampling], Sampling] = lambda sampling: sampling
    """From the sampling that people set to the one that suits this model."""
    as_written: bool = True
    """Its history holds what it wrote, so that it need not read its own answer again; else what was said."""


@dataclass(slots=True)
class _Answer:
    """One answer in the making."""

    heard: Message
    before: list[Message] = field(default_factory=list)
    """What the model reads of the turns before."""
    number: int = 0
    """Of the last tool call."""
    added: list[Message] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    said_now: list[str] = field(default_factory=list)
    """Since the model was last asked."""
    written: str = ""
    """By the model, when it was last asked."""
    complete: bool = False
    """It ended with what is in `written`."""
    pending: list[CallPart | BadCallPart] = field(default_factory=list)
    """Calls of the last round."""
    retell: bool = False
    """The model is to put the results into words."""
    result: str = ""
    """What the last tool said."""
    placed: bool = False
    """Was that said?"""


_REFERS = re.compile(
    r"(ok |okay |so |well |and |now |then |please |what about |how about )*"
    r"(and|now|then|plus|minus|times|over|less|multipl\w+|divid\w+|split|add|take|double|halve|half|twice|squared?|cubed?)\b"
    r"|.*\b(of|off|to|from|with|by|is|what's|doubl\w+|halv\w+|squar\w+|cub\w+|multipl\w+|divid\w+|split|times|twice)"
    r" (that|it|the (answer|result))\b|.*\banother \d"
)
_NUMBER = re.compile(r"\b\d")


def follows_on(text: str) -> bool:
    """Does a sum, in words with digits, continue the one before ("and now times 2", "double that")?

    It does when it begins as one or points back, and has no two numbers of its own.
    """
    return bool(_REFERS.match(text)) and len(_NUMBER.findall(text)) < 2


class ModelResponder:
    """Asks the model, runs what it calls, and hands on its sentences.

    Args:
        model: the language model; entered on `worker` only.
        hands: the tools.
        sampling: a snapshot of how to draw words, asked once a request.
        system: the system message, asked once a request.
        style: what this kind of model needs.
        filler_seconds: how long tools may take before a word covers the wait.
        turns: how many of the last turns it gets to read again, asked once a request.
    """

    def __init__(
        self,
        model: ChatModel,
        worker: Worker,
        hands: Hands,
        sampling: Callable[[], Sampling],
        system: Callable[[], str],
        style: Style,
        filler_seconds: float = FILLER_SECONDS,
        turns: Callable[[], int] = lambda: 1_000_000,
    ) -> None:
        self._model = model
        self._worker = worker
        self._hands = hands
        self._sampling = sampling
        self._system = system
        self._style = style
        self._filler_seconds = filler_seconds
        self._turns = turns

    async def warm(self) -> None:
        """Let the model read ahead what every prompt begins with. A failure is left for the first question to meet."""
        messages, tools = [Message("system", self._system())], self._hands.toolbox.schemas()
        sampling = self._sampling()
        warm = partial(self._model.warm, messages, tools, sampling.thinking, sampling.max_tokens)
        with contextlib.suppress(EngineError):
            await self._worker.call(warm, interrupt=self._model.interrupt)

    async def respond(self, text: str, dialogue: Dialogue) -> AsyncGenerator[Event, None]:
        """See engines.Responder."""
        async with aclosing(self._respond(text, dialogue, ())) as events:
            async for event in events:
                yield event

    async def resume(self, text: str, calls: Sequence[CallPart], dialogue: Dialogue) -> AsyncGenerator[Event, None]:
        """The owner said yes (`text`) to these calls: run them, and go on."""
        async with aclosing(self._respond(text, dialogue, calls)) as events:
            async for event in events:
                yield event

    async def _respond(self, text: str, dialogue: Dialogue, agreed: Sequence[CallPart]) -> AsyncGenerator[Event, None]:
        answer = _Answer(Message("user", self._style.prepare(text)))
        try:
            async with aclosing(self._rounds(answer, dialogue, agreed)) as events:
                async for event in events:
                    if isinstance(event, Sentence) and not event.filler:
                        answer.said.append(event.text)
                        answer.said_now.append(event.text)
                    yield event
        except EngineError as error:
            yield Failure("think", error.message, error.remedy)
            sentence = MODEL_AWAY if isinstance(error, EngineUnreachableError) else MODEL_FAILED
            answer.said.append(sentence)
            answer.said_now.append(sentence)
            yield Sentence(sentence)
        finally:
            # Also when it was cut: what was said has been said, and "repeat that" must know it.
            if answer.said:
                last = answer.written.strip() if answer.complete and self._style.as_written else ""
                last = last or " ".join(answer.said_now) or " ".join(answer.said)
                dialogue.messages += [answer.heard, *answer.added, Message("assistant", last)]
                dialogue.last_answer = " ".join(answer.said)
                trim(dialogue.messages, LONGEST_HISTORY, LONGEST_HISTORY * 3 // 4)

    async def _rounds(
        self, answer: _Answer, dialogue: Dialogue, agreed: Sequence[CallPart]
    ) -> AsyncGenerator[Event, None]:
        sampling, system = self._sampling(), Message("system", self._system())
        if sampling.seed is None:
            sampling = replace(sampling, seed=secrets.randbits(31))
        dialogue.seed = sampling.seed
        sampling = self._style.drawn(sampling)
        tools = self._hands.toolbox.schemas()
        needed = self._style.follows_on(answer.heard.content)
        before = answer.before = self._style.before(recent(dialogue.messages, self._turns())) if needed else []
        for number in range(self._style.rounds):
            if number or not agreed:
                messages = [system, *before, answer.heard, *answer.added]
                async with aclosing(self._ask(answer, messages, tools, sampling)) as events:
                    async for event in events:
                        yield event
                if not answer.pending:
                    answer.complete = True
                    if not answer.said_now:
                        # Silence would hide that tools ran, from the owner and, in the history, from the model.
                        yield Sentence(speakable(answer.result) or NO_ANSWER)
                    return
            else:
                answer.pending = list(agreed)
                for call in agreed:
                    answer.number += 1
                    yield ToolCall(answer.number, call.tool, call.arguments)
            async with aclosing(self._act(answer, dialogue, agreed=bool(agreed) and number == 0)) as events:
                async for event in events:
                    yield event
            if not answer.retell:
                return
        yield Sentence(GAVE_UP)

    async def _ask(
        self, answer: _Answer, messages: list[Message], tools: list[dict[str, Any]], sampling: Sampling
    ) -> AsyncGenerator[Event, None]:
        """One answer of the model: its sentences as they come, its calls in `answer.pending`."""
        make = partial(self._model.stream, messages, tools, sampling)
        splitter, started = SentenceSplitter(), time.monotonic()
        unsure = refused = False
        answer.written, answer.pending, answer.said_now = "", [], []
        async with (
            self._worker.stream(make, interrupt=self._model.interrupt) as stream,
            aclosing(_timely(stream, self._filler_seconds * 2)) as parts,
        ):
            async for part in parts:
                match part:
                    case None if not answer.said:
                        yield Sentence(THINKING, filler=True)
                    case TextPart():
                        answer.written += part.text
                        for sentence in self._spoken(splitter.feed(part.text), answer):
                            yield sentence
                    case CallPart() | BadCallPart() if self._hands.toolbox.off():
                        refused = True
                    case CallPart() if not self._is_trusted(part, answer):
                        unsure = True
                    case CallPart():
                        answer.pending.append(part)
                        if not self._hands.question(part.tool, part.arguments):
                            answer.number += 1
                            took = round(time.monotonic() - started, 4)
                            yield ToolCall(answer.number, part.tool, part.arguments, took)
                    case BadCallPart():
                        answer.pending.append(part)
                    case NoticePart():
                        yield Failure("notice", part.message, part.remedy)
                    case EndPart():
                        pass
        for sentence in self._spoken(splitter.finish(), answer):
            yield sentence
        if refused:
            yield Sentence(self._hands.toolbox.off())
        elif unsure and not answer.pending:
            yield Sentence(UNSURE)

    def _is_trusted(self, call: CallPart, answer: _Answer) -> bool:
        style, request = self._style, answer.heard.content
        sure = call.confidence >= style.surest and style.plausible(request, call)
        return sure and style.goes_on(request, answer.before, call)

    async def _act(self, answer: _Answer, dialogue: Dialogue, *, agreed: bool) -> AsyncGenerator[Event, None]:
        """Run the calls of a round side by side; those that need a yes are asked about."""
        calls = [part for part in answer.pending if isinstance(part, CallPart)]
        questions = {} if agreed else {
            index: question for index, part in enumerate(calls)
            if (question := self._hands.question(part.tool, part.arguments))
        }  # fmt: skip
        wanted = [index for index in range(len(calls)) if index not in questions]
        first = answer.number - len(wanted) + 1
        tasks = [
            asyncio.create_task(self._hands.run(first + place, calls[i].tool, calls[i].arguments, dialogue))
            for place, i in enumerate(wanted)
        ]
        covered = bool(answer.said_now)
        try:
            async with aclosing(self._results(tasks, covered=covered)) as events:
                async for event in events:
                    yield event
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        answer.retell = False
        before, index = answer.written, -1
        for part in answer.pending:
            if isinstance(part, BadCallPart):
                answer.added += [Message("assistant", before), Message("tool", NOT_READABLE.format(why=part.why))]
                answer.retell, before = True, ""
                continue
            index += 1
            if index in questions:
                continue
            outcome, _, sentences = tasks[wanted.index(index)].result()
            answer.result, answer.placed = outcome.speech or outcome.text, False
            shown = outcome.text[: self._style.result_characters]
            answer.added += [Message("assistant", before, (part,)), Message("tool", shown, tool=part.tool)]
            before = ""
            if self._style.retold(part.tool):
                answer.retell = True
            else:
                for sentence in sentences:
                    yield sentence
        if questions:
            # What is asked is settled in the next turn; the model goes on then.
            dialogue.pending = Pending(tuple(calls[index] for index in questions))
            answer.retell = False
            for question in questions.values():
                yield Sentence(question)

    async def _results(
        self, tasks: list[asyncio.Task[tuple[Outcome, ToolResult, list[Sentence]]]], *, covered: bool
    ) -> AsyncGenerator[Event, None]:
        """The results as they come; a word when they take long and nothing else is being said."""
        left = set(tasks)
        waits = [] if covered else [(self._filler_seconds, next(_FILLERS))]
        waits.append((self._filler_seconds * 8, STILL_WAITING))
        started = time.monotonic()
        while left:
            timeout = max(waits[0][0] - (time.monotonic() - started), 0) if waits else None
            done, left = await asyncio.wait(left, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                yield task.result()[1]
            if not done and waits:
                yield Sentence(waits.pop(0)[1], filler=True)

    def _spoken(self, sentences: list[str], answer: _Answer) -> Iterator[Sentence]:
        for sentence in sentences:
            if answer.result and self._style.places_results and RESULT not in sentence:
                # It copied the result, or what it took for it: a small model mangles all but the shortest.
                sentence = "" if answer.placed else RESULT
            if RESULT in sentence:
                answer.placed = True
                # The tool's sentence may end as the model's does.
                sentence = sentence.replace(RESULT + ".", answer.result.removesuffix(".") + ".")
                sentence = sentence.replace(RESULT, answer.result)
            if said := speakable(sentence):
                yield Sentence(said)


async def _timely(parts: AsyncIterator[Part], seconds: float) -> AsyncGenerator[Part | None, None]:
    """The parts; None once, when the first does not come in time."""
    waited = False
    while True:
        task = asyncio.ensure_future(anext(parts, _END))
        try:
            if not waited:
                waited = True
                done, _ = await asyncio.wait({task}, timeout=seconds)
                if not done:
                    yield None
            part = await task
        finally:
            if not task.done():
                task.cancel()
                await asyncio.wait({task})
        if part is _END:
            return
        yield part


_END: Any = object()
