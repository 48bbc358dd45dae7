"""Sound files as the microphone: every kind of good one, every kind of bad one."""

from __future__ import annotations

import os
import struct
import threading
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

from assistant.engines import FRAME, HEAR_RATE
from assistant.errors import AudioFileError
from assistant.hear.wav import FileMicrophone
from tests.sound import write

TONE = 0.4 * np.sin(2 * np.pi * 440 * np.arange(int(1.5 * 44100)) / 44100)


def heard(path: Path) -> np.ndarray:
    got = list(FileMicrophone(path).frames())
    assert all(frame.dtype == np.int16 and frame.shape == (FRAME,) for frame in got)
    return np.concatenate(got)


def pitch(sound: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(sound[4000:20000].astype(float)))
    return float(np.argmax(spectrum)) * HEAR_RATE / 16000


@pytest.mark.parametrize(
    ("name", "rate", "subtype", "channels"),
    [
        ("cd.wav", 44100, "PCM_16", 2),
        ("studio.wav", 44100, "PCM_24", 1),
        ("float.wav", 44100, "FLOAT", 1),
        ("old.wav", 44100, "PCM_U8", 1),
        ("phone.wav", 44100, "ULAW", 1),
        ("surround.wav", 44100, "PCM_16", 6),
        ("music.flac", 44100, "PCM_24", 2),
        ("music.ogg", 44100, "VORBIS", 2),
    ],
)
def test_any_rate_width_and_channels(tmp_path: Path, name: str, rate: int, subtype: str, channels: int) -> None:
    path = tmp_path / name
    soundfile.write(path, np.repeat(TONE[:, None], channels, axis=1), rate, subtype=subtype)
    sound = heard(path)
    assert abs(len(sound) / HEAR_RATE - 1.5) < 0.1
    assert abs(pitch(sound) - 440) < 2
    assert 0.3 < np.abs(sound.astype(float)).max() / 32768 < 0.5


@pytest.mark.parametrize("rate", [8000, 16000, 22050, 48000, 96000])
def test_any_sample_rate(tmp_path: Path, rate: int) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, np.sin(2 * np.pi * 440 * np.arange(2 * rate) / rate) * 0.4, rate)
    assert abs(pitch(heard(path)) - 440) < 2


def test_sixteen_kilohertz_comes_through_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    sound = np.random.default_rng(0).integers(-20000, 20000, FRAME * 3 + 100).astype(np.int16)
    soundfile.write(path, sound, HEAR_RATE)
    got = heard(path)
    assert len(got) == FRAME * 4
    assert np.abs(got[: len(sound)].astype(int) - sound).max() <= 1
    assert not got[len(sound) :].any()


def test_samples_that_are_no_numbers_are_silence(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, np.array([np.nan, np.inf, -np.inf, 0.5] * 4000, np.float32), HEAR_RATE, subtype="FLOAT")
    assert np.isfinite(heard(path)).all()


def test_an_hour_takes_no_more_memory_than_a_second(tmp_path: Path) -> None:
    """The file is read block by block: what is held after a minute is what was held after a second."""
    import tracemalloc

    path = tmp_path / "long.wav"
    with soundfile.SoundFile(path, "w", 8000, 1) as file:
        for _ in range(3600):
            file.write(np.zeros(8000, np.int16))
    microphone = FileMicrophone(path)
    assert microphone.duration == 3600
    frames = microphone.frames()
    next(frames)
    tracemalloc.start()
    for _ in range(1000):
        next(frames)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    frames.close()  # type: ignore[attr-defined]
    assert peak < 2_000_000


def test_realtime_keeps_the_files_own_pace(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, np.zeros(HEAR_RATE // 2, np.int16), HEAR_RATE)
    began = time.monotonic()
    list(FileMicrophone(path, realtime=True).frames())
    assert time.monotonic() - began > 0.45
    began = time.monotonic()
    list(FileMicrophone(path).frames())
    assert time.monotonic() - began < 0.45


def empty_wav() -> bytes:
    return (
        b"RIFF"
        + struct.pack("<I", 36)
        + b"WAVEfmt "
        + struct.pack("<IHHIIHH", 16, 1, 1, 16000, 32000, 2, 16)
        + (b"data" + struct.pack("<I", 0))
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "There is no file"),
        (b"", "is empty"),
        (b"Dear diary, this is not sound." * 50, "is not a sound file"),
        (os.urandom(5000), "is not a sound file"),
        (empty_wav(), "is empty"),
        (empty_wav()[:20], "is not a sound file"),
        ("folder", "is not a file"),
    ],
    ids=["missing", "empty", "text", "garbage", "no samples", "cut header", "folder"],
)
def test_a_bad_file_is_named_in_one_sentence(tmp_path: Path, content: bytes | str | None, says: str) -> None:
    path = tmp_path / "a.wav"
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content:
        path.mkdir()
    with pytest.raises(AudioFileError) as caught:
        FileMicrophone(path)
    assert says in caught.value.message
    assert str(path) in caught.value.message
    assert caught.value.remedy


def test_a_file_that_is_cut_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, np.ones(HEAR_RATE * 2, np.int16), HEAR_RATE)
    path.write_bytes(path.read_bytes()[:HEAR_RATE])
    assert 0.3 < len(heard(path)) / HEAR_RATE < 0.7


@pytest.mark.parametrize("realtime", [False, True])
def test_interrupting_ends_the_sound(tmp_path: Path, realtime: bool) -> None:
    microphone = FileMicrophone(write(tmp_path / "a.wav", np.zeros(16_000 * 60, np.int16)), realtime=realtime)
    frames = microphone.frames()
    next(frames)
    began = time.monotonic()
    threading.Timer(0.2, microphone.interrupt).start()
    if realtime:
        assert sum(1 for _ in frames) < 60 * 12.5 / 2
        assert time.monotonic() - began < 30
    else:
        time.sleep(0.4)
        assert list(frames) == []
    assert list(microphone.frames()) == []
