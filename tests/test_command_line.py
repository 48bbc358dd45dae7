"""The command line as a user meets it: right exit status, one clear sentence, never a traceback."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import psutil
import pytest
import soundfile

from assistant import config, doctor
from assistant.models.registry import STARTER
from assistant.modes import hands_free, run
from assistant.speak.wav_out import WavSpeaker
from tests.sound import said_to_hearth, speech, write

ROOT = Path(__file__).parents[1]


def hearth(*arguments: object, timeout: float = 120, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "assistant", *map(str, arguments)],
        cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=timeout, check=False,
    )  # fmt: skip


def complaint(done: subprocess.CompletedProcess[str], status: int) -> str:
    """The one sentence on stderr, after checking that it is one."""
    assert done.returncode == status, done.stdout + done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("hearth: ")
    return lines[0]


def test_python_files_where_it_is_called_are_not_run(tmp_path: Path) -> None:
    """A folder of the owner's programs is no part of Hearth, whatever they are called."""
    (tmp_path / "tools").mkdir()
    for name in ("random.py", "calendar.py", "tools/__init__.py"):
        (tmp_path / name).write_text('import os; os.write(2, b"run on the host"); os._exit(9)')
    for command in (["settings", "get", "temperature"], ["ask", "what is 17 times 23"]):
        done = subprocess.run(
            [str(ROOT / "hearth"), *command], cwd=tmp_path, env={**os.environ, "HEARTH_DATA": str(tmp_path / "data")},
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert "run on the host" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("demo",),
        ("listen",),
        ("ask",),
        ("say",),
        ("transcribe",),
        ("doctor",),
        ("config",),
        ("settings",),
        ("settings", "set"),
        ("commands",),
        ("party",),
    ],
)
def test_help(arguments: tuple[str, ...]) -> None:
    done = hearth(*arguments, "--help")
    assert done.returncode == 0
    assert "Usage: hearth" in done.stdout


def test_arguments_that_make_no_sense() -> None:
    for nothing in ("", " \t"):
        assert "nothing to answer" in complaint(hearth("ask", nothing), 2)
    assert "cannot be -1. It goes from 0 to 5" in complaint(hearth("settings", "set", "temperature", "-1"), 2)
    assert "1 to 40 letters" in complaint(hearth("settings", "save", ""), 2)
    assert "\x1b" not in complaint(hearth("settings", "set", "voice", "\x1b[31mred"), 2)
    assert hearth("settings", "set", "temperature", "1,5").stdout == "temperature 1.5\n"


def test_version_and_a_wrong_command() -> None:
    assert hearth("--version").stdout.startswith("hearth 0.")
    assert hearth("dance").returncode == 2


def text(path: Path) -> None:
    path.write_text("This is a letter.\n" * 100)


def empty(path: Path) -> None:
    path.touch()


def cut_header(path: Path) -> None:
    path.write_bytes(b"RIFF\x00\x00\x00\x00WAVEfmt ")


def no_samples(path: Path) -> None:
    soundfile.write(path, np.zeros(0, np.int16), 16_000)


def folder(path: Path) -> None:
    path.mkdir()


def missing(path: Path) -> None:
    del path


def test_a_name_that_is_too_long() -> None:
    assert "File name too long" in complaint(hearth("transcribe", "x" * 300), 2)
    assert "File name too long" in complaint(hearth("say", "hello", "--out", "x" * 300), 2)


@pytest.mark.parametrize("make", [text, empty, cut_header, no_samples, folder, missing])
@pytest.mark.parametrize("command", [("listen", "--wav"), ("transcribe",)])
def test_a_bad_sound_file(tmp_path: Path, make: object, command: tuple[str, ...]) -> None:
    path = tmp_path / "in.wav"
    make(path)  # type: ignore[operator]
    assert str(path) in complaint(hearth(*command, path), 2)


def test_good_sound_of_every_kind_is_transcribed(tmp_path: Path) -> None:
    sound = np.concatenate([np.zeros(8000, np.int16), speech("what time is it"), np.zeros(8000, np.int16)])
    import soxr

    high = soxr.resample(sound.astype(np.float32) / 32768, 16_000, 44_100)
    for name, subtype, channels in (("8bit", "PCM_U8", 1), ("24bit", "PCM_24", 2), ("float", "FLOAT", 1)):
        path = tmp_path / f"{name}.wav"
        soundfile.write(path, np.repeat(high[:, None], channels, 1), 44_100, subtype=subtype)
        done = hearth("transcribe", path)
        assert (done.returncode, done.stdout.strip()) == (0, "what time is it"), name


