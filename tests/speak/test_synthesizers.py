"""The voices: espeak-ng out of Piper's wheel, and Piper itself with a voice that the tests make."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import numpy as np
import pytest

from assistant.engines import Synthesizer
from assistant.errors import EngineError, ModelFileError
from assistant.parts import VOICES
from assistant.speak.tts_espeak import EspeakSynthesizer
from assistant.speak.tts_piper import PiperSynthesizer
from tests.models.make_voice import PITCH, SAMPLE_RATE, SAMPLES, make
from tests.sound import Sound

TEXT = "The answer is three hundred ninety one."


def sound(voice: Synthesizer, text: str = TEXT, **how: float) -> Sound:
    chunks = list(voice.synthesize(text, **how))
    assert all(chunk.dtype == np.int16 and chunk.ndim == 1 for chunk in chunks)
    return np.concatenate(chunks)


@pytest.fixture(scope="module")
def hum(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("voices") / "hum.onnx")


@pytest.mark.parametrize("name", VOICES)
def test_every_bundled_voice_speaks(name: str) -> None:
    voice, pitch = VOICES[name]
    spoken = sound(EspeakSynthesizer(voice, pitch=pitch))
    seconds = len(spoken) / EspeakSynthesizer(voice).sample_rate
    assert 1.5 < seconds < 5
    assert np.abs(spoken.astype(int)).max() > 3000


def pitch_of(spoken: Sound) -> float:
    """The median pitch in Hz, by autocorrelation. Not the samples: espeak's noise is random."""
    size, found = 1024, []
    for start in range(0, len(spoken) - 2 * size, size):
        frame = spoken[start : start + 2 * size].astype(float)
        if np.abs(frame).max() < 2000:
            continue
        likeness = np.correlate(frame, frame[:size], "valid")
        low, high = SAMPLE_RATE // 350, SAMPLE_RATE // 60
        found.append(SAMPLE_RATE / (low + int(np.argmax(likeness[low:high]))))
    return float(np.median(found))


def test_the_voices_differ_and_one_is_always_the_same() -> None:
    made = {name: sound(EspeakSynthesizer(voice, pitch=pitch)) for name, (voice, pitch) in VOICES.items()}
    assert pitch_of(made["amy"]) > pitch_of(made["alan"])
    assert pitch_of(made["rose"]) > pitch_of(made["george"])
    voice, pitch = VOICES["amy"]
    again = sound(EspeakSynthesizer(voice, pitch=pitch))
    assert len(again) == pytest.approx(len(made["amy"]), rel=0.05)
    assert pitch_of(again) == pytest.approx(pitch_of(made["amy"]), rel=0.15)


def test_pace_and_volume() -> None:
    voice = EspeakSynthesizer()
    plain, fast, loud = sound(voice), sound(voice, rate=1.5), sound(voice, volume=0.25)
    assert len(fast) / len(plain) == pytest.approx(1 / 1.5, rel=0.15)
    assert np.abs(loud.astype(int)).max() == pytest.approx(np.abs(plain.astype(int)).max() / 4, rel=0.15)
    assert np.abs(sound(voice, volume=9.0).astype(int)).max() <= 32768


def test_two_threads_may_speak_with_two_voices() -> None:
    one, two = EspeakSynthesizer("en-us+f3"), EspeakSynthesizer("en-us+m3")
    wanted = {0.8: len(sound(one, rate=0.8)), 1.6: len(sound(two, rate=1.6))}
    wrong = []

    def speak(voice: EspeakSynthesizer, rate: float) -> None:
        for _ in range(10):
            length = len(sound(voice, rate=rate))
            if length != pytest.approx(wanted[rate], rel=0.06):
                wrong.append((rate, length, wanted[rate]))

    threads = [threading.Thread(target=speak, args=pair) for pair in ((one, 0.8), (two, 1.6))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_an_unknown_espeak_voice_is_named() -> None:
    with pytest.raises(EngineError, match="'nosuchvoice'"):
        EspeakSynthesizer("nosuchvoice")


def test_piper_speaks_in_its_own_words(hum: Path) -> None:
    voice = PiperSynthesizer(hum)
    assert (voice.name, voice.sample_rate) == ("hum", SAMPLE_RATE)
    spoken = sound(voice)
    assert len(spoken) > 20 * SAMPLES, "there are more than twenty phonemes in the sentence"
    spectrum = np.abs(np.fft.rfft(spoken[:SAMPLE_RATE].astype(float)))
    assert np.argmax(spectrum) * SAMPLE_RATE / SAMPLE_RATE == pytest.approx(PITCH, abs=2)


def test_pipers_pace_and_volume(hum: Path) -> None:
    voice = PiperSynthesizer(hum)
    plain = sound(voice)
    assert len(sound(voice, rate=2.0)) / len(plain) == pytest.approx(0.5, rel=0.15)
    quiet = sound(voice, volume=0.5)
    assert np.abs(quiet.astype(int)).max() == pytest.approx(np.abs(plain.astype(int)).max() / 2, rel=0.02)


def test_piper_does_not_change_the_bundled_voice(hum: Path) -> None:
    """Both use one espeak-ng, whose voice is global."""
    bundled = EspeakSynthesizer("en-gb-x-rp+m7", pitch=40)
    before = pitch_of(sound(bundled))
    sound(PiperSynthesizer(hum))
    assert pitch_of(sound(bundled)) == pytest.approx(before, rel=0.15)


@pytest.mark.parametrize("what", ["missing", "no description", "text", "empty", "bad description", "empty description"])
def test_a_bad_voice_is_named_in_one_sentence(tmp_path: Path, what: str) -> None:
    path = make(tmp_path / "voice.onnx")
    description = path.with_name("voice.onnx.json")
    match what:
        case "missing":
            path.unlink()
        case "no description":
            description.unlink()
        case "text":
            path.write_text("This is a letter.")
        case "empty":
            path.write_bytes(b"")
        case "bad description":
            description.write_text("{")
        case _:
            description.write_text(json.dumps({}))
    with pytest.raises(ModelFileError) as caught:
        PiperSynthesizer(path)
    assert str(path) in caught.value.message
    assert "\n" not in caught.value.message
    assert caught.value.remedy
