"""The wake word, with openWakeWord's real models, on people and on synthetic voices."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.errors import ModelFileError
from assistant.hear.wake import HEADS, OpenWakeWord
from tests.sound import Sound, frames, noise, recording, silence, speech


@pytest.fixture(scope="module")
def jarvis() -> OpenWakeWord:
    return OpenWakeWord()


def best(detector: OpenWakeWord, sound: Sound) -> float:
    detector.reset()
    around = np.concatenate([silence(1.0), sound, silence(0.6)])
    return max(detector.feed(frame) for frame in frames(around))


@pytest.mark.parametrize("name", ["hj_pm1.wav", "hj_wow.wav"])
def test_people_are_heard(jarvis: OpenWakeWord, name: str) -> None:
    assert best(jarvis, recording(name)) > 0.5


@pytest.mark.parametrize("voice", ["slt", "rms", "awb", "kal"])
def test_synthetic_voices_are_heard(jarvis: OpenWakeWord, voice: str) -> None:
    assert best(jarvis, speech("hey jarvis", voice)) > 0.5


@pytest.mark.parametrize("name", ["alexa_pm1.wav", "mycroft_pm1.wav", "wow_computer.wav", "oww_neg.wav", "jfk.wav"])
def test_other_speech_is_not_the_wake_word(jarvis: OpenWakeWord, name: str) -> None:
    assert best(jarvis, recording(name)) < 0.3


@pytest.mark.parametrize("level", [0.0, 12.0, 3000.0])
def test_noise_is_not_the_wake_word(jarvis: OpenWakeWord, level: float) -> None:
    assert best(jarvis, noise(5.0, level)) < 0.1


def test_a_reset_forgets_what_was_heard(jarvis: OpenWakeWord) -> None:
    sound = recording("hj_pm1.wav")
    first = [jarvis.feed(frame) for frame in frames(sound)]
    jarvis.reset()
    assert max(jarvis.feed(frame) for frame in frames(silence(1.0))) < 0.1
    jarvis.reset()
    again = [jarvis.feed(frame) for frame in frames(sound)]
    assert len(first) == len(again)
    assert again == [jarvis.feed(frame) for frame in _after_reset(jarvis, sound)]


def _after_reset(detector: OpenWakeWord, sound: Sound) -> list[Sound]:
    detector.reset()
    return frames(sound)


def test_other_phrases() -> None:
    assert best(OpenWakeWord("alexa"), recording("alexa_pm1.wav")) > 0.5
    assert best(OpenWakeWord("hey mycroft"), recording("mycroft_pm1.wav")) > 0.5
    with pytest.raises(ModelFileError) as caught:
        OpenWakeWord("open sesame")
    assert all(phrase in caught.value.remedy for phrase in HEADS)
