"""Microphone and speaker through real PyAudio on virtual devices: sound, unplugging, no device at all."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant import devices
from assistant.engines import FRAME, HEAR_RATE
from assistant.errors import DeviceLostError, NoDeviceError
from assistant.hear.microphone import PyAudioMicrophone
from assistant.speak.speaker import PyAudioSpeaker
from tests.pulse import SoundServer, heard, loud, sound_server
from tests.sound import Sound, recording

__all__ = ["sound_server"]
pytestmark = pytest.mark.pulse


def tone(seconds: float, rate: int) -> Sound:
    return (8000 * np.sin(2 * np.pi * 440 * np.arange(int(seconds * rate)) / rate)).astype(np.int16)


def listen(microphone: PyAudioMicrophone, seconds: float) -> Sound:
    frames = microphone.frames()
    got = [next(frames) for _ in range(int(seconds * HEAR_RATE / FRAME))]
    frames.close()  # type: ignore[attr-defined]
    assert all(frame.shape == (FRAME,) and frame.dtype == np.int16 for frame in got)
    return np.concatenate(got)


def play(speaker: PyAudioSpeaker, sound: Sound, rate: int) -> list[float]:
    chunks = (sound[start : start + 1000] for start in range(0, len(sound), 1000))
    return list(speaker.play(chunks, rate))


def test_the_microphone_hears_every_sample(sound_server: SoundServer) -> None:
    said = recording("hj_pm1.wav")
    microphone = PyAudioMicrophone()
    frames = microphone.frames()
    next(frames)
    player = sound_server.speak(said)
    got = np.concatenate([next(frames) for _ in range(int(4.0 * HEAR_RATE / FRAME))])
    frames.close()  # type: ignore[attr-defined]
    assert player.wait(10) == 0
    spectrum = np.fft.irfft(np.fft.rfft(got.astype(float), 131072) * np.conj(np.fft.rfft(said.astype(float), 131072)))
    at = int(np.argmax(spectrum[: len(got)]))
    assert (got[at : at + len(said)] == said).mean() > 0.999, "the recording is not what was played"


def test_the_speaker_plays_the_whole_sound(sound_server: SoundServer) -> None:
    sound = tone(1.2, 22_050)
    with sound_server.hear() as kept:
        progress = play(PyAudioSpeaker(), sound, 22_050)
    assert progress == sorted(progress)
    assert progress[-1] == pytest.approx(1.2, abs=0.01)
    length = len(loud(heard(kept))) / HEAR_RATE
    assert length == pytest.approx(1.2, abs=0.06), "the beginning or the end was swallowed"


def test_a_cut_sentence_is_silent_at_once(sound_server: SoundServer) -> None:
    sound = tone(5.0, 22_050)
    with sound_server.hear() as kept:
        playing = PyAudioSpeaker().play(iter([sound]), 22_050)
        while next(playing) < 1.0:
            pass
        playing.close()  # type: ignore[attr-defined]
    assert 0.7 < len(loud(heard(kept))) / HEAR_RATE < 1.6


def take(items: Iterator[object], count: int) -> None:
    for _ in range(count):
        next(items)


def test_one_sentence_after_the_other(sound_server: SoundServer) -> None:
    speaker = PyAudioSpeaker()
    with sound_server.hear() as kept:
        for _ in range(3):
            play(speaker, tone(0.4, 22_050), 22_050)
        speaker.close()
    assert (np.abs(heard(kept).astype(int)) > 300).sum() / HEAR_RATE == pytest.approx(1.2, abs=0.2)


@pytest.mark.usefixtures("sound_server")
def test_listening_and_speaking_together() -> None:
    """The microphone keeps running while something is said, and no frame is lost."""
    microphone = PyAudioMicrophone()
    frames = microphone.frames()
    next(frames)
    thread = threading.Thread(target=play, args=(PyAudioSpeaker(), tone(1.0, 22_050), 22_050))
    thread.start()
    began, count = time.monotonic(), 0
    while thread.is_alive():
        next(frames)
        count += 1
    thread.join()
    took = time.monotonic() - began
    frames.close()  # type: ignore[attr-defined]
    assert count * FRAME / HEAR_RATE == pytest.approx(took, abs=0.4)
    assert microphone.dropped == 0


@pytest.mark.usefixtures("sound_server")
def test_a_microphone_is_interrupted_while_it_waits_for_sound() -> None:
    microphone = PyAudioMicrophone()
    frames = microphone.frames()
    next(frames)
    threading.Timer(0.3, microphone.interrupt).start()
    assert sum(1 for _ in frames) < 1000
    assert list(microphone.frames()) == []


@pytest.mark.usefixtures("sound_server")
def test_devices_have_names() -> None:
    assert {device.name for device in devices.devices()} >= {"default", "labmic"}
    assert PyAudioMicrophone("labmic").name == "labmic"
    with pytest.raises(NoDeviceError, match="'studio'"):
        PyAudioMicrophone("studio")
    with pytest.raises(NoDeviceError, match="'studio'"):
        PyAudioSpeaker("studio")


def test_a_microphone_that_is_pulled_out_and_put_back(sound_server: SoundServer) -> None:
    microphone = PyAudioMicrophone()
    frames = microphone.frames()
    next(frames)
    sound_server.stop()
    with pytest.raises(DeviceLostError, match="went away"):
        take(frames, 200)
    with pytest.raises((DeviceLostError, NoDeviceError)):
        next(microphone.frames())
    sound_server.start()
    assert len(listen(microphone, 0.3)) > 0


def test_a_speaker_that_is_pulled_out(sound_server: SoundServer) -> None:
    speaker = PyAudioSpeaker()
    playing = speaker.play(iter([tone(20.0, 22_050)]), 22_050)
    for _ in range(10):
        next(playing)
    sound_server.stop()
    with pytest.raises(DeviceLostError, match="went away"):
        take(playing, 1000)
    sound_server.start()
    assert play(speaker, tone(0.2, 22_050), 22_050)


def test_without_any_device_both_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    if Path("/dev/snd").exists():
        pytest.skip("this machine has a sound card")
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    monkeypatch.setenv("JACK_NO_START_SERVER", "1")
    devices.refresh()
    with pytest.raises(NoDeviceError) as caught:
        PyAudioMicrophone()
    assert "demo" in caught.value.remedy
    with pytest.raises(NoDeviceError, match="no speaker"):
        PyAudioSpeaker()
    assert devices.devices() == []


@pytest.mark.usefixtures("sound_server")
def test_nothing_is_printed_while_devices_are_looked_for() -> None:
    """ALSA and JACK write pages to stderr; a user must not see them."""
    code = "from assistant import devices; devices.devices(); devices.find('microphone', '')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout + done.stderr == ""
