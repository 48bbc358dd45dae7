"""Puts a house together: which engine does what, as the configuration and this machine allow.

Nothing else in the package chooses an engine. Each `make_...` builds one and raises a HearthError that says what is
missing; a House holds the parts that think, and closes them in the right order.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.engines import Dialogue, Sampling
from assistant.errors import EngineError, HearthError
from assistant.pipeline import Conversation, Mouth
from assistant.settings import Settings, Snapshot
from assistant.worker import Worker
from tools.base import Toolbox, ToolContext, ToolError

if TYPE_CHECKING:
    from assistant.config import Config
    from assistant.engines import ChatModel, Responder, Speaker, Synthesizer, Transcriber
    from assistant.events import Event
    from assistant.hear.listener import Listener
    from sandbox import Sandbox
    from tools.store import Store

VOICES: Mapping[str, tuple[str, int]] = {
    "amy": ("en-us+f3", 50),
    "rose": ("en-us+f5", 55),
    "alan": ("en-us+m3", 45),
    "george": ("en-gb-x-rp+m7", 40),
}
"""The names people say: espeak-ng's voice with its variant, and the pitch."""
TOKENS = {1: 48, 2: 120, 3: 300, 4: 600, 5: 1024}
"""The longest answer in tokens, by the setting answer_length."""
LENGTHS = {
    1: "in a few words",
    2: "in one sentence",
    3: "in two or three sentences",
    4: "in a paragraph",
    5: "at length",
}
PERSONAS = {
    "pirate": " You speak like a pirate.",
    "butler": " You speak like an old English butler.",
    "poet": " You speak in images, like a poet.",
    "robot": " You speak like a robot of the nineteen fifties.",
}
STORE_FILE = "hearth.db"


@dataclass
class House:
    """What thinks and does: settings, tools, sandbox, model, behind one responder."""

    config: Config
    store: Store
    settings: Settings
    sandbox: Sandbox
    toolbox: Toolbox
    model: ChatModel
    brain: Responder
    notices: list[HearthError]
    """What does not work now, for people to know: the rest of the house works all the same."""

    def due(self) -> list[str]:
        """What is to be announced now (timers that ring); each is handed out once."""
        from tools.timers import due

        return due(self.store, datetime.now())

    def mouth(self, synthesizer: Synthesizer, speaker: Speaker, workers: tuple[Worker, Worker]) -> Mouth:
        """A mouth that speaks as fast and as loud as the settings say."""
        return Mouth(synthesizer, speaker, *workers, pace=lambda: _pace(self.settings.snapshot()))

    def conversation(
        self, emit: Callable[[Event], None], *, mouth: Mouth | None = None, live: bool = False
    ) -> Conversation:
        """A conversation with this house."""
        due = self.due if live else None
        return Conversation(self.brain, emit, Dialogue(), mouth=mouth, live=live, due=due)


@asynccontextmanager
async def open_house(config: Config, *, folder: Path | None = None, keep: bool = True) -> AsyncGenerator[House, None]:
    """Open a house and close it again, whatever happens.

    Args:
        config: the configuration.
        folder: where it remembers; None: the configuration's data folder.
        keep: False forgets everything at the end (a demonstration must not change the owner's settings).

    Raises:
        HearthError: the data folder cannot be used, or the model file is not there or not what it was.
    """
    from assistant.models.registry import language_model
    from assistant.think.llm import LlamaChatModel
    from sandbox import SandboxError
    from tools.store import Store

    data = folder or config.data_folder
    try:
        store = Store(data / STORE_FILE if keep else None)
    except ToolError as error:
        raise HearthError(str(error), "Free the file, or choose another folder with HEARTH_DATA.") from error
    sandbox = make_sandbox(config)
    file = language_model(Path(config.model.path).expanduser() if config.model.path else None)
    model = LlamaChatModel(file, context=config.model.context, threads=config.model.threads)
    if file.bundled:
        # One thread is fastest, and it was trained on conversations of up to 288 tokens.
        model = LlamaChatModel(file, context=512, threads=1, prompt=180)
    thinking, doing = Worker("model"), Worker("tools")
    notices: list[HearthError] = []
    try:
        await thinking.call(model.load, interrupt=model.interrupt)
        try:
            await doing.call(sandbox.check)
            sandbox.warm()
        except SandboxError as error:
            notices.append(EngineError(f"Programs cannot be run: {error.message}", error.remedy))
        settings = Settings(store, {"voice": tuple(VOICES)})
        toolbox = make_toolbox(store, settings, sandbox, data / "files" if keep else None)
        brain = _brain(config, settings, toolbox, sandbox, model, thinking, doing, bundled=file.bundled)
        yield House(config, store, settings, sandbox, toolbox, model, brain, notices)
    finally:
        sandbox.interrupt()
        model.interrupt()
        await thinking.call(model.close)
        await doing.call(sandbox.close)
        await thinking.close()
        await doing.close()
        store.close()


def make_sandbox(config: Config, *, pool: int | None = None) -> Sandbox:
    """The sandbox as configured; pool: warm containers, instead of the configured number."""
    from sandbox import Limits, Options, Sandbox

    chosen = config.sandbox
    limits = Limits(
        seconds=chosen.seconds, memory=chosen.memory_mb << 20, processes=chosen.processes, cpus=chosen.cpus
    )
    options = Options(
        pool=chosen.pool if pool is None else pool,
        pause_seconds=chosen.pause_seconds,
        drop_seconds=chosen.drop_seconds,
        runtime=chosen.runtime,
        bubblewrap=chosen.bubblewrap,
    )
    return Sandbox(limits, options=options)


