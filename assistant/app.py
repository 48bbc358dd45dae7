"""Puts a house together from the parts (parts.py): a House holds what thinks, and closes it in the right order."""

from __future__ import annotations

import asyncio
import shlex
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.engines import Dialogue, Sampling
from assistant.errors import EngineError, HearthError, ToolUnavailableError
from assistant.parts import VOICES, make_model, make_sandbox, sandbox_limits
from assistant.personas import DEFAULT, Persona
from assistant.personas import load_all as load_personas
from assistant.phrases import LANGUAGES
from assistant.pipeline import Conversation, Mouth
from assistant.settings import SETTINGS, Value, find
from assistant.settings_store import Settings, Snapshot
from assistant.values import in_span
from assistant.worker import Worker
from tools.base import Toolbox, ToolContext, ToolError
from tools.whole import whole

if TYPE_CHECKING:
    from assistant.config import Config
    from assistant.engines import ChatModel, Responder, Speaker, Synthesizer
    from assistant.events import Event
    from assistant.think.brain import Hands
    from assistant.think.commands import LanguageCommands
    from sandbox import Sandbox
    from tools.base import Source, Tool
    from tools.store import Store

TOKENS = {1: 48, 2: 120, 3: 300, 4: 600, 5: 1024}
"""The longest answer in tokens, by the setting answer_length."""
LENGTHS = {
    1: "in a few words",
    2: "in one sentence",
    3: "in two or three sentences",
    4: "in a paragraph",
    5: "at length",
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
    personas: Mapping[str, Persona]
    notices: list[HearthError]
    """What does not work now, for people to know: the rest of the house works all the same."""

    def due(self) -> list[str]:
        """What is to be announced now (timers that ring). In the quiet hours reminders wait.

        Raises:
            HearthError: what Hearth remembers cannot be read now.
        """
        from tools.timers import due

        now = datetime.now()
        try:
            return due(self.store, now, held=("reminder",) if is_quiet(self.settings.snapshot(), now) else ())
        except ToolError as error:
            raise HearthError(str(error), "Timers and reminders ring when it can be read again.") from error

    def mouth(self, synthesizer: Synthesizer, speaker: Speaker, workers: tuple[Worker, Worker]) -> Mouth:
        """A mouth that speaks as fast and as loud as the settings say."""
        return Mouth(
            synthesizer,
            speaker,
            *workers,
            pace=lambda: pace(self.settings.snapshot(), datetime.now()),
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
async def open_house(
    config: Config,
    *,
    folder: Path | None = None,
    keep: bool = True,
    seed: int | None = None,
    now: Callable[[], datetime] = datetime.now,
) -> AsyncGenerator[House, None]:
    """Open a house and close it again, whatever happens.

    Args:
        config: the configuration.
        folder: where it remembers; None: the configuration's data folder.
        keep: False forgets everything at the end (a demonstration must not change the owner's settings).
        seed: of the model's random numbers, whatever the setting says.
        now: the clock that the tools look at.

    Raises:
        HearthError: the data folder cannot be used, or the model file is not there or not what it was.
    """
    from assistant.think.brain import Brain, Hands
    from assistant.think.commands import LanguageCommands
    from assistant.think.confirm import ConfirmResponder
    from assistant.think.numbers import normalise
    from assistant.think.reply import ModelResponder, Style
    from assistant.think.starter import starter_style
    from sandbox import SandboxError
    from tools.memory import facts
    from tools.store import Store

    data = folder or config.data_folder
    try:
        store = Store(data / STORE_FILE if keep else None)
    except ToolError as error:
        raise HearthError(str(error), "Free the file, or choose another folder with HEARTH_DATA.") from error
    model, bundled = make_model(config)
    personas, wrong = load_personas(data / "personas")
    settings = make_settings(config, store, personas)
    sandbox = make_sandbox(config, sandbox_limits(config, settings.snapshot()))
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
        toolbox = make_toolbox(store, settings, sandbox, config, sources.all, data / "files" if keep else None, now)
        greeting = partial(_greeting, personas)
        commands = LanguageCommands(settings, config.commands_file, toolbox.known())
        commands.now()  # the owner's mistakes are told at the start
        hands = Hands(
            toolbox, doing, sandbox.interrupt, house, greeting, lambda *call: commands.now().answers.question(*call)
        )
        answer = ModelResponder(
            model,
            thinking,
            hands,
            partial(_sampling, config, settings, personas, seed),
            lambda: system_message(settings.snapshot(), personas, facts(store)),
            starter_style() if bundled else Style(),
            turns=lambda: int(settings.snapshot().number("history_length")),
        )
        # A bigger model adds toasts and goes on with stories; the starter would only talk nonsense.
        first = _commander(commands, settings, store, hands, decorator=None if bundled else answer)
        brain = Brain([ConfirmResponder(hands, answer, normalise, lambda: commands.now().answers), first, answer])
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


def make_settings(config: Config, store: Store, personas: Mapping[str, Persona] | None = None) -> Settings:
    """The settings, with the configuration's values as defaults, and the party's heat over them."""
    from assistant.think.party import Heat

    defaults: dict[str, Value] = {
        "wake_word": config.wake.phrase,
        "pause_length": config.hear.pause_seconds,
        "sandbox_time": config.sandbox.seconds,
        "sandbox_memory": config.sandbox.memory_mb,
        "language": next((name for name, code in LANGUAGES.items() if code == config.hear.language), "english"),
    }
    if personas is None:
        personas, _ = load_personas(config.data_folder / "personas")
    settings = Settings(store, {"voice": tuple(VOICES), "persona": tuple(personas)}, defaults)
    settings.overlay = Heat(store)
    return settings


class Sources:
    """Tools from outside: the owner's folder, and MCP servers."""

    def __init__(self, config: Config, data: Path, store: Path | None) -> None:
        from tools.mcp_servers import McpServers, ServerOptions
        from tools.owner import OwnerTools

        folder = Path(config.tools.folder).expanduser() if config.tools.folder else data / "tools"
        self._named = bool(config.tools.folder)
        taken = [tool.name for tool in plain_tools()]
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
        wrong = self.owner_troubles()
        self.servers.wait()
        remedy = "Look at its section under [mcp] in the configuration."
        return wrong + [ToolUnavailableError(trouble, remedy) for trouble in self.servers.troubles()]

    def owner_troubles(self) -> list[HearthError]:
        """What is wrong with the owner's own tools; their files are read."""
        folder = self.owner.folder
        if self._named and not folder.is_dir():  # the one in the data folder need not be there
            missing = f"The folder of your tools {folder} {'is no folder' if folder.exists() else 'does not exist'}."
            return [ToolUnavailableError(missing, "Make it, or change folder under [tools] in the configuration.")]
        self.owner.tools()
        remedy = "Mend the file; it is read again when it changes."
        return [ToolUnavailableError(trouble, remedy) for trouble in self.owner.troubles()]

    def close(self) -> None:
        """End the connections."""
        self.servers.close()


def plain_tools() -> list[Tool]:
    """The tools of the house that need no setting."""
    from tools import clock, convert, memory, notes, python, shell, system, timers

    return [
        python.run_python, shell.run_shell, timers.set_timer, timers.cancel_timer, timers.timer_left, timers.add_time,
        timers.set_alarm, timers.cancel_alarm, timers.list_alarms, timers.set_reminder, timers.list_reminders,
        timers.cancel_reminder, timers.snooze, notes.add_note, notes.read_notes, notes.remove_note, notes.clear_notes,
        notes.add_to_list, notes.read_list, notes.remove_from_list, notes.clear_list, notes.list_lists,
        memory.remember, memory.forget, memory.list_facts, memory.forget_everything, convert.convert, clock.clock,
        system.system_status,
    ]  # fmt: skip


def make_toolbox(
    store: Store,
    settings: Settings,
    sandbox: Sandbox,
    config: Config | None = None,
    sources: Sequence[Source] = (),
    files: Path | None = None,
    now: Callable[[], datetime] = datetime.now,
) -> Toolbox:
    """All tools; programs are not offered while nothing can be run, and no tool that the owner switched off.

    Args:
        store: what they remember.
        settings: what they read and change.
        sandbox: where programs run.
        config: for the sandbox's limits.
        sources: tools from outside.
        files: where programs' files are kept; None: nowhere.
        now: the clock that they look at.
    """
    from assistant.think.house_tools import house_tools
    from assistant.think.numbers import normalise
    from assistant.think.party import Heat
    from tools.undo import undoable

    heat = settings.overlay if isinstance(settings.overlay, Heat) else Heat(store)
    settings.overlay = heat
    plain = [undoable(tool, settings.kept, settings.record) for tool in plain_tools()]
    tools = [*plain, *house_tools(settings, heat)]
    limited = LimitedSandbox(sandbox, settings, config)
    context = ToolContext(store, now, limited, normalise, files=files)

    def hidden() -> set[str]:
        off = {tool.name for tool in tools if _forbidden(settings, tool.name)}
        return off | ({"run_python", "run_shell"} if sandbox.trouble else set())

    def off() -> str:
        return "" if settings.snapshot().on("tools") else "You switched my tools off. Say: allow tools."

    return Toolbox(tools, context, hidden, sources, forbidden=lambda name: _forbidden(settings, name), off=off)


class LimitedSandbox:
    """A sandbox whose limits follow the settings; what a tool sees of it."""

    def __init__(self, sandbox: Sandbox, settings: Settings, config: Config | None) -> None:
        from assistant.config import Config

        self._sandbox = sandbox
        self._settings = settings
        self._config = config or Config()

    def run(self, code: str, *, session: str | None = None, language: str = "python") -> Any:
        """See tools.base.RunsCode."""
        self._sandbox.limits = sandbox_limits(self._config, self._settings.snapshot())
        return self._sandbox.run(code, session=session, language=language)


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


def _commander(
    commands: LanguageCommands, settings: Settings, store: Store, hands: Hands, decorator: Responder | None
) -> Responder:
    """Who answers commands, in the language that is spoken, with the sentences that make sense now."""
    from assistant.think.brain import CommandResponder
    from assistant.think.party import Heat

    heat = settings.overlay
    assert isinstance(heat, Heat)

    def going_on() -> set[str]:
        return heat.party().going_on() | _states(settings, store)

    return CommandResponder(commands.now, hands, going_on=going_on, joined=settings.join, decorator=decorator)


def _states(settings: Settings, store: Store) -> set[str]:
    from tools.timers import ringing

    asleep = {"asleep"} if settings.snapshot().on("sleep") else set()
    return asleep | ({"ringing"} if ringing(store) else set())


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
        repeat_penalty=now.number("repetition_penalty"),
        seed=int(seed) if isinstance(seed, int | float) else None,
        max_tokens=min(config.model.max_tokens, TOKENS[int(now.number("answer_length"))]),
        thinking=int(now.number("thinking_budget")),
    )


def _greeting(personas: Mapping[str, Persona], name: str) -> str:
    return personas[name].greeting if name in personas else ""


def pace(now: Snapshot, at: datetime) -> tuple[float, float]:
    """Rate and volume as factors; 80 percent is the voice's own level. The quiet hours have a level of their own."""
    volume = now.number("volume")
    if is_quiet(now, at):
        volume = min(volume, now.number("quiet_volume"))
    return now.number("speech_rate"), volume / 80


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
        f" never invent a result.{whole(remembered)}"
    )
