"""Puts a house together: which engine does what, as the configuration and this machine allow.

Nothing else in the package chooses an engine. Each `make_...` builds one and raises a HearthError that says what is
missing; a House holds the parts that think, and closes them in the right order.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.config import commands_file
from assistant.engines import Dialogue, Sampling
from assistant.errors import EngineError, HearthError
from assistant.phrases import LANGUAGES
from assistant.pipeline import Conversation, Mouth
from assistant.settings import SETTINGS, Settings, Snapshot, Value
from assistant.values import in_span
from assistant.worker import Worker
from tools.base import Toolbox, ToolContext, ToolError

if TYPE_CHECKING:
    from assistant.config import Config
    from assistant.engines import ChatModel, Responder, Speaker, Synthesizer, Transcriber
    from assistant.events import Event
    from assistant.hear.listener import Listener
    from assistant.think.commands import Commands
    from sandbox import Limits, Sandbox
    from tools.store import Store

VOICES: Mapping[str, tuple[str, int]] = {
    "amy": ("en-us+f3", 50),
    "rose": ("en-us+f5", 55),
    "alan": ("en-us+m3", 45),
    "george": ("en-gb-x-rp+m7", 40),
}
"""The names people say: espeak-ng's voice with its variant, and the pitch."""
OTHER_VOICES: Mapping[str, tuple[str, int]] = {"chinese": ("cmn", 50)}
"""Languages that the voices above cannot speak."""
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
        """What is to be announced now (timers that ring). In the quiet hours reminders wait."""
        from tools.timers import due

        now = datetime.now()
        return due(self.store, now, held=("reminder",) if is_quiet(self.settings.snapshot(), now) else ())

    def mouth(self, synthesizer: Synthesizer, speaker: Speaker, workers: tuple[Worker, Worker]) -> Mouth:
        """A mouth that speaks as fast and as loud as the settings say."""
        return Mouth(
            synthesizer,
            speaker,
            *workers,
            pace=lambda: _pace(self.settings.snapshot(), datetime.now()),
            muted=self._muted,
        )

    def _muted(self) -> bool:
        return self.settings.snapshot().on("mute")

    def conversation(
        self, emit: Callable[[Event], None], *, mouth: Mouth | None = None, live: bool = False
    ) -> Conversation:
        """A conversation with this house."""
        due = self.due if live else None
        return Conversation(
            self.brain, emit, Dialogue(), mouth=mouth, live=live, due=due,
            interruptible=lambda: self.settings.snapshot().on("interruption"),
        )  # fmt: skip


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
    from sandbox import Sandbox, SandboxError
    from tools.store import Store

    data = folder or config.data_folder
    try:
        store = Store(data / STORE_FILE if keep else None)
    except ToolError as error:
        raise HearthError(str(error), "Free the file, or choose another folder with HEARTH_DATA.") from error
    settings = make_settings(config, store)
    sandbox = Sandbox(sandbox_limits(config, settings.snapshot()))
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
        toolbox = make_toolbox(store, settings, sandbox, config)
        brain = _brain(config, settings, toolbox, sandbox, store, model, thinking, doing, bundled=file.bundled)
        yield House(config, store, settings, sandbox, toolbox, model, brain, notices)
    finally:
        sandbox.interrupt()
        model.interrupt()
        await thinking.call(model.close)
        await doing.call(sandbox.close)
        await thinking.close()
        await doing.close()
        store.close()


def make_settings(config: Config, store: Store) -> Settings:
    """The settings, with the configuration's values as defaults, and the party's heat over them."""
    from assistant.think.party import Heat

    defaults: dict[str, Value] = {
        "wake_word": config.wake.phrase,
        "pause_length": config.hear.pause_seconds,
        "sandbox_time": config.sandbox.seconds,
        "sandbox_memory": config.sandbox.memory_mb,
        "language": next((name for name, code in LANGUAGES.items() if code == config.hear.language), "english"),
    }
    settings = Settings(store, {"voice": tuple(VOICES), "persona": persona_names}, defaults)
    settings.overlay = Heat(store)
    return settings


def persona_names() -> list[str]:
    """What the setting `persona` can be."""
    return ["hearth", *PERSONAS]


def sandbox_limits(config: Config, now: Snapshot) -> Limits:
    """What a program may use: the settings' time and memory, the rest from the configuration."""
    from sandbox import Limits

    return Limits(
        seconds=now.number("sandbox_time"),
        memory=int(now.number("sandbox_memory")) << 20,
        processes=config.sandbox.processes,
        cpus=config.sandbox.cpus,
    )


def make_toolbox(store: Store, settings: Settings, sandbox: Sandbox, config: Config | None = None) -> Toolbox:
    """All tools; run_python is not offered while nothing can be run, and no tool that the owner switched off."""
    from assistant.think.house_tools import house_tools
    from assistant.think.numbers import normalise
    from assistant.think.party import Heat
    from tools import clock, convert, notes, python, system, timers

    heat = settings.overlay if isinstance(settings.overlay, Heat) else Heat(store)
    settings.overlay = heat
    tools = [
        python.run_python, timers.set_timer, timers.cancel_timer, timers.timer_left, timers.add_time, timers.set_alarm,
        timers.cancel_alarm, timers.list_alarms, timers.set_reminder, timers.list_reminders, timers.cancel_reminder,
        timers.snooze, notes.add_note, notes.read_notes, notes.remove_note, notes.add_to_list, notes.read_list,
        notes.remove_from_list, notes.clear_list, notes.list_lists, convert.convert, clock.clock,
        system.system_status, *house_tools(settings, heat),
    ]  # fmt: skip
    context = ToolContext(store, sandbox=LimitedSandbox(sandbox, settings, config), normalise=normalise)

    def hidden() -> set[str]:
        off = {tool.name for tool in tools if _forbidden(settings, tool.name) or not settings.snapshot().on("tools")}
        return off | ({"run_python"} if sandbox.trouble else set())

    return Toolbox(tools, context, hidden=hidden, forbidden=lambda name: _forbidden(settings, name))


