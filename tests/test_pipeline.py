"""The loop on scripted engines: order, overlap, interruption, failure."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import TypeVar

import pytest

from assistant.engines import Dialogue
from assistant.errors import AudioFileError, DeviceLostError, EngineDiedError, HearthError, NoDeviceError
from assistant.events import (
    NO_ANSWER,
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
from assistant.pipeline import NOT_UNDERSTOOD, Conversation, Mouth
from assistant.worker import Worker
from tests.fakes.sound import RecordingSpeaker, ScriptedListener, SilentMicrophone, ToneSynthesizer

E = TypeVar("E", bound=Event)

WAKE = Wake("hey jarvis", 0.9, 1.0)


def heard(text: str, *, accepted: bool = True) -> Transcript:
    return Transcript(text, accepted=accepted, confidence=1.0, engine="typed", seconds=0.01)


class Echo:
    """Answers each transcript with the sentences it is given for it."""

    def __init__(self, answers: dict[str, list[Event]], before: Callable[[], object] | None = None) -> None:
        self.answers = answers
        self.before = before
        self.finished: list[str] = []
        self.closed: list[str] = []

    async def respond(self, text: str, dialogue: Dialogue) -> AsyncGenerator[Event, None]:
        del dialogue
        try:
            for event in self.answers.get(text, []):
                await asyncio.sleep(0)
                yield event
            self.finished.append(text)
        finally:
            self.closed.append(text)


class Stage:
    """A conversation with everything around it."""

    def __init__(self, brain: Echo, speaker: RecordingSpeaker | None = None, *, live: bool = False) -> None:
        self.events: list[Event] = []
        self.speaker = speaker or RecordingSpeaker()
        self.workers = Worker("synthesis"), Worker("playback")
        self.mouth = Mouth(ToneSynthesizer(), self.speaker, *self.workers)
        self.conversation = Conversation(brain, self.events.append, Dialogue(), mouth=self.mouth, live=live)

    async def run(self, *script: Event | Callable[[], object]) -> list[Event]:
        await self.conversation.run(SilentMicrophone(), ScriptedListener(*script))
        await self.close()
        return self.events

    async def close(self) -> None:
        for worker in self.workers:
            await worker.close()

    def of(self, kind: type[E]) -> list[E]:
        return [event for event in self.events if isinstance(event, kind)]


async def test_a_turn_emits_its_events_in_order_and_speaks_each_sentence() -> None:
    call = ToolCall(1, "run_python", {"code": "print(1)"})
    result = ToolResult(1, "run_python", True, "1", "1", {})
    brain = Echo({"one": [call, result, Sentence("It is one."), Sentence("Really.")]})
    stage = Stage(brain)
    events = await stage.run(WAKE, heard("one"))
    names = [event.name for event in events if not isinstance(event, Spoken | Reply)]
    assert names == ["wake", "transcript", "tool_call", "tool_result", "turn"]
    assert [spoken.text for spoken in events if isinstance(spoken, Spoken)] == ["It is one.", "Really."]
    turn = events[-1]
    assert isinstance(turn, Turn)
    assert (turn.said, turn.outcome) == ("It is one. Really.", "answered")
    assert {"transcribe", "think", "synthesize", "speak", "first_sound", "total"} <= turn.trace.keys()
    assert sum(len(sound) for sound in stage.speaker.played) == 100 * len("It is one.Really.")


async def test_a_sentence_is_spoken_while_the_model_still_writes() -> None:
    speaker = RecordingSpeaker()

    class Slow(Echo):
        async def respond(self, text: str, dialogue: Dialogue) -> AsyncGenerator[Event, None]:
            del text, dialogue
            yield Sentence("First.")
            assert await asyncio.to_thread(speaker.playing.wait, 5), "not spoken while the model still writes"
            yield Sentence("Second.")

    stage = Stage(Slow({}), speaker)
    await stage.run(heard("x"))
    assert [event.text for event in stage.of(Spoken)] == ["First.", "Second."]


async def test_what_was_not_understood_or_not_answered_is_said() -> None:
    stage = Stage(Echo({}))
    await stage.run(heard("mumble", accepted=False), heard("strange"))
    replies = [(reply.text, reply.source) for reply in stage.of(Reply)]
    assert replies == [(NOT_UNDERSTOOD, "host"), (NO_ANSWER, "host")]


async def test_a_word_that_covers_a_wait_is_no_answer() -> None:
    stage = Stage(Echo({"strange": [Sentence("Let me think.", filler=True)]}))
    await stage.run(heard("strange"))
    assert [event.text for event in stage.of(Spoken)] == ["Let me think.", NO_ANSWER]
    assert [reply.text for reply in stage.of(Reply)] == [NO_ANSWER]


async def test_a_notice_is_no_failure() -> None:
    stage = Stage(Echo({"x": [Failure("notice", "The window is small.", ""), Sentence("Yes.")]}))
    await stage.run(heard("x"))
    assert [turn.outcome for turn in stage.of(Turn)] == ["answered"]


async def test_silence_after_the_wake_word_is_answered_with_silence() -> None:
    stage = Stage(Echo({}))
    await stage.run(WAKE, Utterance(1.0, 1.0, "no_speech"), heard("", accepted=False))
    assert not stage.of(Spoken)
    assert not stage.of(Reply)


async def test_the_wake_word_cuts_the_reply_and_nothing_stale_is_spoken() -> None:
    gate = threading.Event()
    speaker = RecordingSpeaker(gate)
    long = [Sentence(letter * 50) for letter in "ABC"]
    brain = Echo({"long": [*long], "short": [Sentence("D" * 10)]})
    stage = Stage(brain, speaker, live=True)

    def until_playing() -> None:
        assert speaker.playing.wait(5)

    opener = threading.Timer(0.2, gate.set)
    opener.start()
    await stage.run(heard("long"), until_playing, WAKE, heard("short"))
    opener.join()
    spoken = [(event.text[0], event.interrupted) for event in stage.of(Spoken)]
    assert spoken == [("A", True), ("D", False)]
    assert speaker.cut == 1
    outcomes = [(turn.heard, turn.outcome) for turn in stage.of(Turn)]
    assert outcomes == [("long", "interrupted"), ("short", "answered")]
    assert brain.closed == ["long", "short"]


@pytest.mark.parametrize("moment", range(12))
async def test_a_turn_can_be_cancelled_at_any_moment(moment: int) -> None:
    brain = Echo({"x": [Sentence("A" * 30), Sentence("B" * 30), Sentence("C" * 30)]})
    stage = Stage(brain)
    task = asyncio.create_task(stage.conversation.answer(heard("x")))
    for _ in range(moment):
        await asyncio.sleep(0.001 if moment > 6 else 0)
    task.cancel()
    await asyncio.wait({task})
    played = len(stage.speaker.played)
    await asyncio.sleep(0.02)
    assert len(stage.speaker.played) == played, "something was played after the turn had ended"
    await stage.close()


async def test_a_failing_voice_is_reported_and_the_next_turn_works() -> None:
    class Failing(RecordingSpeaker):
        def play(self, chunks, sample_rate):  # type: ignore[no-untyped-def]
            if not self.playing.is_set():
                self.playing.set()
                raise AudioFileError("The disk is full.", "Free some space.")
            yield from super().play(chunks, sample_rate)

    stage = Stage(Echo({"a": [Sentence("Aha.")], "b": [Sentence("Boo.")]}), Failing())
    await stage.run(heard("a"), heard("b"))
    assert [event.message for event in stage.of(Failure)] == ["The disk is full."]
    assert [turn.outcome for turn in stage.of(Turn)] == ["failed", "answered"]


async def test_a_responder_that_dies_is_reported_and_the_next_turn_works() -> None:
    class Dies(Echo):
        async def respond(self, text: str, dialogue: Dialogue) -> AsyncGenerator[Event, None]:
            if text == "a":
                raise EngineDiedError("The language model died.", "It is started again.")
            async for event in super().respond(text, dialogue):
                yield event

    stage = Stage(Dies({"b": [Sentence("Boo.")]}))
    await stage.run(heard("a"), heard("b"))
    assert [event.stage for event in stage.of(Failure)] == ["think"]
    assert [turn.outcome for turn in stage.of(Turn)] == ["failed", "answered"]


async def test_a_lost_microphone_is_reported_and_opened_again() -> None:
    class Flaky(ScriptedListener):
        tries = 0

        def listen(self, frames):  # type: ignore[no-untyped-def]
            self.tries += 1
            if self.tries == 1:
                raise DeviceLostError("The microphone went away.", "Plug it in.")
            if self.tries < 4:  # as long as it is away, none of its name is found
                raise NoDeviceError("There is no microphone called 'USB'.", "Plug it in.")
            yield from super().listen(frames)

    stage = Stage(Echo({"b": [Sentence("Boo.")]}), live=True)
    listener = Flaky(heard("b"))
    await stage.conversation.run(SilentMicrophone(), listener)
    await stage.close()
    assert listener.tries == 4
    assert [event.message for event in stage.of(Failure)] == [
        "The microphone went away.",
        "There is no microphone called 'USB'.",
    ]
    assert len(stage.of(Spoken)) == 1


class Broken(Echo):
    """A brain with a bug that one request hits."""

    async def respond(self, text: str, dialogue: Dialogue) -> AsyncGenerator[Event, None]:
        if text == "bug":
            raise OverflowError(text)
        async with aclosing(super().respond(text, dialogue)) as events:
            async for event in events:
                yield event


async def test_a_bug_costs_a_turn_and_not_the_conversation(capsys: pytest.CaptureFixture[str]) -> None:
    stage = Stage(Broken({"b": [Sentence("Boo.")]}), live=True)
    await stage.run(heard("bug"), lambda: time.sleep(0.3), heard("b"))
    assert [event.message for event in stage.of(Failure)] == ["Hearth failed at this request."]
    assert [event.text for event in stage.of(Spoken)] == ["Boo."]
    assert "OverflowError" in capsys.readouterr().err


async def test_where_nobody_lives_with_it_a_bug_is_shown() -> None:
    stage = Stage(Broken({}))
    with pytest.raises(ExceptionGroup):
        await stage.conversation.answer(heard("bug"))
    await stage.close()


async def test_a_timer_rings_between_turns_once() -> None:
    due = [["The egg timer is done."]]
    stage = Stage(Echo({}), live=True)
    stage.conversation._due = lambda: due.pop() if due else []
    waiting = threading.Timer(1.2, lambda: None)
    waiting.start()
    await stage.run(waiting.join)
    assert [event.text for event in stage.of(Spoken)] == ["The egg timer is done."]
    assert [event.source for event in stage.of(Reply)] == ["host"]


async def test_what_cannot_be_looked_up_once_rings_later() -> None:
    looks: list[list[str] | None] = [None, None, ["The egg timer is done."]]

    def due() -> list[str]:
        found = looks.pop(0) if looks else []
        if found is None:
            raise HearthError("What Hearth remembers cannot be used: database is locked.", "Wait.")
        return found

    stage = Stage(Echo({}), live=True)
    stage.conversation._due = due
    waiting = threading.Timer(2.5, lambda: None)
    waiting.start()
    await stage.run(waiting.join)
    assert [event.text for event in stage.of(Spoken)] == ["The egg timer is done."]
    assert len(stage.of(Failure)) == 1
