"""Voice activity, with Silero's real model, frame by frame."""

from __future__ import annotations

import numpy as np

from assistant.hear.segments import segments
from assistant.hear.voice import SileroVoice
from tests.sound import Sound, frames, noise, recording, silence, speech


def scores(voice: SileroVoice, sound: Sound) -> list[float]:
    voice.reset()
    size = voice.frame_samples
    return [voice.feed(sound[start : start + size]) for start in range(0, len(sound) - size + 1, size)]


def test_speech_and_its_absence() -> None:
    voice = SileroVoice()
    assert np.mean([score > 0.5 for score in scores(voice, recording("jfk.wav"))]) > 0.6
    assert max(scores(voice, silence(2.0))) < 0.3
    assert np.mean([score > 0.5 for score in scores(voice, noise(3.0, 300.0))]) < 0.05


def test_the_stream_agrees_with_the_whole_recording() -> None:
    """faster-whisper's own class reads recordings; frame by frame the numbers must be the same."""
    from faster_whisper.vad import get_vad_model

    sound = recording("jfk.wav")
    sound = sound[: len(sound) // 512 * 512]
    whole = get_vad_model()(sound.astype(np.float32) / 32768).reshape(-1)
    ours = np.array(scores(SileroVoice(), sound))
    assert len(ours) == len(whole)
    assert np.abs(ours - whole)[:-1].max() < 1e-5  # it adds silence to the last frame


def test_segments_cut_a_recording_where_nobody_speaks() -> None:
    first, second = speech("what time is it", "slt"), speech("tell me a joke", "rms")
    sound = np.concatenate([silence(1.0), first, silence(1.0), second, silence(1.0)])
    found = list(segments(iter(frames(sound)), SileroVoice()))
    assert len(found) == 2
    (start, end, samples), (start2, end2, _) = found
    assert 0.5 < start < 1.3
    assert abs((end - start) - len(samples) / 16000) < 0.01
    assert end < start2 < end2
    assert list(segments(iter(frames(noise(3.0))), SileroVoice())) == []