class LimitedSandbox:
    """A sandbox whose limits follow the settings; what a tool sees of it."""

    def __init__(self, sandbox: Sandbox, settings: Settings, config: Config | None) -> None:
        from assistant.config import Config

        self._sandbox = sandbox
        self._settings = settings
        self._config = config or Config()

    def run(self, code: str) -> Any:
        """See tools.base.RunsCode."""
        self._sandbox.limit(sandbox_limits(self._config, self._settings.snapshot()))
        return self._sandbox.run(code)


def _forbidden(settings: Settings, tool: str) -> str:
    """Why the owner does not let a tool be used; empty: it may be."""
    now = settings.snapshot()
    for setting in SETTINGS:
        if tool in setting.tools and not now.on(setting.name):
            return f"You switched {setting.spoken[0]} off. Say: allow {setting.spoken[0]}."
    return ""


def is_quiet(now: Snapshot, at: datetime) -> bool:
    """Whether these are the quiet hours."""
    span = now.values["quiet_hours"]
    return isinstance(span, str) and in_span(span, at.hour * 60 + at.minute)


class LanguageCommands:
    """The commands of the language that the settings name; each language is read when it is first spoken."""

    def __init__(self, settings: Settings, own: Path, tools: Collection[str] = ()) -> None:
        self._settings = settings
        self._own = own
        self._tools = tools
        self._read: dict[str, Commands] = {}

    def now(self) -> Commands:
        """Raises ConfigError when the owner's commands are wrong."""
        from assistant.think.commands import Commands

        code = LANGUAGES.get(str(self._settings.snapshot().values["language"]), "en")
        if code not in self._read:
            read = Commands.load(code, self._own, self._settings.options)
            if self._tools:
                read.check(self._tools)
            self._read[code] = read
        return self._read[code]


def _brain(
    config: Config,
    settings: Settings,
    toolbox: Toolbox,
    sandbox: Sandbox,
    store: Store,
    model: ChatModel,
    thinking: Worker,
    doing: Worker,
    *,
    bundled: bool,
) -> Responder:
    from assistant.think.brain import Brain, CommandResponder, Hands
    from assistant.think.numbers import normalise
    from assistant.think.party import Heat
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
        turns=lambda: int(settings.snapshot().number("history_length")),
    )
    heat = settings.overlay
    assert isinstance(heat, Heat)
    commands = LanguageCommands(settings, commands_file(), toolbox.known())
    commands.now()  # the owner's mistakes are told at the start

    def going_on() -> set[str]:
        return heat.party().going_on() | _states(settings, store)

    # A bigger model adds toasts and goes on with stories; the starter would only talk nonsense.
    first = CommandResponder(
        commands.now, hands, going_on=going_on, joined=settings.join, decorator=None if bundled else answer
    )
    return Brain([first, answer])


def _states(settings: Settings, store: Store) -> set[str]:
    from tools.timers import ringing

    asleep = {"asleep"} if settings.snapshot().on("sleep") else set()
    return asleep | ({"ringing"} if ringing(store) else set())


def _sampling(config: Config, settings: Settings) -> Sampling:
    now = settings.snapshot()
    seed = now.values["seed"]
    return Sampling(
        temperature=now.number("temperature"),
        top_k=int(now.number("top_k")),
        top_p=now.number("top_p"),
        min_p=now.number("min_p"),
        repeat_penalty=now.number("repetition_penalty"),
        seed=int(seed) if isinstance(seed, int | float) else None,
        max_tokens=min(config.model.max_tokens, TOKENS[int(now.number("answer_length"))]),
        thinking_tokens=int(now.number("thinking_budget")),
    )


def _pace(now: Snapshot, at: datetime) -> tuple[float, float]:
    """Rate and volume as factors; 80 percent is the voice's own level. The quiet hours have a level of their own."""
    volume = now.number("volume")
    if is_quiet(now, at):
        volume = min(volume, now.number("quiet_volume"))
    return now.number("speech_rate"), volume / 80


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

    def now() -> tuple[str, int]:
        if settings and (other := OTHER_VOICES.get(str(settings.get("language")))):
            return other
        return VOICES.get(str(settings.get("voice")) if settings else "amy", VOICES["amy"])

    return EspeakSynthesizer(now=now)


def make_transcriber(config: Config, *, live: bool = True) -> Transcriber:
    """faster-whisper when a model is there, else pocketsphinx; live=False for recordings."""
    folder = whisper_folder(config)
    if folder is not None:
        from assistant.hear.stt_whisper import WhisperTranscriber

        return WhisperTranscriber(folder, config.hear.language)
    from assistant.hear.stt_pocketsphinx import PocketsphinxTranscriber

    return PocketsphinxTranscriber(config.hear.language, live=live, own=commands_file())


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

    wake = OpenWakeWord(str(settings.get("wake_word")) if settings else config.wake.phrase)

    def options() -> ListenerOptions:
        now = settings.snapshot() if settings else None
        if now:
            wake.listen_for(str(now.values["wake_word"]))
        sensitivity = now.number("wake_word_sensitivity") if now else 0.5
        return ListenerOptions(
            threshold=min(max(1.0 - sensitivity, 0.05), 0.95),
            pause_seconds=now.number("pause_length") if now else config.hear.pause_seconds,
            wait_seconds=config.hear.wait_seconds,
            max_seconds=config.hear.max_seconds,
        )

    return Listener(wake, SileroVoice(), transcriber or make_transcriber(config), options)
