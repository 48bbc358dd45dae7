"""`hearth doctor`: every part is used, not looked for, and what is broken comes with the command that mends it."""

from __future__ import annotations

import json as json_format
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant import app, config, parts
from assistant.engines import FRAME, Message, Sampling, TextPart
from assistant.errors import HearthError
from assistant.terminal import printable
from voices import RECORDING

if TYPE_CHECKING:
    from assistant.config import Config

SETUP = "./hearth setup"
FREE_MB = 500
"""Less free disk than this, and the next thing that is written may fail."""
NEEDED = (
    "python",
    "configuration",
    "memory of its own",
    "wake word",
    "voice activity",
    "speech to text",
    "language model",
    "voice",
)
"""Parts without which the main job does not run at all; the others are missed but not needed."""
QUESTION = "what is 17 times 23"


@dataclass(frozen=True, slots=True)
class Check:
    """One part, tried."""

    part: str
    ok: bool
    detail: str
    """What was seen, or what is wrong."""
    remedy: str
    """The command, or the step, that mends it; empty when it works."""
    seconds: float


class _Broken(HearthError):
    pass


def checks(path: Path | None = None) -> list[Check]:
    """Try every part, in the order in which they depend on each other."""
    try:
        configuration = config.load(path)
        problem: HearthError | None = None
    except HearthError as error:
        configuration, problem = config.Config(), error

    def configured() -> str:
        if problem is not None:
            raise problem
        file = path or config.default_file()
        return str(file) if file.exists() else f"the defaults ({file} does not exist)"

    parts: list[tuple[str, Callable[[], str]]] = [
        ("python", _python),
        ("configuration", configured),
        ("memory of its own", lambda: _memory(configuration)),
        ("disk", lambda: _disk(configuration)),
        ("wake word", lambda: _wake(configuration)),
        ("voice activity", _voice_activity),
        ("speech to text", lambda: _hear(configuration)),
        ("language model", lambda: _model(configuration)),
        ("sandbox", lambda: _sandbox(configuration)),
        ("your tools", lambda: _owner_tools(configuration)),
        ("voice", lambda: _speak(configuration)),
        ("microphone", lambda: _microphone(configuration)),
        ("speaker", lambda: _speaker(configuration)),
    ]
    return [_try(part, work) for part, work in parts]


def run(json: bool, path: Path | None = None) -> int:
    """Print the checks; returns 0 when the main job can be done (a missing microphone or sandbox does not stop it)."""
    found = checks(path)
    if json:
        print(json_format.dumps([asdict(check) for check in found], indent=1))
    else:
        _show(found)
    return 0 if all(check.ok for check in found if check.part in NEEDED) else 1


def _show(found: list[Check]) -> None:
    table = Table.grid(padding=(0, 2))
    for check in found:
        mark = "[bold green]works[/]" if check.ok else "[bold red]broken[/]"
        # What was seen may hold brackets ("[hear]", a path), which rich would take for a style.
        table.add_row(mark, check.part, Text(printable(check.detail)), f"[dim]{check.seconds:.2f} s[/]")
        if check.remedy:
            table.add_row("", "", Text(f"→ {printable(check.remedy)}", "yellow"), "")
    Console(highlight=False).print(table)


def _try(part: str, work: Callable[[], str]) -> Check:
    from sandbox import SandboxError
    from tools.base import ToolError

    began = time.monotonic()
    try:
        detail, remedy, ok = work(), "", True
    except (HearthError, SandboxError) as error:
        detail, remedy, ok = error.message, error.remedy or SETUP, False
    except ToolError as error:
        detail, remedy, ok = str(error), "choose another folder with HEARTH_DATA", False
    except ImportError as error:
        detail, remedy, ok = f"{error.name} is not installed", SETUP, False
    except Exception as error:  # noqa: BLE001  a part that fails in a way of its own must not hide the others
        detail, remedy, ok = f"{type(error).__name__}: {error}", "this is a bug: please report it", False
    return Check(part, ok, detail, remedy, round(time.monotonic() - began, 3))


def _python() -> str:
    return f"{sys.version.split()[0]} in {sys.prefix}"


def _memory(configuration: Config) -> str:
    from tools.store import Store

    file = configuration.data_folder / app.STORE_FILE
    store = Store(file)
    try:
        store.put("doctor", "tried", time.time())
        store.get("doctor", "tried", 0.0)
    finally:
        store.close()
    return str(file)


def _disk(configuration: Config) -> str:
    folder = configuration.data_folder
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free >> 20
    if free < FREE_MB:
        raise _Broken(f"Only {free} MB are free at {folder}.", "free some space")
    return f"{free / 1024:.1f} GB free"


