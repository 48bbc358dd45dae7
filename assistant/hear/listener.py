"""From frames of sound to Wake, Utterance and Transcript.

A state machine without any input or output of its own: it is fed frames and yields events.

    waiting ──wake word──▶ tail ──a gap──▶ ready ──speech──▶ speaking ──silence──▶ waiting
                             └──still speech after TAIL_SECONDS──────────▲

"Tail" is what is left of the wake word when it fires (openWakeWord fires from 310 ms before to 115 ms after its end).
A person who goes on without a pause is still speaking when the tail must be over; one who pauses gives a gap.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.engines import FRAME, HEAR_RATE
from assistant.events import Event, Transcript, Utterance, Wake

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.engines import Transcriber, VoiceDetector, WakeDetector

SPEECH = 0.5
"""Probability from which a frame counts as speech (Silero's own default)."""
SILENCE = 0.35
"""Probability below which it counts as silence (Silero's hysteresis: 0.15 lower)."""
TAIL_SECONDS = 0.48
"""The longest that the rest of the wake word may last."""
TAIL_SKIP = 0.16
"""Seconds of it that are dropped when the request follows without a pause."""
GAP_SECONDS = 0.09
"""Silence that separates the wake word from the request."""
START_SECONDS = 0.09
"""Speech that starts an utterance (a click is shorter)."""
PREROLL_SECONDS = 0.3
"""Sound before the first voiced frame that the recogniser gets: soft consonants are not voiced."""


@dataclass(frozen=True, slots=True)
class ListenerOptions:
    """How long to wait for what."""

    threshold: float = 0.5
    """Wake-word score that fires."""
    pause_seconds: float = 0.7
    """Silence that ends an utterance. People pause 0.5 to 0.7 s in mid-sentence."""
    wait_seconds: float = 6.0
    """How long to wait for speech after the wake word."""
    max_seconds: float = 20.0
    """The longest utterance; what comes after is not heard."""


class Listener:
    """Hears one conversation. Holds the state of one source of sound; not for two threads.

    Args:
        wake: hears the wake word.
        voice: tells speech from silence.
        transcriber: speech to text.
        options: how long to wait for what; a function is asked before every frame, so that a change counts at once.
    """

    def __init__(
        self,
        wake: WakeDetector,
        voice: VoiceDetector,
        transcriber: Transcriber,
        options: ListenerOptions | Callable[[], ListenerOptions] | None = None,
    ) -> None:
        self._wake = wake
        self._voice = voice
        self._transcriber = transcriber
        fixed = ListenerOptions() if options is None else options
        self._now = fixed if callable(fixed) else lambda: fixed

    def listen(self, frames: Iterator[NDArray[np.int16]]) -> Iterator[Event]:
        """Yield events until the frames end. Closing this generator closes `frames`."""
        self._wake.reset()
        count = 0
        try:
            for frame in frames:
                count += 1
                options = self._now()
                score = self._wake.feed(frame)
                if score < options.threshold:
                    continue
                at = count * FRAME / HEAR_RATE
                yield Wake(self._wake.phrase, round(score, 3), round(at, 3))
                ear = _Ear(self._voice, self._transcriber, options, at)
                for following in frames:
                    count += 1
                    if ear.feed(following):
                        break
                yield from ear.finish()
                self._wake.reset()
        finally:
            close = getattr(frames, "close", None)
            if close is not None:
                close()


class _Ear:
    """One utterance, from the wake word to its end."""

    def __init__(self, voice: VoiceDetector, transcriber: Transcriber, options: ListenerOptions, at: float) -> None:
        import numpy as np

        self._np = np
        self._voice = voice
        self._transcriber = transcriber
        self._options = options
        self._at = at
        self._step = voice.frame_samples / HEAR_RATE
        self._rest = np.zeros(0, np.int16)
        self._heard: list[NDArray[np.int16]] = []
        self._state = "tail"
        self._elapsed = self._silent = self._voiced = 0.0
        self._start = self._end = at
        self._ended_by = "end_of_sound"
        self._given = 0
        """Pieces of `heard` that the transcriber has got."""
        voice.reset()
        transcriber.begin()

    def feed(self, frame: NDArray[np.int16]) -> bool:
        """Take a frame; True when the utterance is over."""
        self._rest = self._np.concatenate([self._rest, frame])
        size = self._voice.frame_samples
        while len(self._rest) >= size:
            piece, self._rest = self._rest[:size], self._rest[size:]
            if self._take(piece):
                return True
        return False

    def _take(self, piece: NDArray[np.int16]) -> bool:
        probability = self._voice.feed(piece)
        self._elapsed += self._step
        self._heard.append(piece)
        if probability >= SPEECH:
            self._voiced += self._step
            self._silent = 0.0
        elif probability < SILENCE:
            self._silent += self._step
            if self._state != "speaking":
                self._voiced = 0.0
        if self._state == "tail":
            if self._silent >= GAP_SECONDS:
                self._state, self._voiced = "ready", 0.0
            elif self._elapsed >= TAIL_SECONDS:
                self._speak(TAIL_SKIP)
        elif self._state == "ready":
            if self._voiced >= START_SECONDS:
                self._speak(max(0.0, self._elapsed - self._voiced - PREROLL_SECONDS))
            elif self._elapsed >= self._options.wait_seconds:
                self._ended_by = "no_speech"
                return True
        if self._state == "speaking":
            self._give()
            if probability >= SILENCE:
                self._end = self._at + self._elapsed
            if self._silent >= self._options.pause_seconds:
                self._ended_by = "silence"
                return True
            if self._at + self._elapsed - self._start >= self._options.max_seconds:
                self._ended_by = "max_length"
                return True
        return False

    def _speak(self, begin: float) -> None:
        """The request began `begin` seconds after the wake word: all that came before is dropped."""
        self._heard = self._heard[int(begin / self._step) :]
        self._state = "speaking"
        self._start = self._at + begin
        self._end = self._at + self._elapsed

    def _give(self) -> None:
        for piece in self._heard[self._given :]:
            self._transcriber.feed(piece)
        self._given = len(self._heard)

    def finish(self) -> Iterator[Event]:
        """The events that end the utterance."""
        if self._state != "speaking":
            yield Utterance(round(self._at, 3), round(self._at + self._elapsed, 3), "no_speech")
            yield Transcript("", accepted=False, confidence=0.0, engine=self._transcriber.name)
            return
        samples = self._np.concatenate(self._heard)
        yield Utterance(round(self._start, 3), round(self._end, 3), self._ended_by, samples)
        began = time.monotonic()
        result = self._transcriber.finish()
        seconds = round(time.monotonic() - began, 4)
        name = self._transcriber.name
        yield Transcript(result.text, result.accepted, round(result.confidence, 3), name, seconds)
