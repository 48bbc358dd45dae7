"""Engines of sound that need none; they keep their Protocol's contract (twins: tests/speak, tests/hear)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.engines import FRAME
from assistant.events import Event

Sound = NDArray[np.int16]


class SilentMicrophone:
    """Yields `count` frames of silence."""

    def __init__(self, count: int = 1) -> None:
        self.count = count
        self.interrupted = False

    def frames(self) -> Iterator[Sound]:
        for _ in range(self.count):
            if self.interrupted:
                return
            yield np.zeros(FRAME, np.int16)

    def interrupt(self) -> None:
        self.interrupted = True


class ScriptedListener:
    """Yields what it is given; a callable in the script is only called (to wait for something)."""

    def __init__(self, *script: Event | Callable[[], Any]) -> None:
        self.script = script

    def listen(self, frames: Iterator[Sound]) -> Iterator[Event]:
        del frames
        for item in self.script:
            if isinstance(item, Event):
                yield item
            else:
                item()


class ToneSynthesizer:
    """A hundred samples a character, in chunks of a thousand: text-dependent and quick."""

    name = "tone"
    sample_rate = 10_000

    def synthesize(self, text: str, *, rate: float = 1.0, volume: float = 1.0) -> Iterator[Sound]:
        sound = np.full(int(len(text) * 100 / rate), int(1000 * volume), np.int16)
        for start in range(0, len(sound), 1000):
            yield sound[start : start + 1000]


class RecordingSpeaker:
    """Keeps what it was given. With a gate, each block waits until the gate is opened."""

    def __init__(self, gate: threading.Event | None = None) -> None:
        self.played: list[Sound] = []
        self.playing = threading.Event()
        self.gate = gate
        self.cut = 0
        self.closed = False
        self.discarded = False

    def play(self, chunks: Iterator[Sound], sample_rate: int) -> Iterator[float]:
        seconds = 0.0
        try:
            for chunk in chunks:
                self.played.append(chunk)
                seconds += len(chunk) / sample_rate
                self.playing.set()
                yield seconds
                if self.gate is not None:
                    self.gate.wait(5)
        except GeneratorExit:
            self.cut += 1
            raise

    def close(self) -> None:
        self.closed = True

    def discard(self) -> None:
        self.discarded = True
