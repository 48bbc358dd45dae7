"""`hearth say`: a text, spoken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import config, parts
from assistant.engines import Speaker
from assistant.think.sentences import SentenceSplitter, speakable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def run(path: Path | None, text: str, *, out: Path | None) -> int:
    """Speak a text sentence by sentence; returns the exit status."""
    configuration = config.load(path)
    splitter = SentenceSplitter()
    written = [*splitter.feed(text), *splitter.finish()]
    sentences = [said for sentence in written if (said := speakable(sentence))]
    synthesizer = parts.make_synthesizer(configuration)
    speaker: Speaker
    if out is not None:
        from assistant.speak.wav_out import WavSpeaker

        speaker = WavSpeaker(out, synthesizer.sample_rate)
    else:
        from assistant.speak.speaker import PyAudioSpeaker

        speaker = PyAudioSpeaker(configuration.audio.output)
    try:
        for sentence in sentences:
            sound: Iterator[NDArray[np.int16]] = synthesizer.synthesize(sentence)
            for _ in speaker.play(sound, synthesizer.sample_rate):
                pass
    finally:
        speaker.close()
    return 0
