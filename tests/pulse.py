"""A sound server with virtual devices, private to a test: what is played into `feed` comes out of the microphone."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant import devices
from assistant.engines import HEAR_RATE
from tests.sound import Sound

TOOLS = ("pulseaudio", "pactl", "paplay", "parec")

# norewinds: plain null sinks render in blocks of 2 s, lose sound and stall whoever writes.
_SERVER = """
.fail
load-module module-native-protocol-unix auth-anonymous=1 socket={folder}/native
load-module module-null-sink sink_name=spk norewinds=1 rate=48000 channels=1 format=s16le
load-module module-null-sink sink_name=feed norewinds=1 rate=16000 channels=1 format=s16le
load-module module-remap-source source_name=mic master=feed.monitor
set-default-sink spk
set-default-source mic
"""
_ALSA = """
pcm.!default {{ type pulse server "unix:{folder}/native" hint {{ show on description "Default" }} }}
ctl.!default {{ type pulse server "unix:{folder}/native" }}
pcm.labmic {{ type pulse server "unix:{folder}/native" device "mic" hint {{ show on description "Lab" }} }}
"""


class SoundServer:
    """PulseAudio, and the other end of its virtual cables."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        (folder / "server.pa").write_text(_SERVER.format(folder=folder))
        (folder / "asound.conf").write_text(_ALSA.format(folder=folder))
        for name in ("run", "state"):
            (folder / name).mkdir(mode=0o700)
        self.environment = {
            "XDG_RUNTIME_DIR": f"{folder}/run",
            "PULSE_RUNTIME_PATH": f"{folder}/run",
            "PULSE_STATE_PATH": f"{folder}/state",
            "PULSE_SERVER": f"unix:{folder}/native",
            "JACK_NO_START_SERVER": "1",
            "ALSA_CONFIG_PATH": f"{folder}/asound.conf",
        }

    def start(self) -> None:
        """Start it and wait until it answers."""
        environment = {**os.environ, **self.environment}
        environment.pop("PULSE_SERVER")
        (self._folder / "native").unlink(missing_ok=True)
        self._process = subprocess.Popen(
            ["pulseaudio", "-n", "-F", str(self._folder / "server.pa"), "--daemonize=no", "--exit-idle-time=-1",
             "--use-pid-file=no", "--disable-shm=yes", "--high-priority=no", "--realtime=no", "--log-target=stderr"],
            env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        deadline = time.monotonic() + 20
        while "mic" not in self.control("list", "short", "sources", check=False):
            assert time.monotonic() < deadline, "PulseAudio did not start"
            assert self._process.poll() is None, "PulseAudio ended"
            time.sleep(0.05)

    def stop(self) -> None:
        """End it, as if all devices were pulled out."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
            self._process = None

    def control(self, *arguments: str, check: bool = True) -> str:
        """Run pactl."""
        done = subprocess.run(
            ["pactl", *arguments], env={**os.environ, **self.environment}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0 or not check, done.stderr
        return done.stdout

    def speak(self, sound: Sound) -> subprocess.Popen[bytes]:
        """Play int16 sound at 16 kHz into the microphone; returns the player, which ends with the sound."""
        path = self._folder / "feed.raw"
        path.write_bytes(sound.astype("<i2").tobytes())
        return subprocess.Popen(
            ["paplay", "--raw", "--device=feed", "--latency-msec=30", "--rate=16000", "--channels=1",
             "--format=s16le", str(path)],
            env={**os.environ, **self.environment},
        )  # fmt: skip

    @contextlib.contextmanager
    def hear(self) -> Iterator[list[bytes]]:
        """Record what the speaker plays meanwhile; the list holds the raw sound at the end (see `heard`)."""
        path = self._folder / "heard.raw"
        with path.open("wb") as file:
            recorder = subprocess.Popen(
                ["parec", "--device=spk.monitor", "--rate=16000", "--channels=1", "--format=s16le", "--raw",
                 "--latency-msec=30"],
                env={**os.environ, **self.environment}, stdout=file,
            )  # fmt: skip
            deadline = time.monotonic() + 10
            while not path.stat().st_size and time.monotonic() < deadline:
                time.sleep(0.02)
            kept: list[bytes] = []
            try:
                yield kept
                time.sleep(0.5)
            finally:
                recorder.terminate()
                recorder.wait(10)
                kept.append(path.read_bytes())


def heard(kept: list[bytes]) -> Sound:
    """What `hear` recorded: int16 at 16 kHz."""
    return np.frombuffer(kept[0][: len(kept[0]) // 2 * 2], "<i2")


def loud(sound: Sound, level: int = 300) -> Sound:
    """The part from the first to the last sample above `level`."""
    found = np.flatnonzero(np.abs(sound.astype(int)) > level)
    return sound[found[0] : found[-1] + 1] if len(found) else sound[:0]


@pytest.fixture
def sound_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """A running sound server that PortAudio, in this process and its children, finds."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    assert not missing, f"{', '.join(missing)} missing; ./hearth test installs them"
    server = SoundServer(tmp_path)
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    server.start()
    devices.refresh()
    try:
        yield server
    finally:
        server.stop()
        devices.refresh()


assert HEAR_RATE == 16_000
