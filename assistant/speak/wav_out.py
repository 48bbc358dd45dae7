"""A wav file as the speaker, alone or beside a device."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import AudioFileError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.engines import Speaker

PAUSE_SECONDS = 0.6
"""Silence written after each sentence, so that they can be told apart."""
BLOCK_SECONDS = 0.1


class WavSpeaker:
    """Implements engines.Speaker: everything that is spoken ends up in one wav (16 bit, mono).

    It is written beside its final name and takes that name in `close`, so that a failure leaves no half file and
    an older file of that name is lost only to a complete one. `discard` gives it up instead.

    Raises:
        AudioFileError: the folder is missing or may not be written, the name is a folder, or the disk is full.
    """

    def __init__(self, path: Path, sample_rate: int) -> None:
        self.path = path
        self.sample_rate = sample_rate
        self._failed: AudioFileError | None = None
        try:
            if path.is_dir():
                raise AudioFileError(f"{path} is a folder.", "Give the name of a wav file.")
            self._in_place = path.exists() and not path.is_file()
            if self._in_place:  # a device such as /dev/full or a pipe cannot be renamed over
                self._file: Any = path.open("wb")
                self._temporary = path
            else:
                handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
                self._temporary = Path(name)
                self._file = os.fdopen(handle, "w+b")
        except OSError as error:
            raise _cannot_write(path, error) from error
        self._frames = 0
        self._closed = False
        self._write(_header(0, sample_rate))

    def play(self, chunks: Iterator[NDArray[np.int16]], sample_rate: int) -> Iterator[float]:
        """Write the sound; yields as if it were played, but as fast as the disk is."""
        import numpy as np
        import soxr

        played = 0.0
        for chunk in chunks:
            sound = chunk
            if sample_rate != self.sample_rate:
                sound = soxr.resample(chunk.astype(np.float32), sample_rate, self.sample_rate).astype(np.int16)
            step = max(1, int(self.sample_rate * BLOCK_SECONDS))
            for start in range(0, len(sound), step):
                block = sound[start : start + step]
                self._append(block)
                played += len(block) / self.sample_rate
                yield played
        self._append(np.zeros(int(self.sample_rate * PAUSE_SECONDS), np.int16))

    def close(self) -> None:
        """Finish the file and give it its name.

        Raises:
            AudioFileError: it could not be written, now or before: a turn may go on without it, but the file is not
                there.
        """
        if self._failed is not None:
            failed, self._failed = self._failed, None
            raise failed
        if self._closed:
            return
        self._closed = True
        try:
            if not self._in_place:
                self._file.seek(0)
                self._file.write(_header(self._frames, self.sample_rate))
            self._file.close()
            if not self._in_place:
                os.chmod(self._temporary, 0o666 & ~_umask())
                self._temporary.replace(self.path)
        except OSError as error:
            self._drop()
            raise _cannot_write(self.path, error) from error

    def discard(self) -> None:
        """Leave no file, and an older one of that name as it is."""
        if not self._closed:
            self._closed = True
            self._drop()

    def _append(self, sound: NDArray[np.int16]) -> None:
        self._write(sound.astype("<i2").tobytes())
        self._frames += len(sound)

    def _write(self, data: bytes) -> None:
        if self._closed:
            raise AudioFileError(f"The file {self.path} could not be written.", "See the error before this one.")
        try:
            self._file.write(data)
            self._file.flush()
        except OSError as error:
            self._closed = True
            self._drop()
            self._failed = _cannot_write(self.path, error)
            raise self._failed from error

    def _drop(self) -> None:
        with contextlib.suppress(OSError):  # what could not be written before cannot be written now
            self._file.close()
        if not self._in_place:
            self._temporary.unlink(missing_ok=True)


class TeeSpeaker:
    """Plays on one speaker and keeps a copy in another (a device and a wav)."""

    def __init__(self, device: Speaker, copy: Speaker) -> None:
        self._device = device
        self._copy = copy

    def play(self, chunks: Iterator[NDArray[np.int16]], sample_rate: int) -> Iterator[float]:
        """Play on the device; the copy gets the same chunks, and is complete even if the device is cut short."""
        heard, kept = itertools.tee(chunks)
        for _ in self._copy.play(kept, sample_rate):
            pass
        yield from self._device.play(heard, sample_rate)

    def close(self) -> None:
        """Close both."""
        try:
            self._device.close()
        finally:
            self._copy.close()

    def discard(self) -> None:
        """See engines.Speaker."""
        self._device.discard()
        self._copy.discard()


def _header(frames: int, sample_rate: int) -> bytes:
    """A RIFF/WAVE header for 16-bit mono PCM of `frames` samples."""
    import struct

    size = frames * 2
    head = struct.pack(
        "<4sI4s4sIHHIIHH", b"RIFF", 36 + size, b"WAVE", b"fmt ", 16, 1, 1, sample_rate, sample_rate * 2, 2, 16
    )
    return head + struct.pack("<4sI", b"data", size)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _cannot_write(path: Path, error: OSError) -> AudioFileError:
    if error.errno == errno.ENOSPC:
        return AudioFileError(f"The disk is full: {path} could not be written.", "Free some space and try again.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return AudioFileError(f"{path} may not be written.", "Choose another folder with --out.")
    if error.errno == errno.ENOENT:
        return AudioFileError(f"There is no folder {path.parent}.", "Make it, or choose another with --out.")
    return AudioFileError(f"{path} could not be written: {error.strerror}.", "Choose another place with --out.")
