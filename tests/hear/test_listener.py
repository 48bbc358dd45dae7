"""From frames to events: the state machine with scripted detectors, and the whole ear with the real ones."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from assistant.engines import FRAME, HEAR_RATE, Recognition
from assistant.events import Event, Transcript, Utterance, Wake
from assistant.hear.listener import Listener, ListenerOptions
from assistant.hear.voice import SileroVoice
from assistant.hear.wake import OpenWakeWord
from tests.sound import PAUSE_SECONDS, Sound, frames, noise, recording, said_to_hearth, silence, speech


class Loud:
    """Wake word and voice by loudness: 3000 wakes, 1000 is speech, less is silence."""

    phrase = "hey loud"
    frame_samples = 512

    def feed(self, frame: Sound) -> float:
        return float(np.abs(frame.astype(int)).max() >= self.level)

    def reset(self) -> None:
        pass

    def __init__(self, level: int) -> None:
        self.level = level


class Counts:
    """A transcriber that counts the samples it was fed."""

    name = "counts"

    def begin(self) -> None:
        self.samples = 0

    def feed(self, samples: Sound) -> None:
        self.samples += len(samples)

    def finish(self) -> Recognition:
        return Recognition(str(self.samples), accepted=True, confidence=1.0)


def level(value: int, seconds: float) -> Sound:
    return np.full(round(seconds * HEAR_RATE / FRAME) * FRAME, value, np.int16)


def listen(*sound: Sound, options: ListenerOptions | None = None) -> list[Event]:
    listener = Listener(Loud(3000), Loud(1000), Counts(), options)
    return list(listener.listen(iter(frames(np.concatenate(sound)))))


def test_wake_speech_silence() -> None:
    wake, utterance, transcript = listen(
        level(0, 1.0), level(3000, 0.08), level(0, 0.4), level(2000, 1.2), level(0, 1.2)
    )
    assert isinstance(wake, Wake)
    assert (wake.phrase, wake.at) == ("hey loud", 1.04)
    assert isinstance(utterance, Utterance)
    assert utterance.ended_by == "silence"
    assert utterance.start == pytest.approx(1.04 + 0.48 - 0.35, abs=0.15)
    assert utterance.end == pytest.approx(1.04 + 0.4 + 1.2, abs=0.1)
    assert isinstance(transcript, Transcript)
    assert int(transcript.text) == len(utterance.samples)


def test_without_a_pause_after_the_wake_word_nothing_is_lost() -> None:
    _, utterance, _ = listen(level(0, 0.5), level(3000, 0.08), level(2000, 1.5), level(0, 1.2))
    assert isinstance(utterance, Utterance)
    assert utterance.ended_by == "silence"
    assert utterance.end - utterance.start > 1.2


def test_nothing_after_the_wake_word() -> None:
    options = ListenerOptions(wait_seconds=2.0)
    events = listen(level(3000, 0.08), level(0, 5.0), level(3000, 0.08), level(0, 0.1), options=options)
    assert [event.name for event in events] == ["wake", "utterance", "transcript"] * 2
    endings = [event.ended_by for event in events if isinstance(event, Utterance)]
    assert endings == ["no_speech", "no_speech"]
    assert not any(event.accepted for event in events if isinstance(event, Transcript))


def test_endless_speech_is_cut() -> None:
    options = ListenerOptions(max_seconds=3.0)
    events = listen(level(3000, 0.08), level(0, 0.4), level(2000, 10.0), options=options)
    assert isinstance(events[1], Utterance)
    assert events[1].ended_by == "max_length"
    assert events[1].end - events[1].start == pytest.approx(3.0, abs=0.2)


def test_the_end_of_the_sound_ends_the_utterance() -> None:
    events = listen(level(3000, 0.08), level(0, 0.4), level(2000, 1.0))
    assert isinstance(events[1], Utterance)
    assert events[1].ended_by == "end_of_sound"


def test_closing_the_events_closes_the_frames() -> None:
    closed = []

    def endless() -> Iterator[Sound]:
        try:
            while True:
                yield level(3000, 0.08)
        finally:
            closed.append(True)

    events = Listener(Loud(3000), Loud(1000), Counts()).listen(endless())
    next(events)
    events.close()  # type: ignore[attr-defined]
    assert closed == [True]


@pytest.fixture(scope="module")
def ear() -> Listener:
    return Listener(OpenWakeWord(), SileroVoice(), Counts())


@pytest.mark.parametrize("voice", ["slt", "rms", "awb", "kal"])
@pytest.mark.parametrize("pause", [0.0, PAUSE_SECONDS, 1.5])
def test_the_real_ear_finds_the_request(ear: Listener, voice: str, pause: float) -> None:
    """However long somebody pauses, the request is kept whole and the wake word is not part of it."""
    request = speech("what is seventeen times twenty three", voice)
    wake = speech("hey jarvis", voice)
    sound = np.concatenate([silence(0.6), wake, silence(pause), request, silence(1.2)])
    sound = (sound + noise(len(sound) / HEAR_RATE + 1)[: len(sound)]).astype(np.int16)
    events = list(ear.listen(iter(frames(sound))))
    assert [event.name for event in events] == ["wake", "utterance", "transcript"]
    _, utterance, _ = events
    assert isinstance(utterance, Utterance)
    began = 0.6 + len(wake) / HEAR_RATE + pause
    assert utterance.start == pytest.approx(began, abs=0.45 if pause else 0.6)
    assert utterance.end == pytest.approx(began + len(request) / HEAR_RATE, abs=0.45)


def test_one_wake_word_fires_once_and_two_fire_twice(ear: Listener) -> None:
    events = list(ear.listen(iter(frames(said_to_hearth("tell me a joke", "what time is it")))))
    assert [event.name for event in events].count("wake") == 2
    person = np.concatenate([silence(1.0), recording("hj_pm1.wav"), silence(8.0)])
    assert [event.name for event in ear.listen(iter(frames(person)))].count("wake") == 1


def test_talk_without_the_wake_word_is_not_listened_to(ear: Listener) -> None:
    for name in ("jfk.wav", "oww_neg.wav", "wow_computer.wav"):
        assert list(ear.listen(iter(frames(recording(name))))) == []
