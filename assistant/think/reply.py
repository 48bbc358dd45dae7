"""The language model's answer, turned into events: sentences while it still writes, tools when it calls them."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from assistant.engines import BadCallPart, CallPart, EndPart, Message, Sampling, TextPart
from assistant.errors import EngineError
from assistant.events import Event, Failure, Sentence, ToolCall
from assistant.think.conversation import recent
from assistant.think.sentences import SentenceSplitter, speakable

if TYPE_CHECKING:
    from assistant.engines import ChatModel, Dialogue
    from assistant.think.brain import Hands
    from assistant.worker import Worker

ROUNDS = 4
"""Times the model may call tools for one request."""
GAVE_UP = "I tried several times and did not get there."
NOT_READABLE = "error: that tool call could not be read: {why}. Write it again as JSON, or answer in words."
MODEL_FAILED = "I lost my train of thought. Please ask again."
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


@dataclass(slots=True)
class _Answer:
    """One answer in the making."""

    number: int = 0
    heard: Message = field(default_factory=lambda: Message("user", ""))
    added: list[Message] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    result: str = ""
    """What the last tool said."""


class ModelResponder:
    """Asks the model, runs what it calls, and hands on its sentences.

    Args:
        model: the language model; entered on `worker` only.
        hands: the tools.
        sampling: a snapshot of how to draw words, asked once a request.
        system: the system message, asked once a request.
        style: what this kind of model needs.
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
        turns: Callable[[], int] = lambda: 1_000_000,
    ) -> None:
        self._model = model
        self._worker = worker
        self._hands = hands
        self._sampling = sampling
        self._system = system
        self._style = style
        self._turns = turns

    async def respond(self, text: str, dialogue: Dialogue) -> AsyncGenerator[Event, None]:
        """See engines.Responder."""
        answer = _Answer(heard=Message("user", self._style.prepare(text)))
        try:
            async for event in self._rounds(answer, dialogue):
                if isinstance(event, Sentence):
                    answer.said.append(event.text)
                yield event
        except EngineError as error:
            yield Failure("think", error.message, error.remedy)
            answer.said.append(MODEL_FAILED)
            yield Sentence(MODEL_FAILED)
        finally:
            # Also when it was cut: what was said has been said, and "repeat that" must know it.
            if answer.said:
                said = " ".join(answer.said)
                dialogue.messages += [answer.heard, *answer.added, Message("assistant", said)]
                dialogue.last_answer = said

    async def _rounds(self, answer: _Answer, dialogue: Dialogue) -> AsyncGenerator[Event, None]:
        sampling, system = self._sampling(), Message("system", self._system())
        tools, before = self._hands.toolbox.schemas(), recent(dialogue.messages, self._turns())
        for _ in range(ROUNDS):
            messages = [system, *before, answer.heard, *answer.added]
            make = partial(self._model.stream, messages, tools, sampling)
            splitter, written, calls = SentenceSplitter(), "", 0
            started = time.monotonic()
            pending: list[CallPart | BadCallPart] = []
            async with self._worker.stream(make, interrupt=self._model.interrupt) as parts:
                async for part in parts:
                    match part:
                        case TextPart():
                            written += part.text
                            for sentence in self._spoken(splitter.feed(part.text), answer):
                                yield sentence
                        case CallPart() | BadCallPart():
                            pending.append(part)
                            if isinstance(part, CallPart):
                                answer.number += 1
                                took = round(time.monotonic() - started, 4)
                                yield ToolCall(answer.number, part.tool, part.arguments, took)
                        case EndPart():
                            pass
            for sentence in self._spoken(splitter.finish(), answer):
                yield sentence
            if not pending:
                return
            number = answer.number - sum(isinstance(part, CallPart) for part in pending)
            retell = False
            for part in pending:
                if isinstance(part, BadCallPart):
                    answer.added += [
                        Message("assistant", written),
                        Message("tool", NOT_READABLE.format(why=part.why)),
                    ]
                    retell = True
                    continue
                number += 1
                outcome, result, sentences = await self._hands.run(number, part.tool, part.arguments, dialogue)
                yield result
                answer.result = outcome.speech or outcome.text
                shown = outcome.text[: self._style.result_characters]
                answer.added += [
                    Message("assistant", written if not calls else "", (part,)),
                    Message("tool", shown, tool=part.tool),
                ]
                calls += 1
                if self._style.retold(part.tool):
                    retell = True
                else:
                    for sentence in sentences:
                        yield sentence
            if not retell:
                return
        yield Sentence(GAVE_UP)

    def _spoken(self, sentences: list[str], answer: _Answer) -> Iterator[Sentence]:
        for sentence in sentences:
            if RESULT in sentence:
                # The tool's sentence may end as the model's does.
                sentence = sentence.replace(RESULT + ".", answer.result.removesuffix(".") + ".")
                sentence = sentence.replace(RESULT, answer.result)
            if said := speakable(sentence):
                yield Sentence(said)
