"""`hearth say`: a text, spoken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import app, config, parts
from assistant.engines import Speaker
from assistant.modes import settings as settings_mode
from assistant.think.sentences import SentenceSplitter, speakable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def run(path: Path | None, text: str, *, out: Path | None) -> int:
    """Speak a text sentence by sentence, in the voice of the settings; returns the exit status."""
    configuration = config.load(path)
    splitter = SentenceSplitter()
    written = [*splitter.feed(text), *splitter.finish()]
    sentences = [said for sentence in written if (said := speakable(sentence))]
    with settings_mode.opened(path) as settings:
        synthesizer = parts.make_synthesizer(configuration, settings)
        speaker: Speaker
        if out is not None:
            from assistant.speak.wav_out import WavSpeaker

            speaker = WavSpeaker(out, synthesizer.sample_rate)
        else:
            from assistant.speak.speaker import PyAudioSpeaker

            speaker = PyAudioSpeaker(configuration.audio.output)
        try:
            for sentence in sentences:
                rate, volume = app.pace(settings.snapshot(), datetime.now())
                sound: Iterator[NDArray[np.int16]] = synthesizer.synthesize(sentence, rate=rate, volume=volume)
                for _ in speaker.play(sound, synthesizer.sample_rate):
                    pass
        except BaseException:
            speaker.discard()
            raise
        speaker.close()
    return 0
