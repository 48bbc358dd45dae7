"""Sound devices through PyAudio (PortAudio), which Hearth's microphone and speaker share.

What PortAudio does that its documentation does not say, and what is done about it here:
- Its list of devices is made once, when the first PyAudio object of the process is made. So there is one object, and
  `refresh` ends it, once no stream is open, when a device has gone or come back.
- Opening an input by an index that is no longer valid ends the process (SIGSEGV). So devices are found by name, and
  asked for their description, right before they are opened.
- ALSA and JACK write pages to stderr while it looks around. Only then, stderr is closed to them.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from assistant.errors import DeviceLostError, NoDeviceError

WITHOUT = {
    "microphone": "Plug one in, or use: ./hearth demo, ./hearth listen --wav FILE",
    "speaker": "Plug one in, or write the replies to a file with --out",
}


@dataclass(frozen=True, slots=True)
class Device:
    """A sound device."""

    name: str
    index: int
    inputs: int
    """Channels it can record."""
    outputs: int
    """Channels it can play."""


class _Host:
    """The process's one PyAudio object and the number of streams open on it."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._audio: Any = None
        self._streams = 0

    def open(self, kind: str, name: str, sample_rate: int, block: int, callback: Callable[..., Any] | None) -> Any:
        import pyaudio

        with self._lock:
            audio = self._started()
            index = self._find(kind, name).index
            wanted = {"input": True, "input_device_index": index} if kind == "microphone" else {
                "output": True, "output_device_index": index}  # fmt: skip
            try:
                with _quiet():
                    stream = audio.open(
                        sample_rate, 1, pyaudio.paInt16, frames_per_buffer=block, stream_callback=callback, **wanted
                    )
            except (OSError, ValueError) as error:
                raise DeviceLostError(
                    f"The {kind} {name or '(the default one)'} cannot be opened: {error.args[-1]}.",
                    "Check that nothing else holds it: ./hearth doctor",
                ) from error
            self._streams += 1
            return stream

    def close(self, stream: Any) -> None:
        with self._lock, _quiet(), contextlib.suppress(OSError):  # a device that has gone cannot be stopped
            stream.close()
        with self._lock:
            self._streams -= 1
            if self._streams == 0:
                self._end()

    def refresh(self) -> None:
        with self._lock:
            if self._streams == 0:
                self._end()

    def devices(self) -> list[Device]:
        with self._lock:
            audio = self._started()
            found = []
            for index in range(audio.get_device_count()):
                info = audio.get_device_info_by_index(index)
                inputs, outputs = int(info["maxInputChannels"]), int(info["maxOutputChannels"])
                found.append(Device(str(info["name"]), index, inputs, outputs))
            if self._streams == 0:
                self._end()
            return found

    def find(self, kind: str, name: str) -> Device:
        with self._lock:
            self._started()
            try:
                return self._find(kind, name)
            finally:
                self.refresh()

    def _find(self, kind: str, name: str) -> Device:
        audio = self._started()
        try:
            if not name:
                ask = audio.get_default_input_device_info if kind == "microphone" else (
                    audio.get_default_output_device_info)  # fmt: skip
                info = ask()
                return Device(str(info["name"]), int(info["index"]), 1, 1)
            for index in range(audio.get_device_count()):
                info = audio.get_device_info_by_index(index)
                channels = info["maxInputChannels" if kind == "microphone" else "maxOutputChannels"]
                if channels and str(info["name"]).lower().startswith(name.lower()):
                    return Device(str(info["name"]), index, 1, 1)
        except OSError:
            pass
        if name:
            raise NoDeviceError(f"There is no {kind} called {name!r}.", "See the names with: ./hearth doctor")
        raise NoDeviceError(f"There is no {kind}.", WITHOUT[kind])

    def _started(self) -> Any:
        if self._audio is None:
            try:
                import pyaudio
            except ImportError as error:
                raise NoDeviceError(f"PyAudio cannot be loaded: {error}.", "Run: ./hearth setup") from error
            with _quiet():
                self._audio = pyaudio.PyAudio()
        return self._audio

    def _end(self) -> None:
        audio, self._audio = self._audio, None
        if audio is not None:
            with _quiet():
                audio.terminate()


_host = _Host()


def open_stream(kind: str, name: str, sample_rate: int, block: int, callback: Callable[..., Any] | None = None) -> Any:
    """Open a 16-bit mono stream of PyAudio.

    Args:
        kind: "microphone" or "speaker".
        name: of the device, or how it begins; empty: the system's default.
        sample_rate: Hz.
        block: samples in one buffer.
        callback: PyAudio's stream_callback; None: a blocking stream.

    Raises:
        NoDeviceError: there is none.
        DeviceLostError: it cannot be opened.
    """
    return _host.open(kind, name, sample_rate, block, callback)


def close_stream(stream: Any) -> None:
    """Close what `open_stream` opened, also when its device has gone."""
    _host.close(stream)


def find(kind: str, name: str) -> Device:
    """The device of that kind and name. Raises NoDeviceError."""
    return _host.find(kind, name)


def refresh() -> None:
    """Forget the list of devices, so that the next use makes a new one (does nothing while a stream is open)."""
    _host.refresh()


def devices() -> list[Device]:
    """All devices."""
    return _host.devices()


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Send what C libraries write to stderr nowhere. For moments only: it holds for the whole process."""
    try:
        kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    except OSError:
        yield
        return
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