def test_a_file_in_which_nobody_speaks(tmp_path: Path) -> None:
    path = tmp_path / "in.wav"
    soundfile.write(path, np.full(32_000, np.nan, np.float32), 16_000, subtype="FLOAT")
    assert complaint(hearth("transcribe", path), 1) == f"hearth: No speech was understood in {path}."
    for form in ((), ("--json",)):
        done = hearth("listen", "--wav", path, *form)
        assert done.stdout == ""
        assert complaint(done, 0) == f'hearth: "hey jarvis" was not heard in {path}.'


@pytest.mark.parametrize(
    ("out", "says"),
    [("/dev/full", "disk is full"), ("/nowhere/a.wav", "no folder"), (".", "is a folder")],
)
def test_a_reply_that_cannot_be_written(out: str, says: str, tmp_path: Path) -> None:
    assert says in complaint(hearth("say", "hello", "--out", out), 2)
    sound = write(tmp_path / "in.wav", said_to_hearth("what time is it"))
    done = hearth("listen", "--wav", sound, "--out", out, "--json")
    assert "Traceback" not in done.stderr
    if out == "/dev/full":  # found out in mid-turn: an error event, and the conversation goes on to its end
        assert done.returncode in (0, 2)
        assert "disk is full" in done.stdout + done.stderr
    else:
        assert says in complaint(done, 2)


