"""The loop: hear, think, speak, and interrupt.

A Conversation is one source and one sink of sound with its own history. What is heard comes from the
listener as events; a transcript starts a turn. A turn is one task with three stages joined by bounded queues:

    brain ──sentences──▶ synthesizer ──sounds──▶ speaker

Everything a turn makes lives inside that task and ends with it. Interrupting is cancelling the task: the
queues go with it, so nothing stale can be spoken. There are no flags.
"""

from __future__ import annotations

import asyncio
import time
import traceback
from collections import defaultdict
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from assistant.errors import DeviceLostError, HearthError, NoDeviceError
from assistant.events import (
    NO_ANSWER,
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
from assistant.settings_store import CONVERSATION
from assistant.worker import Worker

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.engines import Dialogue, Microphone, Responder, Speaker, Synthesizer

    Sound = NDArray[np.int16]

NOT_UNDERSTOOD = "Sorry, I did not catch that."

SENTENCES_AHEAD = 8
"""Sentences that may wait to be synthesized."""
SOUNDS_AHEAD = 2
"""Synthesized sentences that may wait to be played: the next is ready when one ends, no more is wasted."""
REOPEN_SECONDS = 0.5
"""Pause between two tries to open a microphone that went away."""
AWAY_SECONDS = 10.0
"""A microphone that was back for so long is reported again when it goes away."""
RING_SECONDS = 0.5
"""How often due timers are looked for."""


class Listens(Protocol):
    """Turns frames of sound into Wake, Utterance and Transcript events (see hear.listener)."""

    def listen(self, frames: Iterator[Sound]) -> Iterator[Event]:
        """Yield events until the frames end."""


@dataclass(frozen=True, slots=True)
class Mouth:
    """A voice and what it is heard through, each on its own thread."""

    synthesizer: Synthesizer
    speaker: Speaker
    synthesis: Worker
    playback: Worker
    pace: Callable[[], tuple[float, float]] = lambda: (1.0, 1.0)
    """The rate and volume (factors) to speak with, asked once a turn."""
    muted: Callable[[], bool] = lambda: False
    """Whether answers are only shown, asked once a turn; what rings is heard all the same."""


@dataclass(slots=True)
class _TurnState:
    """What one turn adds up. Lives and dies with its task."""

    heard: str
    started: float
    transcribe: float
    trace: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    said: list[str] = field(default_factory=list)
    source: str = "model"
    failed: bool = False
    """The responder reported a failure (and may have said something about it)."""

    def mark_once(self, stage: str, seconds: float) -> None:
        self.trace.setdefault(stage, seconds)

    def elapsed(self) -> float:
        return time.monotonic() - self.started


@dataclass(frozen=True, slots=True)
class _Ready:
    """A sentence that was synthesized."""

    text: str
    sound: list[Sound]
    since: float
    """Monotonic time at which the sentence was handed over."""


class Conversation:
    """One source and one sink of sound, with its own history.

    Args:
        responder: answers transcripts (the brain).
        emit: gets every event, in order, on the event loop's thread.
        dialogue: the history that turns read and extend.
        mouth: how replies are spoken; None: they are only emitted.
        live: True for a device or a file in real time: sound goes on during a turn and the wake word
            interrupts it. False for a file read as fast as possible: it waits while a turn runs.
        due: returns sentences to announce (timers that ring), and hands each out once.
        interruptible: whether the wake word may cut an answer short now; else it is not heard while one is given.
    """

    def __init__(
        self,
        responder: Responder,
        emit: Callable[[Event], None],
        dialogue: Dialogue,
        *,
        mouth: Mouth | None = None,
        live: bool = False,
        due: Callable[[], list[str]] | None = None,
        interruptible: Callable[[], bool] = lambda: True,
    ) -> None:
        self._responder = responder
        self._emit = emit
        self._dialogue = dialogue
        self._mouth = mouth
        self._live = live
        self._due = due
        self._interruptible = interruptible
        self._listening = False
        """Between a wake word and its transcript: nothing is announced, a person speaks."""
        self._turn: asyncio.Task[None] | None = None

    async def run(self, microphone: Microphone, listener: Listens) -> None:
        """Converse until the sound ends.

        A device that goes away is reported and opened again until it is back; a file that cannot be read
        raises AudioFileError.
        """
        hearing = Worker("hear")
        ringing = asyncio.create_task(self._ring()) if self._due else None
        told, told_at = "", 0.0
        try:
            while True:
                try:
                    await self._hear(hearing, microphone, listener)
                    break
                except (DeviceLostError, NoDeviceError) as error:  # while it is away, there is none of that name
                    if not self._live:
                        raise
                    now = time.monotonic()
                    if error.message != told or now - told_at > AWAY_SECONDS:  # it is looked for twice a second
                        self._emit(Failure("sound", error.message, error.remedy))
                    told, told_at = error.message, now
                    await asyncio.sleep(REOPEN_SECONDS)
            if self._turn is not None:
                await asyncio.wait({self._turn})
        finally:
            if ringing is not None:
                ringing.cancel()
                await asyncio.wait({ringing})
            await self.interrupt()
            await hearing.close()

    async def _hear(self, hearing: Worker, microphone: Microphone, listener: Listens) -> None:
        utterance: Utterance | None = None

        def make() -> Iterator[Event]:
            return listener.listen(microphone.frames())

        deaf = self._listening = False
        async with hearing.stream(make, interrupt=microphone.interrupt) as events:
            async for event in events:
                busy = self._turn is not None and not self._turn.done()
                if isinstance(event, Wake):
                    deaf = busy and not self._interruptible()
                if deaf:
                    deaf = not isinstance(event, Transcript)
                    continue
                self._emit(event)
                if isinstance(event, Wake):
                    self._listening = True
                    await self.interrupt()
                elif isinstance(event, Utterance):
                    utterance = event
                elif isinstance(event, Transcript):
                    self._listening = False
                    await self.interrupt()
                    silent = utterance is not None and utterance.ended_by == "no_speech"
                    self._turn = asyncio.create_task(self.answer(event, silent=silent))
                    if not self._live:
                        await asyncio.wait({self._turn})
                        self._turn.result()

    async def interrupt(self) -> None:
        """End the running turn, if there is one; returns when nothing of it is left."""
        turn, self._turn = self._turn, None
        if turn is None:
            return
        turn.cancel()
        await asyncio.wait({turn})
        if not turn.cancelled() and (error := turn.exception()) is not None:
            raise error

    async def answer(self, transcript: Transcript, *, silent: bool = False, source: str = "model") -> None:
        """One turn: think about `transcript`, speak the reply, report. Cancel it to interrupt.

        `silent`: nothing was said after the wake word, so nothing is said back. `source`: see events.Reply.
        """
        CONVERSATION.set(self._dialogue.name)
        state = _TurnState(transcript.text, time.monotonic(), transcript.seconds, source=source)
        self._dialogue.seed = None
        outcome = "answered" if transcript.accepted else "not_understood"
        try:
            async with aclosing(self._replies(transcript, silent=silent)) as replies:
                await self._stages(replies, state)
        except asyncio.CancelledError:
            self._report(state, "interrupted")
            raise
        except ExceptionGroup as group:
            failures, bugs = group.split(HearthError)
            if bugs is not None and not (self._live and bugs.subgroup(OSError) is None):
                raise bugs from None
            outcome = "failed"
            if bugs is not None:  # a bug of ours costs this turn; who lives with it still wants the next one
                traceback.print_exception(bugs)
                self._emit(Failure("think", "Hearth failed at this request.", "It is a bug; please report it."))
            for error in _leaves(failures) if failures is not None else ():
                self._emit(Failure("speak" if state.said else "think", error.message, error.remedy))
        self._report(state, "failed" if state.failed else outcome)

    async def _stages(self, replies: AsyncIterator[Event], state: _TurnState) -> None:
        spoken: asyncio.Queue[str | None] | None = None
        async with asyncio.TaskGroup() as stages:
            if self._mouth is not None and not self._mouth.muted():
                spoken = asyncio.Queue(SENTENCES_AHEAD)
                sounds: asyncio.Queue[_Ready | None] = asyncio.Queue(SOUNDS_AHEAD)
                stages.create_task(self._synthesize(self._mouth, spoken, sounds, state))
                stages.create_task(self._play(self._mouth, sounds, state))
            await self._think(replies, spoken, state)

    def _report(self, state: _TurnState, outcome: str) -> None:
        trace = {"transcribe": state.transcribe, **state.trace, "total": state.transcribe + state.elapsed()}
        rounded = {stage: round(seconds, 4) for stage, seconds in trace.items()}
        self._emit(Turn(state.heard, " ".join(state.said), outcome, rounded, self._dialogue.seed))

    async def _replies(self, transcript: Transcript, *, silent: bool) -> AsyncGenerator[Event, None]:
        if silent:
            return
        if not transcript.accepted:
            yield Sentence(NOT_UNDERSTOOD)
            return
        anything = False
        async with aclosing(self._responder.respond(transcript.text, self._dialogue)) as events:
            async for event in events:
                anything = anything or not (isinstance(event, Sentence) and event.filler)
                yield event
        if not anything:
            yield Sentence(NO_ANSWER)

    async def _think(
        self, replies: AsyncIterator[Event], spoken: asyncio.Queue[str | None] | None, state: _TurnState
    ) -> None:
        """Emit what the brain does and hand its sentences on as they come; None: nothing is spoken."""
        model_spoke = False
        async for event in replies:
            if isinstance(event, Sentence):
                if not event.filler:
                    state.mark_once("think", state.elapsed())
                    state.said.append(event.text)
                if spoken is not None:
                    await spoken.put(event.text)
                continue
            self._emit(event)
            if isinstance(event, Failure):
                state.failed = state.failed or event.stage != "notice"
            elif isinstance(event, Command):
                state.source = "command"
                state.trace["command"] += event.seconds
            elif isinstance(event, ToolCall):
                model_spoke = True
            elif isinstance(event, ToolResult):
                state.trace["tool"] += event.seconds
        if state.said:
            if not model_spoke and state.said[0] in (NOT_UNDERSTOOD, NO_ANSWER):
                state.source = "host"
            self._emit(Reply(" ".join(state.said), state.source, state.trace.get("think", 0.0)))
        if spoken is not None:
            await spoken.put(None)

    async def _synthesize(
        self,
        mouth: Mouth,
        sentences: asyncio.Queue[str | None],
        sounds: asyncio.Queue[_Ready | None],
        state: _TurnState,
    ) -> None:
        rate, volume = mouth.pace()
        speech = mouth.synthesizer.synthesize
        while (text := await sentences.get()) is not None:
            ready = time.monotonic()
            make = partial(speech, text, rate=rate, volume=volume)
            async with mouth.synthesis.stream(make) as chunks:
                sound = [chunk async for chunk in chunks]
            state.trace["synthesize"] += time.monotonic() - ready
            await sounds.put(_Ready(text, sound, ready))
        await sounds.put(None)

    async def _play(
        self,
        mouth: Mouth,
        sounds: asyncio.Queue[_Ready | None],
        state: _TurnState,
    ) -> None:
        sample_rate = mouth.synthesizer.sample_rate
        while (next_up := await sounds.get()) is not None:
            started, played, first = time.monotonic(), 0.0, 0.0
            make = partial(mouth.speaker.play, iter(next_up.sound), sample_rate)
            try:
                async with mouth.playback.stream(make) as blocks:
                    async for seconds in blocks:
                        played = seconds
                        if not first:
                            first = round(time.monotonic() - next_up.since, 4)
                            state.mark_once("first_sound", state.transcribe + state.elapsed())
            except asyncio.CancelledError:
                self._emit(Spoken(next_up.text, round(played, 3), interrupted=True, first_sound=first))
                raise
            state.trace["speak"] += time.monotonic() - started
            self._emit(Spoken(next_up.text, round(played, 3), first_sound=first))

    async def _ring(self) -> None:
        """Announce what is due, when no turn is running."""
        assert self._due is not None
        sentences: list[str] = []
        told = ""
        while True:
            await asyncio.sleep(RING_SECONDS)
            if self._is_busy():
                continue
            try:
                sentences = sentences or await asyncio.to_thread(self._due)
                told = ""
            except HearthError as error:  # the next look may find it free again
                if error.message != told:
                    told = error.message
                    self._emit(Failure("tool", error.message, error.remedy))
            if sentences and not self._is_busy():
                self._turn = asyncio.create_task(self._announce(sentences))
                sentences = []

    def _is_busy(self) -> bool:
        """Is a person speaking, or a turn running?"""
        return self._listening or (self._turn is not None and not self._turn.done())

    async def _announce(self, texts: list[str]) -> None:
        mouth = replace(self._mouth, muted=lambda: False) if self._mouth else None
        announcement = Conversation(_Says(texts), self._emit, self._dialogue, mouth=mouth)
        await announcement.answer(Transcript("", accepted=True, confidence=1.0, engine="timer"), source="host")


class _Says:
    """A responder that says what it was given."""

    def __init__(self, texts: list[str]) -> None:
        self._texts = texts

    async def respond(self, text: str, dialogue: Dialogue) -> AsyncGenerator[Event, None]:
        del text, dialogue
        for sentence in self._texts:
            yield Sentence(sentence)


def _leaves(group: ExceptionGroup[HearthError]) -> Iterator[HearthError]:
    for error in group.exceptions:
        if isinstance(error, ExceptionGroup):
            yield from _leaves(error)
        else:
            yield error
