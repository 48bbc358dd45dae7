"""Speech for the tests, made by flite (a Debian package): voices other than those Hearth speaks with."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from assistant.engines import FRAME, HEAR_RATE

Sound = NDArray[np.int16]

AUDIO = Path(__file__).parent / "audio"
PAUSE_SECONDS = 0.35
"""Between the wake word and the request."""
GAP_SECONDS = 1.2
"""After a request; an utterance ends after 0.7 s of silence."""


@lru_cache(maxsize=256)
def speech(text: str, voice: str = "slt") -> Sound:
    """A text in a flite voice (slt, rms, awb, kal): 16 kHz, peak at -6 dBFS."""
    assert shutil.which("flite"), "flite is missing; ./hearth test installs it"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "speech.wav"
        subprocess.run(["flite", "-voice", voice, "-t", text, "-o", str(path)], check=True)
        sound, rate = soundfile.read(path, dtype="float32")
    if rate != HEAR_RATE:
        sound = soxr.resample(sound, rate, HEAR_RATE)
    return np.asarray(sound * (16384 / np.abs(sound).max()), np.int16)


def silence(seconds: float) -> Sound:
    """Digital silence."""
    return np.zeros(int(seconds * HEAR_RATE), np.int16)


def noise(seconds: float, level: float = 12.0, seed: int = 0) -> Sound:
    """White noise of `level` LSB rms."""
    return np.random.default_rng(seed).normal(0, level, int(seconds * HEAR_RATE)).astype(np.int16)


def said_to_hearth(*requests: str, voice: str = "slt", wake: str = "hey jarvis") -> Sound:
    """Wake word, pause, request, gap, for each; in a room with a little noise."""
    parts = [silence(0.6)]
    for request in requests:
        parts += [speech(wake, voice), silence(PAUSE_SECONDS), speech(request, voice), silence(GAP_SECONDS)]
    sound = np.concatenate(parts)
    return np.asarray(np.clip(sound + noise(len(sound) / HEAR_RATE + 1)[: len(sound)], -32768, 32767), np.int16)


def recording(name: str) -> Sound:
    """One of the clips in tests/audio."""
    sound, rate = soundfile.read(AUDIO / name, dtype="int16")
    assert rate == HEAR_RATE
    return np.asarray(sound, np.int16)


def frames(sound: Sound) -> list[Sound]:
    """Cut into frames of FRAME samples, the last one filled up."""
    padded = np.pad(sound, (0, -len(sound) % FRAME))
    return list(padded.reshape(-1, FRAME))


def write(path: Path, sound: Sound, rate: int = HEAR_RATE) -> Path:
    """A wav file of 16 bits."""
    soundfile.write(path, sound, rate, subtype="PCM_16")
    return path
