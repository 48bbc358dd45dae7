"""The whole loop on real engines: the demonstration, other voices, a microphone, interruptions, things that die."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest

from assistant.events import Event, Transcript
from sandbox.container import LABEL, owner
from tests.pulse import SoundServer, heard, loud, sound_server
from tests.sandbox.proxy import DaemonProxy
from tests.sound import said_to_hearth, silence, speech, write
from training.talk import DECLINES

__all__ = ["sound_server"]
ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.docker


def hearth(*arguments: object, complaint: str = "", **environment: str) -> list[dict[str, Any]]:
    """Run a command with --json; its events. `complaint`: what it says besides, on stderr."""
    done = subprocess.run(
        [sys.executable, "-m", "assistant", *map(str, arguments), "--json"],
        cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=200, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == complaint
    return [json.loads(line) for line in done.stdout.splitlines()]


def turns(events: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The events of each turn, from its wake word on."""
    found: list[list[dict[str, Any]]] = []
    for event in events:
        if event["event"] == "wake":
            found.append([])
        if found:
            found[-1].append(event)
    return found


def one(turn: list[dict[str, Any]], name: str) -> dict[str, Any]:
    """The only event of that name."""
    [found] = [event for event in turn if event["event"] == name]
    return found


def transcribed(path: Path) -> str:
    """What is said in a sound file, by another process."""
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "transcribe", str(path)],
        cwd=ROOT, capture_output=True, text=True, timeout=200, check=False,
    )  # fmt: skip
    return done.stdout


def test_the_demonstration(tmp_path: Path, a_house_of_its_own: Path) -> None:
    reply = tmp_path / "reply.wav"
    events = hearth("demo", "--out", reply)
    assert not [event for event in events if event["event"] == "error"]
    product, primes, joke, temperature, asked, undo, timer, cup, thanks = turns(events)
    assert [event["event"] for event in product] == [
        "wake", "utterance", "transcript", "tool_call", "tool_result", "reply", "spoken", "turn",
    ]  # fmt: skip
    assert one(product, "transcript")["text"] == "what is seventeen times twenty three"
    assert one(product, "tool_call")["arguments"] == {"code": "print(17 * 23)"}
    assert one(product, "tool_result")["text"] == "391"
    assert "391" in one(product, "reply")["text"]
    trace = one(product, "turn")["trace"]
    assert {"transcribe", "think", "tool", "synthesize", "speak", "first_sound", "total"} <= trace.keys()
    assert re.findall(r"\d+", one(primes, "tool_result")["text"]) == "2 3 5 7 11 13 17 19 23 29".split()
    assert len(one(joke, "reply")["text"]) > 20
    assert one(temperature, "tool_result")["data"]["value"] == 1.2
    assert one(asked, "reply")["text"] == "The temperature is 1.2."
    assert one(undo, "tool_result")["data"]["kind"] == "setting_undo"
    assert one(timer, "tool_result")["data"]["seconds"] == 600
    assert not [event for event in cup if event["event"] == "tool_call"]
    assert one(cup, "reply")["text"] in DECLINES
    assert one(thanks, "reply")["source"] == "model"
    said = transcribed(reply)
    assert "three hundred ninety one" in said or "three hundred and ninety one" in said, said
    assert list(a_house_of_its_own.iterdir()) == [], "the demonstration left something in the owner's data"


@pytest.mark.parametrize(
    ("voice", "request_", "tool", "holds"),
    [
        ("awb", "what is seventeen times twenty three", "run_python", "391"),
        ("awb", "set a timer for ten minutes", "set_timer", "10 minutes"),
        ("rms", "write a program that prints the first ten primes", "run_python", "29"),
        ("rms", "what is the square root of one hundred and forty four", "run_python", "12"),
        ("slt", "tell me a joke", "", ""),
        ("kal16", "what time is it", "clock", "It is"),
    ],
)
def test_other_voices_are_understood(tmp_path: Path, voice: str, request_: str, tool: str, holds: str) -> None:
    sound = write(tmp_path / "in.wav", said_to_hearth(request_, voice=voice))
    events = hearth("listen", "--wav", sound, "--out", tmp_path / "out.wav")
    [turn] = turns(events)
    assert one(turn, "transcript")["text"] == request_
    if tool:
        assert one(turn, "tool_result")["tool"] == tool
    reply = one(turn, "reply")["text"]
    assert holds in reply
    assert [event["text"] for event in turn if event["event"] == "spoken"] != []
    assert one(turn, "turn")["outcome"] == "answered"
    words = min(2, len(reply.split()))  # "twelve" may be all there is to say
    assert len(transcribed(tmp_path / "out.wav").split()) >= words


def test_what_is_not_for_it_is_not_acted_on(tmp_path: Path) -> None:
    talk = "he never told anybody where the letters had been hidden"
    without = write(tmp_path / "a.wav", np.concatenate([silence(0.5), speech(talk), silence(1.0)]))
    assert hearth("listen", "--wav", without, complaint=f'hearth: "hey jarvis" was not heard in {without}.\n') == []
    [turn] = turns(hearth("listen", "--wav", write(tmp_path / "b.wav", said_to_hearth(talk))))
    assert one(turn, "transcript")["accepted"] is False
    assert one(turn, "turn")["outcome"] == "not_understood"
    assert not [event for event in turn if event["event"] in ("tool_call", "command")]