def test_a_wrong_configuration(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[model]\nthread = 3\n")
    assert "[model] threads" in complaint(hearth("--config", file, "ask", "hello"), 2)
    assert "[model] threads" in complaint(hearth("ask", "hello", HEARTH_CONFIG=str(file)), 2)
    file.unlink()
    assert "does not exist" in complaint(hearth("--config", file, "config"), 2)


def test_a_corrupt_model(tmp_path: Path) -> None:
    model = tmp_path / "bad.gguf"
    model.write_bytes(STARTER.read_bytes()[:2_000_000])
    file = tmp_path / "config.toml"
    file.write_text(f'[model]\npath = "{model}"\n')
    done = hearth("--config", file, "ask", "tell me a joke")
    assert "Traceback" not in done.stderr
    assert str(model) in done.stdout + done.stderr
    assert done.returncode != 0
    model.write_text("This is a letter.")
    assert "is not a GGUF model" in complaint(hearth("--config", file, "ask", "hello"), 4)


def test_data_that_cannot_be_kept(tmp_path: Path) -> None:
    (tmp_path / "hearth.db").write_bytes(b"This is a letter." * 100)
    assert "hearth.db" in complaint(hearth("ask", "hello", HEARTH_DATA=str(tmp_path)), 1)
    (tmp_path / "file").touch()
    assert "file" in complaint(hearth("ask", "hello", HEARTH_DATA=str(tmp_path / "file")), 1)


def test_without_a_microphone_it_says_what_works(tmp_path: Path) -> None:
    if Path("/dev/snd").exists():
        pytest.skip("this machine has a sound card")
    said = complaint(hearth(PULSE_SERVER="unix:/nowhere"), 3)
    assert "no microphone" in said
    assert "demo" in said
    assert "listen --wav" in said
    assert "no speaker" in complaint(hearth("say", "hello", PULSE_SERVER="unix:/nowhere"), 3)
    del tmp_path


def test_without_docker_nothing_is_run_and_it_says_so() -> None:
    primes = "write a program that prints the first ten primes"
    done = hearth("ask", primes, "--json", DOCKER_HOST="unix:///nowhere/docker.sock")
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert "Traceback" not in done.stderr
    assert any(event["event"] == "error" and "Programs cannot be run" in event["message"] for event in events)
    [reply] = [event["text"] for event in events if event["event"] == "reply"]
    assert "2, 3, 5" not in reply
    assert "program" in reply.lower()
    # A sum needs no sandbox.
    summed = hearth("ask", "what is seventeen times twenty three", DOCKER_HOST="unix:///nowhere/docker.sock")
    assert "391" in summed.stdout
    assert hearth("ask", "set a timer for ten minutes", DOCKER_HOST="unix:///nowhere/docker.sock").returncode == 0


def test_an_older_file_is_not_lost_to_a_conversation_that_fails(tmp_path: Path) -> None:
    file, old = tmp_path / "de.toml", tmp_path / "old.wav"
    file.write_text('[hear]\nlanguage = "de"\n')
    old.write_bytes(b"old")
    sound = write(tmp_path / "in.wav", said_to_hearth("what time is it"))
    assert "'de'" in complaint(hearth("--config", file, "listen", "--wav", sound, "--out", old), 4)
    assert old.read_bytes() == b"old"
    assert not list(tmp_path.glob(".*"))


def test_replies_that_do_not_fit_are_not_said_to_be_there(tmp_path: Path) -> None:
    sound, out = write(tmp_path / "in.wav", said_to_hearth("tell me a joke")), tmp_path / "out.wav"
    cache = str(tmp_path / "cache")  # what is kept there from run to run is bigger
    assert hearth("listen", "--wav", sound, XDG_CACHE_HOME=cache).returncode == 0
    code = (
        "import resource, sys\n"
        "from assistant.cli import run\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY))\n"
        "sys.exit(run(sys.argv[1:]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "listen", "--wav", str(sound), "--out", str(out), "--json"],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "XDG_CACHE_HOME": cache},
    )  # fmt: skip
    assert "out.wav could not be written: File too large" in complaint(done, 2)
    assert not list(tmp_path.glob("*out.wav*"))


def test_say_uses_the_settings(tmp_path: Path) -> None:
    """And text that is not UTF-8 is said as far as it can be."""

    def said(name: str) -> float:
        done = hearth("say", "caf\udce9 au lait for everybody", "--out", tmp_path / name)
        assert (done.returncode, done.stderr) == (0, "")
        return float(soundfile.info(tmp_path / name).duration)

    plain = said("plain.wav")
    hearth("settings", "set", "speech_rate", "0.5")
    hearth("settings", "set", "voice", "george")
    assert said("slow.wav") > 1.4 * plain


def test_commands_are_beside_the_file_that_was_chosen(tmp_path: Path) -> None:
    file = tmp_path / "sub" / "c.toml"
    file.parent.mkdir()
    file.touch()
    file.with_name("commands.yaml").write_text("phrases: {lights out: go to sleep}")
    assert "action: sleep" in hearth("--config", file, "ask", "lights out").stdout
    assert "lights out" in hearth("--config", file, "commands").stdout


def test_the_doctor_shows_brackets_and_goes_on_after_a_surprise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def surprise() -> str:
        raise ZeroDivisionError("[/x] by zero")

    seen = doctor._try("voice", surprise)
    assert (seen.ok, seen.detail) == (False, "ZeroDivisionError: [/x] by zero")
    broken = doctor.Check("speech", False, f"{tmp_path}[/x]", "Set [hear] whisper_model.", 0.0)
    monkeypatch.setattr(doctor, "checks", lambda _path: [seen, broken])
    assert doctor.run(False) == 1
    shown = capsys.readouterr().out
    assert "Set [hear] whisper_model." in shown
    assert "[/x] by zero" in shown


def test_that_there_is_no_speaker_is_not_said_among_the_events(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    without = config.Config(audio=config.Audio(output="a speaker that nobody has"))
    assert hands_free.open_speaker(without, 22_050, None) is None
    written = hands_free.open_speaker(without, 22_050, tmp_path / "out.wav")
    assert isinstance(written, WavSpeaker)
    written.discard()
    said = capsys.readouterr()
    assert said.out == ""
    assert "that nobody has'. Replies are only shown.\n" in said.err
    assert "that nobody has'. Replies are only written.\n" in said.err


def test_a_signal_without_a_name() -> None:
    assert run._named(signal.SIGKILL) == "SIGKILL"
    assert run._named(40) == "signal 40"


def test_say_and_transcribe_agree(tmp_path: Path) -> None:
    path = tmp_path / "said.wav"
    assert hearth("say", "The answer is **391**. :tada:", "--out", path).returncode == 0
    done = hearth("transcribe", path, "--json")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert any("three hundred" in line["text"] and "ninety one" in line["text"] for line in lines), lines
    assert all(line["end"] > line["start"] for line in lines)


def test_ask_remembers_between_runs_what_a_person_set() -> None:
    assert hearth("ask", "set the temperature to one point two").returncode == 0
    done = hearth("ask", "what is the temperature", "--json")
    assert '"The temperature is 1.2."' in done.stdout
    names = [json.loads(line)["event"] for line in done.stdout.splitlines()]
    assert names == ["transcript", "command", "tool_result", "reply", "turn"]
    assert hearth("ask", "go to sleep").returncode == 0
    assert "asleep  it obeys nothing but: wake up" in hearth("ask", "what time \x1b[31mis it").stdout


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    sound = write(tmp_path / "in.wav", said_to_hearth("what time is it", "tell me a joke"))
    done = subprocess.run(
        f"{sys.executable} -m assistant listen --wav {sound} --json | head -1",
        shell=True, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert json.loads(done.stdout)["event"] == "wake"
    assert done.stderr == ""


def test_a_reader_that_has_gone_before_the_first_line_is_no_error() -> None:
    """typer and rich have an exit status of their own for it."""
    reading, writing = os.pipe()
    os.close(reading)
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "assistant", *arguments],
            cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True,
        )
        for arguments in (["commands"], ["--help"], ["config"], ["ask", "what time is it"], ["run", "-"])
    ]  # fmt: skip
    os.close(writing)
    for process in started:
        _, errors = process.communicate(timeout=120)
        assert (process.returncode, errors) == (0, ""), process.args