def make_toolbox(store: Store, settings: Settings, sandbox: Sandbox, files: Path | None = None) -> Toolbox:
    """All tools; run_python is not offered while nothing can be run. files: where programs' files are kept."""
    from assistant.think.house_tools import setting_tools
    from assistant.think.numbers import normalise
    from tools import clock, convert, notes, python, system, timers

    tools = [
        python.run_python, timers.set_timer, timers.cancel_timer, timers.timer_left, timers.set_alarm,
        timers.set_reminder, notes.add_note, notes.add_to_list, notes.read_list, convert.convert, clock.clock,
        system.system_status, *setting_tools(settings),
    ]  # fmt: skip
    context = ToolContext(store, sandbox=sandbox, normalise=normalise, files=files)
    return Toolbox(tools, context, hidden=lambda: ("run_python",) if sandbox.trouble else ())


def _brain(
    config: Config,
    settings: Settings,
    toolbox: Toolbox,
    sandbox: Sandbox,
    model: ChatModel,
    thinking: Worker,
    doing: Worker,
    *,
    bundled: bool,
) -> Responder:
    from assistant.think.brain import Brain, CommandResponder, Hands
    from assistant.think.commands import Commands
    from assistant.think.numbers import normalise
    from assistant.think.reply import ModelResponder, Style

    hands = Hands(toolbox, doing, sandbox.interrupt)
    # The starter reads normalised text and short results, and puts only a program's result into words.
    starter = Style(prepare=normalise, result_characters=60, retold=lambda tool: tool == "run_python")
    answer = ModelResponder(
        model,
        thinking,
        hands,
        partial(_sampling, config, settings),
        lambda: system_message(settings.snapshot()),
        starter if bundled else Style(),
    )
    return Brain([CommandResponder(Commands.load(), hands), answer])


def _sampling(config: Config, settings: Settings) -> Sampling:
    now = settings.snapshot()
    seed = now.values["seed"]
    return Sampling(
        temperature=now.number("temperature"),
        top_k=int(now.number("top_k")),
        top_p=now.number("top_p"),
        min_p=now.number("min_p"),
        seed=int(seed) if isinstance(seed, int | float) else None,
        max_tokens=min(config.model.max_tokens, TOKENS[int(now.number("answer_length"))]),
    )


def _pace(now: Snapshot) -> tuple[float, float]:
    """Rate and volume as factors; 80 percent is the voice's own level."""
    return now.number("speech_rate"), now.number("volume") / 80


def system_message(now: Snapshot) -> str:
    """What a model is told about who it is. The same settings give the same bytes, so its prefix stays cached."""
    persona = PERSONAS.get(str(now.values["persona"]), "")
    length = LENGTHS[int(now.number("answer_length"))]
    return (
        "You are Hearth, a voice assistant on its owner's own machine. What you write is spoken aloud, so write plain"
        f" sentences without lists, tables or markup, and answer {length}.{persona} Use a tool whenever it helps:"
        " calculate with run_python instead of in your head, and never invent a result."
    )


def make_synthesizer(config: Config, settings: Settings | None = None) -> Synthesizer:
    """Piper when a voice is configured, else the bundled one in the voice that the settings name."""
    if config.speak.piper_voice:
        from assistant.speak.tts_piper import PiperSynthesizer

        return PiperSynthesizer(Path(config.speak.piper_voice).expanduser())
    from assistant.speak.tts_espeak import EspeakSynthesizer

    name = str(settings.get("voice")) if settings else "amy"
    voice, pitch = VOICES.get(name, VOICES["amy"])
    return EspeakSynthesizer(voice, pitch=pitch)


def make_transcriber(config: Config, *, live: bool = True) -> Transcriber:
    """faster-whisper when a model is there, else pocketsphinx; live=False for recordings."""
    folder = whisper_folder(config)
    if folder is not None:
        from assistant.hear.stt_whisper import WhisperTranscriber

        return WhisperTranscriber(folder, config.hear.language)
    from assistant.hear.stt_pocketsphinx import PocketsphinxTranscriber

    return PocketsphinxTranscriber(config.hear.language, live=live)


def whisper_folder(config: Config) -> Path | None:
    """The Whisper model to use: the configured one, else `whisper` in the data folder if it is there."""
    if config.hear.whisper_model:
        return Path(config.hear.whisper_model).expanduser()
    found = config.data_folder / "whisper"
    return found if (found / "model.bin").is_file() else None


def make_listener(config: Config, settings: Settings | None = None, transcriber: Transcriber | None = None) -> Listener:
    """Wake word, voice activity and speech to text."""
    from assistant.hear.listener import Listener, ListenerOptions
    from assistant.hear.voice import SileroVoice
    from assistant.hear.wake import OpenWakeWord

    sensitivity = settings.snapshot().number("wake_word_sensitivity") if settings else 0.5
    options = ListenerOptions(
        threshold=min(max(1.0 - sensitivity, 0.05), 0.95),
        pause_seconds=config.hear.pause_seconds,
        wait_seconds=config.hear.wait_seconds,
        max_seconds=config.hear.max_seconds,
    )
    wake = OpenWakeWord(config.wake.phrase)
    return Listener(wake, SileroVoice(), transcriber or make_transcriber(config), options)
