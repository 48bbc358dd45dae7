"""Makes conversation.flac, the recorded conversation that `hearth demo` plays, with the flite synthesizer.

Usage: python voices/demo/make.py   (needs flite, a Debian package; its voices are free of charge and royalties)

The voices are not the one Hearth answers with. Each request is "hey jarvis", a short pause, the request, and
silence long enough for the end of speech to be noticed. A little noise stands for the room.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

HERE = Path(__file__).parent
RATE = 16_000
WAKE_PAUSE = 0.35
"""Seconds between the wake word and the request."""
GAP = 1.3
"""Seconds of silence after each request."""
ROOM = 12.0
"""Level of the room's noise: 12 LSB of 16 bits rms, about -69 dBFS."""

REQUESTS = (
    ("slt", "what is seventeen times twenty three"),
    ("rms", "write a program that prints the first ten primes"),
    ("slt", "tell me a joke"),
    ("rms", "set the temperature to one point two"),
    ("slt", "what is the temperature"),
    ("slt", "undo that"),
    ("slt", "set a timer for ten minutes"),
    ("rms", "who won the world cup in nineteen ninety eight"),
    ("slt", "thank you"),
)


def speak(voice: str, text: str) -> NDArray[np.float32]:
    """The text in a flite voice: float32, mono, 16 kHz, peak at -6 dBFS, silence at both ends cut."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "speech.wav"
        subprocess.run(["flite", "-voice", voice, "-t", text, "-o", str(path)], check=True)
        sound, rate = soundfile.read(path, dtype="float32")
    if rate != RATE:
        sound = soxr.resample(sound, rate, RATE)
    loud = np.flatnonzero(np.abs(sound) > 0.01)
    sound = sound[max(0, loud[0] - 800) : loud[-1] + 800]
    spoken: NDArray[np.float32] = (sound * (0.5 / np.abs(sound).max())).astype(np.float32)
    return spoken


def silence(seconds: float) -> NDArray[np.float32]:
    """Silence: float32, mono, 16 kHz."""
    return np.zeros(int(seconds * RATE), np.float32)


def main() -> int:
    parts = [silence(1.0)]
    for voice, request in REQUESTS:
        parts += [speak(voice, "hey jarvis"), silence(WAKE_PAUSE), speak(voice, request), silence(GAP)]
    sound = np.concatenate(parts)
    noise = np.random.default_rng(0).normal(0, ROOM / 32768, len(sound))
    path = HERE / "conversation.flac"
    soundfile.write(path, sound + noise, RATE, subtype="PCM_16")
    print(f"{path.name}: {len(sound) / RATE:.1f} s, {path.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