class HandsFree:
    """`hearth` on a microphone, in a process of its own."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "assistant", "listen", "--json"],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.events: list[dict[str, Any]] = []
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.events.append(json.loads(line))

    def wait_for(self, name: str, count: int = 1, seconds: float = 40.0) -> dict[str, Any]:
        """The count-th event of that name."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            found = [event for event in self.events if event["event"] == name]
            if len(found) >= count:
                return found[count - 1]
            time.sleep(0.02)
        raise AssertionError(f"no {name} number {count}: {self.events}")

    def end(self) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            assert self.process.wait(30) == 130
        finally:
            self.process.kill()
            self._thread.join()
            assert self.process.stdout is not None
            assert self.process.stderr is not None
            self.process.stdout.close()
            errors = self.process.stderr.read()
            self.process.stderr.close()
        assert "Traceback" not in errors


@pytest.fixture
def hands_free(sound_server: SoundServer) -> Iterator[HandsFree]:
    """It is listening: a recording stream is open on the sound server."""
    running = HandsFree()
    deadline = time.monotonic() + 60
    while "protocol-native" not in sound_server.control("list", "short", "source-outputs"):
        assert time.monotonic() < deadline, "it does not listen"
        assert running.process.poll() is None
        time.sleep(0.1)
    time.sleep(0.3)
    yield running
    running.end()


@pytest.mark.pulse
def test_a_conversation_through_microphone_and_speaker(
    sound_server: SoundServer, hands_free: HandsFree, tmp_path: Path
) -> None:
    with sound_server.hear() as kept:
        player = sound_server.speak(said_to_hearth("what is seventeen times twenty three"))
        turn = hands_free.wait_for("turn")
        player.wait(30)
    assert turn["outcome"] == "answered"
    assert hands_free.wait_for("tool_result")["text"] == "391"
    spoken = loud(heard(kept), 100)
    played = sum(event["duration"] for event in hands_free.events if event["event"] == "spoken")
    assert len(spoken) / 16_000 == pytest.approx(played, abs=0.8)
    said = transcribed(write(tmp_path / "heard.wav", np.concatenate([silence(0.5), spoken, silence(0.5)])))
    assert "ninety one" in said, said


@pytest.mark.pulse
def test_the_wake_word_interrupts_and_an_unplugged_microphone_comes_back(
    sound_server: SoundServer, hands_free: HandsFree
) -> None:
    sound_server.speak(said_to_hearth("what is the square root of one hundred and forty four")).wait(30)
    hands_free.wait_for("turn")
    # A long reply is cut by the wake word.
    sound_server.speak(said_to_hearth("write a program that prints the first ten primes", voice="rms"))
    hands_free.wait_for("reply", 2)
    sound_server.speak(said_to_hearth("what time is it")).wait(30)
    assert hands_free.wait_for("turn", 2)["outcome"] == "interrupted"
    assert [event for event in hands_free.events if event["event"] == "spoken" and event["interrupted"]]
    assert hands_free.wait_for("turn", 3)["outcome"] == "answered"
    # The devices go away and come back; it goes on.
    sound_server.stop()
    assert "went away" in hands_free.wait_for("error")["message"]
    sound_server.start()
    deadline = time.monotonic() + 30
    while "protocol-native" not in sound_server.control("list", "short", "source-outputs"):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    time.sleep(0.5)
    sound_server.speak(said_to_hearth("what time is it")).wait(30)
    assert hands_free.wait_for("turn", 4)["outcome"] == "answered"


@pytest.mark.pulse
def test_a_model_that_is_killed_is_started_again(sound_server: SoundServer, hands_free: HandsFree) -> None:
    def model() -> list[psutil.Process]:
        children = psutil.Process(hands_free.process.pid).children(recursive=True)
        return [child for child in children if "assistant.think.llm_worker" in child.cmdline()]

    [process] = model()
    process.kill()
    sound_server.speak(said_to_hearth("tell me a joke")).wait(30)
    hands_free.wait_for("turn")
    sound_server.speak(said_to_hearth("tell me a joke")).wait(30)
    assert hands_free.wait_for("turn", 2)["outcome"] == "answered"
    assert len(model()) == 1


async def test_docker_that_stops_in_mid_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program is reported as not run, and the conversation goes on; when Docker is back, so is the sandbox."""
    import docker

    from assistant import app
    from assistant.config import Config

    with tempfile.TemporaryDirectory() as folder:
        daemon = DaemonProxy(folder)
        monkeypatch.setenv("DOCKER_HOST", daemon.address)
        events: list[Event] = []
        async with app.open_house(Config(), keep=False) as house:
            assert house.notices == []

            def stop_docker() -> None:
                daemon.stop()  # and with it its containers, as a daemon without live-restore does
                with contextlib.closing(docker.DockerClient("unix:///var/run/docker.sock")) as client:
                    for container in client.containers.list(filters={"label": f"{LABEL}={owner()}"}):
                        container.kill()

            async def ask(text: str) -> list[dict[str, Any]]:
                events.clear()
                await house.conversation(events.append).answer(Transcript(text, True, 1.0, "typed"))
                return [event.as_dict() for event in events]

            assert one(await ask("what is seventeen times twenty three"), "tool_result")["text"] == "391"
            stopper = threading.Timer(1.0, stop_docker)
            stopper.start()
            run = house.toolbox.run("run_python", {"code": "import time; time.sleep(60); print(1)"})
            stopper.join()
            assert not run.ok
            assert "Traceback" not in run.text
            assert not house.toolbox.run("run_python", {"code": "import math; print(math.pi)"}).ok
            # A sum is a sum without a sandbox, too.
            assert "391" in one(await ask("what is seventeen times twenty three"), "reply")["text"]
            assert one(await ask("set a timer for ten minutes"), "turn")["outcome"] == "answered"
            daemon.start()
            deadline = time.monotonic() + 30
            while not house.toolbox.run("run_python", {"code": "import math; print(math.pi)"}).ok:
                assert time.monotonic() < deadline, "the sandbox did not come back"
        daemon.stop()
