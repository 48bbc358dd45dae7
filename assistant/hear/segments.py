"""A recording cut into utterances by voice activity."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.engines import HEAR_RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.engines import VoiceDetector

SPEECH, SILENCE = 0.5, 0.35
"""Silero's own thresholds for the start and the end of speech."""
PAUSE_SECONDS = 0.45
"""Silence that separates utterances."""
MARGIN_SECONDS = 0.25
"""Kept before and after what is voiced."""
LONGEST_SECONDS = 25.0


def segments(
    frames: Iterator[NDArray[np.int16]], voice: VoiceDetector
) -> Iterator[tuple[float, float, NDArray[np.int16]]]:
    """Yield (start, end, samples) of each utterance: seconds from the beginning, and int16 at HEAR_RATE."""
    import numpy as np

    size = voice.frame_samples
    kept: list[NDArray[np.int16]] = []
    margin = int(MARGIN_SECONDS * HEAR_RATE / size) + 1
    speaking, quiet, count, rest = False, 0, 0, np.zeros(0, np.int16)
    voice.reset()
    for frame in frames:
        rest = np.concatenate([rest, frame])
        while len(rest) >= size:
            piece, rest = rest[:size], rest[size:]
            score = voice.feed(piece)
            count += 1
            kept.append(piece)
            if not speaking:
                if score >= SPEECH:
                    speaking, quiet = True, 0
                else:
                    del kept[:-margin]
                continue
            quiet = quiet + 1 if score < SILENCE else 0
            if quiet * size >= PAUSE_SECONDS * HEAR_RATE or len(kept) * size >= LONGEST_SECONDS * HEAR_RATE:
                sound = kept[: len(kept) - max(quiet - margin, 0)]
                yield _segment(sound, count - len(kept), size)
                kept, speaking = kept[-margin:], False
    if speaking:
        yield _segment([*kept, rest], count - len(kept), size)


def _segment(pieces: list[NDArray[np.int16]], first: int, size: int) -> tuple[float, float, NDArray[np.int16]]:
    import numpy as np

    samples = np.concatenate(pieces)
    start = first * size / HEAR_RATE
    return start, start + len(samples) / HEAR_RATE, samples