def _wake(configuration: Config) -> str:
    from assistant.hear.wake import OpenWakeWord
    from assistant.hear.wav import FileMicrophone

    detector = OpenWakeWord(configuration.wake.phrase)
    if configuration.wake.phrase != "hey jarvis":
        return f"{configuration.wake.phrase} is loaded (there is no recording to try it on)"
    best = 0.0
    for count, frame in enumerate(FileMicrophone(RECORDING).frames()):
        best = max(best, detector.feed(frame))
        if best > 0.5 or count > 50:
            break
    if best <= 0.5:
        raise _Broken(f"The wake word was not heard in the demo's recording (score {best:.2f}).", SETUP)
    return f"heard in the demo's recording, score {best:.2f}"


def _voice_activity() -> str:
    import numpy as np

    from assistant.hear.segments import segments
    from assistant.hear.voice import SileroVoice
    from assistant.hear.wav import FileMicrophone

    found = sum(1 for _ in segments(FileMicrophone(RECORDING).frames(), SileroVoice()))
    silent = sum(1 for _ in segments(iter([np.zeros(FRAME, np.int16)] * 25), SileroVoice()))
    if not found or silent:
        raise _Broken("Speech is not told from silence.", SETUP)
    return f"{found} utterances in the demo's recording, none in silence"


def _hear(configuration: Config) -> str:
    from assistant.hear.segments import segments
    from assistant.hear.voice import SileroVoice
    from assistant.hear.wav import FileMicrophone

    transcriber = parts.make_transcriber(configuration)
    heard = []
    for _, _, samples in segments(FileMicrophone(RECORDING).frames(), SileroVoice()):
        transcriber.begin()
        transcriber.feed(samples)
        heard.append(transcriber.finish().text)
        if len(heard) == 2:
            break
    if not any(heard):
        raise _Broken(f"{transcriber.name} understood nothing of the demo's recording.", SETUP)
    return f'{transcriber.name} heard "{max(heard, key=len)}"'


def _model(configuration: Config) -> str:
    if configuration.model.url:
        return _server(configuration)
    from assistant.models.registry import language_model
    from assistant.think.llm import LlamaChatModel

    file = language_model(Path(configuration.model.path).expanduser() if configuration.model.path else None)
    model = LlamaChatModel(file, context=512, threads=1 if file.bundled else configuration.model.threads)
    try:
        parts = list(model.stream([Message("user", QUESTION)], [], Sampling(temperature=0.0, max_tokens=48)))
    finally:
        model.close()
    said = [part.text if isinstance(part, TextPart) else type(part).__name__ for part in parts[:-1]]
    if not said:
        raise _Broken(f"The model {file.path.name} wrote nothing.", "choose another one under [model] path")
    recorded = "checked" if file.sha256 else "no checksum is recorded"
    return f"{file.path.name} answers ({recorded})"


def _server(configuration: Config) -> str:
    from assistant.parts import make_model

    model, _ = make_model(configuration)
    try:
        model.load()
        parts = list(model.stream([Message("user", QUESTION)], [], Sampling(temperature=0.0, max_tokens=48)))
    finally:
        model.close()
    if len(parts) < 2:  # words or a call, and the end
        raise _Broken(f"The model {model.name} on the server wrote nothing.", "look at the server's log")
    return f"{model.name} on {configuration.model.url} answers"


def _sandbox(configuration: Config) -> str:
    sandbox = parts.make_sandbox(configuration, pool=0)
    try:
        result = sandbox.run("print(17 * 23)")
    finally:
        sandbox.close()
    if result.output != "391\n":
        raise _Broken(f"A program did not run as it should: {result.error.strip()[-200:]}.", SETUP)
    return "ran a program without network"


def _owner_tools(configuration: Config) -> str:
    sources = app.Sources(configuration, configuration.data_folder, store=None)
    for trouble in sources.owner_troubles():
        raise trouble
    names = [tool.name for tool in sources.owner.tools()]
    return ", ".join(names) if names else f"none in {sources.owner.folder}"


def _speak(configuration: Config) -> str:
    import numpy as np

    synthesizer = parts.make_synthesizer(configuration)
    sound = np.concatenate(list(synthesizer.synthesize("That makes three hundred and ninety one.")))
    if not sound.any():
        raise _Broken(f"The voice {synthesizer.name} was silent.", SETUP)
    return f"{synthesizer.name} spoke {len(sound) / synthesizer.sample_rate:.1f} s"


def _microphone(configuration: Config) -> str:
    import numpy as np

    from assistant.hear.microphone import PyAudioMicrophone

    microphone = PyAudioMicrophone(configuration.audio.input)
    frames = microphone.frames()
    try:
        sound = np.concatenate([next(frames) for _ in range(6)]).astype(np.float64)
    finally:
        frames.close()  # type: ignore[attr-defined]
    level = 20 * np.log10(max(float(np.sqrt((sound**2).mean())), 1e-3) / 32768)
    return f"{microphone.name}: {level:.0f} dBFS{' (silent: is it muted?)' if not sound.any() else ''}"


def _speaker(configuration: Config) -> str:
    import numpy as np

    from assistant.speak.speaker import PyAudioSpeaker

    speaker = PyAudioSpeaker(configuration.audio.output)
    for _ in speaker.play(iter([np.zeros(2205, np.int16)]), 22_050):
        pass
    return speaker.name
