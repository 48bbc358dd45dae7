"""A wav file as the speaker: what was said is in it, and nothing is lost when it cannot be written."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from assistant.errors import AudioFileError
from assistant.speak.wav_out import PAUSE_SECONDS, TeeSpeaker, WavSpeaker
from tests.fakes.sound import RecordingSpeaker
from tests.sound import Sound

RATE = 22_050


def tone(seconds: float) -> Sound:
    return (8000 * np.sin(2 * np.pi * 440 * np.arange(int(seconds * RATE)) / RATE)).astype(np.int16)


def test_sentences_with_a_pause_between_them(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    speaker = WavSpeaker(path, RATE)
    progress = list(speaker.play(iter([tone(0.5), tone(0.25)]), RATE))
    assert progress[-1] == pytest.approx(0.75, abs=0.001)
    list(speaker.play(iter([tone(0.5)]), RATE))
    assert not path.exists(), "it has its name before it is complete"
    speaker.close()
    speaker.close()
    sound, rate = soundfile.read(path, dtype="int16")
    assert rate == RATE
    assert len(sound) / RATE == pytest.approx(1.25 + 2 * PAUSE_SECONDS, abs=0.01)
    assert np.array_equal(sound[: int(0.5 * RATE)], tone(0.5))
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.wav"]
    assert stat.S_IMODE(path.stat().st_mode) & 0o044 == 0o044


def test_another_rate_is_resampled(tmp_path: Path) -> None:
    speaker = WavSpeaker(tmp_path / "a.wav", 16_000)
    list(speaker.play(iter([tone(1.0)]), RATE))
    speaker.close()
    sound, _ = soundfile.read(tmp_path / "a.wav")
    assert len(sound) / 16_000 == pytest.approx(1.0 + PAUSE_SECONDS, abs=0.01)


def test_an_older_file_is_kept_until_the_new_one_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"old")
    speaker = WavSpeaker(path, RATE)
    list(speaker.play(iter([tone(0.1)]), RATE))
    assert path.read_bytes() == b"old"
    speaker.close()
    assert path.read_bytes().startswith(b"RIFF")


def test_what_is_given_up_leaves_the_older_file(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"old")
    speaker = TeeSpeaker(RecordingSpeaker(), WavSpeaker(path, RATE))
    list(speaker.play(iter([tone(0.1)]), RATE))
    speaker.discard()
    speaker.close()
    assert [entry.read_bytes() for entry in tmp_path.iterdir()] == [b"old"]


def test_what_could_not_be_written_is_told_again_at_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    speaker = WavSpeaker(tmp_path / "a.wav", RATE)

    class Full:
        def write(self, _: bytes) -> int:
            raise OSError(28, "No space left on device")

        def close(self) -> None:
            pass

    monkeypatch.setattr(speaker, "_file", Full())
    for _ in range(2):
        with pytest.raises(AudioFileError):
            list(speaker.play(iter([tone(0.1)]), RATE))
    with pytest.raises(AudioFileError, match="disk is full"):
        speaker.close()
    speaker.close()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("where", "says"),
    [("nowhere/a.wav", "There is no folder"), (".", "is a folder")],
)
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, where: str, says: str) -> None:
    with pytest.raises(AudioFileError, match=says) as caught:
        WavSpeaker(tmp_path / where, RATE)
    assert caught.value.remedy


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(AudioFileError, match="may not be written"):
        WavSpeaker(tmp_path / "a.wav", RATE)


def test_a_full_disk_is_named() -> None:
    with pytest.raises(AudioFileError, match="disk is full"):
        WavSpeaker(Path("/dev/full"), RATE)


def test_both_get_the_sound_and_the_copy_is_whole_when_the_device_is_cut(tmp_path: Path) -> None:
    device, copy = RecordingSpeaker(), WavSpeaker(tmp_path / "a.wav", RATE)
    tee = TeeSpeaker(device, copy)
    playing = tee.play(iter([tone(0.5), tone(0.5)]), RATE)
    next(playing)
    assert isinstance(playing, Iterator)
    playing.close()  # type: ignore[attr-defined]
    tee.close()
    assert device.closed
    assert len(device.played) == 1
    sound, _ = soundfile.read(tmp_path / "a.wav")
    assert len(sound) / RATE == pytest.approx(1.0 + PAUSE_SECONDS, abs=0.01)
