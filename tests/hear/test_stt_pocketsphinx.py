"""The bundled recogniser, for real: voices that Hearth does not speak with, and speech that it must not act on."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.engines import Recognition
from assistant.errors import EngineError
from assistant.hear.stt_pocketsphinx import PocketsphinxTranscriber, edit_error
from assistant.think.numbers import normalise
from tests.sound import Sound, frames, noise, recording, silence, speech

COMMANDS = (
    "what is seventeen times twenty three",
    "write a program that prints the first ten primes",
    "set the temperature to one point two",
    "what is the temperature",
    "undo that",
    "set a timer for ten minutes",
    "tell me a joke",
    "what time is it",
    "turn the volume down",
    "start the party",
    "stop",
    "how much memory is free",
)
OTHER = (
    "the old man went down to the river and looked at the water for a long time",
    "we should paint the kitchen green before your parents come to visit",
    "he never told anybody where the letters had been hidden",
    "yesterday the train was late again and nobody knew why",
)


@pytest.fixture(scope="module")
def live() -> PocketsphinxTranscriber:
    return PocketsphinxTranscriber()


def recognise(transcriber: PocketsphinxTranscriber, sound: Sound) -> Recognition:
    transcriber.begin()
    for frame in frames(np.concatenate([silence(0.2), sound, silence(0.5)])):
        transcriber.feed(frame)
    return transcriber.finish()


def test_most_commands_are_understood_and_hardly_any_wrongly(live: PocketsphinxTranscriber) -> None:
    right, wrong = 0, []
    for voice in ("slt", "rms"):
        for text in COMMANDS:
            heard = recognise(live, speech(text, voice))
            if heard.accepted and normalise(heard.text) == normalise(text):
                right += 1
            elif heard.accepted:
                wrong.append((voice, text, heard.text))
    assert right >= 0.75 * 2 * len(COMMANDS), wrong
    assert len(wrong) <= 0.13 * 2 * len(COMMANDS), wrong


def test_other_talk_is_rejected_and_shown_as_it_was_heard(live: PocketsphinxTranscriber) -> None:
    for voice in ("slt", "rms"):
        for text in OTHER:
            heard = recognise(live, speech(text, voice))
            assert not heard.accepted, heard
            assert len(heard.text.split()) > 3


def test_a_persons_speech_that_is_no_request_is_rejected(live: PocketsphinxTranscriber) -> None:
    assert not recognise(live, recording("jfk.wav")).accepted


@pytest.mark.parametrize("level", [0.0, 12.0, 1000.0])
def test_noise_and_silence_are_rejected(live: PocketsphinxTranscriber, level: float) -> None:
    assert not recognise(live, noise(2.0, level)).accepted


def test_an_utterance_does_not_change_the_next(live: PocketsphinxTranscriber) -> None:
    sound = speech("what time is it", "slt")
    recognise(live, recording("jfk.wav"))
    assert recognise(live, sound).text == "what time is it"
    live.begin()
    live.feed(recording("jfk.wav"))
    assert recognise(live, sound).text == "what time is it", "what was begun and dropped is still heard"
    live.begin()
    assert not live.finish().accepted


def test_recordings_are_heard_at_least_as_well() -> None:
    recorded = PocketsphinxTranscriber(live=False)
    right = sum(
        normalise(recognise(recorded, speech(text, voice)).text) == normalise(text)
        for text in COMMANDS[:6]
        for voice in ("slt", "rms")
    )
    assert right >= 9


def test_a_language_that_is_not_bundled_is_named() -> None:
    with pytest.raises(EngineError, match="'de'"):
        PocketsphinxTranscriber("de")


def test_a_cache_that_cannot_be_written_costs_only_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/nowhere")
    assert recognise(PocketsphinxTranscriber(), speech("what time is it", "slt")).accepted


@pytest.mark.parametrize(
    ("heard", "wanted", "error"),
    [("abc", "abc", 0.0), ("", "abc", 1.0), ("abd", "abc", 1 / 3), ("xabc", "abc", 1 / 3), ("abc", "", 3.0)],
)
def test_edit_error(heard: str, wanted: str, error: float) -> None:
    assert edit_error(list(heard), list(wanted)) == pytest.approx(error)
