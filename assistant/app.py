"""Puts a house together: which engine does what, as the configuration and this machine allow.

Nothing else in the package chooses an engine. Each `make_...` builds one and raises a HearthError that says what is
missing; a House holds the parts that think, and closes them in the right order.
"""

from __future__ import annotations

import asyncio
import os
import shlex
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.engines import Dialogue, Sampling
from assistant.errors import EngineError, HearthError, ToolUnavailableError
from assistant.personas import DEFAULT, Persona
from assistant.personas import load_all as load_personas
from assistant.pipeline import Conversation, Mouth
from assistant.settings import Settings, Snapshot, find
from assistant.worker import Worker
from tools.base import Toolbox, ToolContext, ToolError

if TYPE_CHECKING:
    from assistant.config import Config
    from assistant.engines import ChatModel, Responder, Speaker, Synthesizer, Transcriber
    from assistant.events import Event
    from assistant.hear.listener import Listener
    from assistant.think.reply import Style
    from sandbox import Sandbox
    from tools.base import Source, Tool
    from tools.store import Store

VOICES: Mapping[str, tuple[str, int]] = {
    "amy": ("en-us+f5", 50),
    "rose": ("en-us+f3", 55),
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
SURE = 0.5
"""How sure the starter must be of a call (see engines.CallPart)."""
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
    personas: Mapping[str, Persona]
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
async def open_house(
    config: Config, *, folder: Path | None = None, keep: bool = True, seed: int | None = None
) -> AsyncGenerator[House, None]:
    """Open a house and close it again, whatever happens.

    Args:
        config: the configuration.
        folder: where it remembers; None: the configuration's data folder.
        keep: False forgets everything at the end (a demonstration must not change the owner's settings).
        seed: of the model's random numbers, whatever the setting says.

    Raises:
        HearthError: the data folder cannot be used, or the model file is not there or not what it was.
    """
    from assistant.think.brain import Brain, CommandResponder, Hands
    from assistant.think.commands import Commands
    from assistant.think.confirm import ConfirmResponder
    from assistant.think.numbers import normalise
    from assistant.think.reply import ModelResponder, Style
    from sandbox import SandboxError
    from tools.memory import facts
    from tools.store import Store

    data = folder or config.data_folder
    try:
        store = Store(data / STORE_FILE if keep else None)
    except ToolError as error:
        raise HearthError(str(error), "Free the file, or choose another folder with HEARTH_DATA.") from error
    sandbox = make_sandbox(config)
    model, bundled = make_model(config)
    personas, wrong = load_personas(data / "personas")
    sources = Sources(config, data, store=data / STORE_FILE if keep else None)
    thinking, doing, house = Worker("model"), Worker("tools"), Worker("house")
    notices: list[HearthError] = [*wrong]
    warming: asyncio.Task[None] | None = None
    try:
        sources.start()
        try:
            await thinking.call(model.load, interrupt=model.interrupt)
        except EngineError as error:
            if not config.model.url:
                raise
            notices.append(error)  # the server may come yet, and what needs no model works
        try:
            await doing.call(sandbox.check)
            sandbox.warm()
        except SandboxError as error:
            notices.append(EngineError(f"Programs cannot be run: {error.message}", error.remedy))
        notices += await house.call(sources.ready)
        settings = Settings(store, {"voice": tuple(VOICES), "persona": tuple(personas)})
        toolbox = make_toolbox(store, settings, sandbox, sources.all, data / "files" if keep else None)
        greeting = partial(_greeting, personas)
        hands = Hands(toolbox, doing, sandbox.interrupt, house, greeting)
        answer = ModelResponder(
            model,
            thinking,
            hands,
            partial(_sampling, config, settings, personas, seed),
            lambda: system_message(settings.snapshot(), personas, facts(store)),
            _starter_style() if bundled else Style(),
        )
        confirm = ConfirmResponder(hands, answer, normalise)
        brain = Brain([confirm, CommandResponder(Commands.load(more={"persona": personas}), hands), answer])
        if not bundled:
            warming = asyncio.create_task(answer.warm())
        yield House(config, store, settings, sandbox, toolbox, model, brain, personas, notices)
    finally:
        if warming is not None:
            warming.cancel()
            await asyncio.wait({warming})
        sandbox.interrupt()
        model.interrupt()
        await thinking.call(model.close)
        await doing.call(sandbox.close)
        for worker in (thinking, doing, house):
            await worker.close()
        sources.close()
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


def make_model(config: Config) -> tuple[ChatModel, bool]:
    """The language model: a server when one is configured, else a file; and whether it is the bundled starter."""
    if config.model.url:
        from assistant.think.llm_server import ServerChatModel

        key = os.environ.get(config.model.key_variable, "")
        return ServerChatModel(config.model.url, config.model.name, key=key, context=config.model.context), False
    from assistant.models.registry import language_model
    from assistant.think.llm import LlamaChatModel

    file = language_model(Path(config.model.path).expanduser() if config.model.path else None)
    if file.bundled:
        # One thread is fastest, and it was trained on conversations of up to 288 tokens.
        return LlamaChatModel(file, context=512, threads=1, prompt=180), True
    return LlamaChatModel(
        file,
        context=config.model.context,
        threads=config.model.threads,
        gpu_layers=config.model.gpu_layers,
        cache_mb=config.model.cache_mb,
    ), False


class Sources:
    """Tools from outside: the owner's folder, and MCP servers."""

    def __init__(self, config: Config, data: Path, store: Path | None) -> None:
        from tools.mcp_servers import McpServers, ServerOptions
        from tools.owner import OwnerTools

        folder = Path(config.tools.folder).expanduser() if config.tools.folder else data / "tools"
        taken = [tool.name for tool in house_tools()]
        self.owner = OwnerTools(folder, store, taken)
        servers = {
            name: ServerOptions(
                tuple(shlex.split(server.command)), server.env, server.url, server.headers, server.seconds, server.trust
            )
            for name, server in config.mcp.items()
        }
        self.servers = McpServers(servers, taken)
        self.all: list[Source] = [self.owner, self.servers]

    def start(self) -> None:
        """Connect to the servers, in the background."""
        self.servers.start()

    def ready(self) -> list[HearthError]:
        """Wait until it is known which tools there are; what is wrong with some."""
        self.owner.tools()
        self.servers.wait()
        remedy = "Mend the file; it is read again when it changes."
        wrong: list[HearthError] = [ToolUnavailableError(trouble, remedy) for trouble in self.owner.troubles()]
        remedy = "Look at its section under [mcp] in the configuration."
        return wrong + [ToolUnavailableError(trouble, remedy) for trouble in self.servers.troubles()]

    def close(self) -> None:
        """End the connections."""
        self.servers.close()


def house_tools() -> list[Tool]:
    """The tools of the house that need no setting."""
    from tools import clock, convert, memory, notes, python, shell, system, timers

    return [
        python.run_python, shell.run_shell, timers.set_timer, timers.cancel_timer, timers.timer_left, timers.set_alarm,
        timers.set_reminder, notes.add_note, notes.add_to_list, notes.read_list, memory.remember, memory.forget,
        memory.list_facts, memory.forget_everything, convert.convert, clock.clock, system.system_status,
    ]  # fmt: skip


def make_toolbox(
    store: Store, settings: Settings, sandbox: Sandbox, sources: Sequence[Source] = (), files: Path | None = None
) -> Toolbox:
    """All tools; programs are not offered while nothing can be run. files: where programs' files are kept."""
    from assistant.think.house_tools import setting_tools
    from assistant.think.numbers import normalise

    tools = [*house_tools(), *setting_tools(settings)]
    context = ToolContext(store, sandbox=sandbox, normalise=normalise, files=files)
    unable = ("run_python", "run_shell")
    return Toolbox(tools, context, hidden=lambda: unable if sandbox.trouble else (), sources=sources)


def _starter_style() -> Style:
    """The starter reads normalised text and short results, and puts only a program's result into words."""
    from assistant.think.numbers import normalise
    from assistant.think.reply import Style, follows_on

    return Style(
        prepare=normalise,
        follows_on=follows_on,
        result_characters=60,
        retold=lambda tool: tool == "run_python",
        rounds=4,
        as_written=False,
        surest=SURE,
    )


def _sampling(config: Config, settings: Settings, personas: Mapping[str, Persona], chosen_seed: int | None) -> Sampling:
    now = settings.snapshot()
    seed = now.values["seed"] if chosen_seed is None else chosen_seed
    persona = personas.get(str(now.values["persona"]))
    own = persona.sampling if persona else {}

    def number(name: str) -> float:
        """The setting; what the persona wants while it has not been set."""
        kept = now.number(name)
        return own[name] if name in own and kept == find(name).default else kept

    return Sampling(
        temperature=number("temperature"),
        top_k=int(number("top_k")),
        top_p=number("top_p"),
        min_p=number("min_p"),
        seed=int(seed) if isinstance(seed, int | float) else None,
        max_tokens=min(config.model.max_tokens, TOKENS[int(now.number("answer_length"))]),
        thinking=int(now.number("thinking_budget")),
    )


def _greeting(personas: Mapping[str, Persona], name: str) -> str:
    return personas[name].greeting if name in personas else ""


def _pace(now: Snapshot) -> tuple[float, float]:
    """Rate and volume as factors; 80 percent is the voice's own level."""
    return now.number("speech_rate"), now.number("volume") / 80


def system_message(now: Snapshot, personas: Mapping[str, Persona], known: Sequence[str] = ()) -> str:
    """What a model is told about who it is. The same settings give the same bytes, so its prefix stays cached.

    Args:
        now: the settings.
        personas: by name.
        known: facts and standing instructions of the owner, the oldest first; a new one changes only the end.
    """
    persona = personas.get(str(now.values["persona"])) or personas[DEFAULT]
    length = LENGTHS[int(now.number("answer_length"))]
    facts = "".join(f"\n- {fact}" for fact in known)
    remembered = f"\n\nYour owner told you to keep in mind:{facts}" if facts else ""
    return (
        f"{persona.prompt}\n\nWhat you write is spoken aloud, so write plain sentences without lists, tables or markup,"
        f" and answer {length}. Use a tool whenever it helps: calculate with run_python instead of in your head, and"
        f" never invent a result.{remembered}"
    )


def make_synthesizer(config: Config, settings: Settings | None = None) -> Synthesizer:
    """Piper when a voice is configured, else the bundled one in the voice that the settings name."""
    if config.speak.piper_voice:
        from assistant.speak.tts_piper import PiperSynthesizer

        return PiperSynthesizer(Path(config.speak.piper_voice).expanduser())
    from assistant.speak.tts_espeak import EspeakSynthesizer

    name = str(settings.get("voice")) if settings else "amy"
    if settings and name == find("voice").default:
        personas, _ = load_personas(config.data_folder / "personas")
        persona = personas.get(str(settings.get("persona")))
        name = persona.voice if persona and persona.voice else name
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