def test_ctrl_c_while_modules_are_imported() -> None:
    """Ctrl-C comes when the first of the heavy modules is asked for, in the middle of the imports."""
    code = (
        "import signal, sys\n"
        "class Finder:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'typer':\n"
        "            signal.raise_signal(signal.SIGINT)\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "sys.meta_path.insert(0, Finder())\n"
        "from assistant.__main__ import main\n"
        "sys.exit(main())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.parametrize("command", ["config", "settings get volume", "--help", "ask 'let us party'", "party"])
def test_output_that_cannot_be_written_is_one_sentence(command: str) -> None:
    done = subprocess.run(
        f"{sys.executable} -m assistant {command} > /dev/full",
        shell=True, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert complaint(done, 1) == "hearth: The output cannot be written: No space left on device."


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("terminal", [True, False])
def test_who_types_can_end_it_at_any_time(sent: signal.Signals, terminal: bool) -> None:
    ours, its = pty.openpty() if terminal else os.pipe()[::-1]
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", "party", "--json"],
        cwd=ROOT, stdin=its, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PULSE_SERVER": "unix:/nowhere"},
    )  # fmt: skip
    os.close(its)
    assert process.stdout is not None
    os.write(ours, b"what time is it\n")
    for line in process.stdout:
        event = json.loads(line)
        if event["event"] == "transcript" and event["text"] == "what time is it":
            break
    while json.loads(process.stdout.readline())["event"] != "turn":
        pass
    process.send_signal(sent)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (128 + sent, "")
    os.close(ours)


def test_a_party_needs_its_sound_file(tmp_path: Path) -> None:
    assert "There is no file" in complaint(hearth("party", "--wav", tmp_path / "missing.wav"), 2)
    assert "no party yet" in complaint(hearth("party", "--report"), 1)


def test_who_types_is_told_why(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[audio]\ninput = "Blue Yeti"\n')
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "--config", str(file), "party"],
        cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "There is no microphone called 'Blue Yeti'. Type" in done.stdout


@pytest.mark.parametrize("pace", [(), ("--realtime",)])
def test_it_ends_at_once_while_nobody_speaks(tmp_path: Path, pace: tuple[str, ...]) -> None:
    """Also out of a background in which Ctrl-C is ignored, as scripts start things there."""
    sound = write(tmp_path / "in.wav", np.zeros(16_000 * 3600, np.int16))
    process = subprocess.Popen(
        ["sh", "-c", 'trap "" INT; exec "$@"', "sh", sys.executable, "-m", "assistant", "listen", "--wav", str(sound),
         *pace],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    while not psutil.Process(process.pid).children():  # the model's process
        time.sleep(0.05)
    time.sleep(3)
    process.send_signal(signal.SIGTERM)
    began = time.monotonic()
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (128 + signal.SIGTERM, "")
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_it_can_be_ended_at_any_time(tmp_path: Path, sent: signal.Signals) -> None:
    sound = write(tmp_path / "in.wav", said_to_hearth(*["what time is it"] * 8))
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", "listen", "--wav", str(sound), "--realtime", "--json",
         "--out", str(tmp_path / "out.wav")],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["event"] == "wake"
    process.send_signal(sent)
    began = time.monotonic()
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 128 + sent
    assert errors == ""
    assert time.monotonic() - began < 20
    assert not list(tmp_path.glob("*.part")) + list(tmp_path.glob(".*")), "a half-written file was left"
