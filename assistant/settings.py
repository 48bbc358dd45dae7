"""What speech may change while Hearth runs. Each setting is declared once, here.

The declaration makes the spoken command (phrases.py), the model's tool (think/house_tools.py), `hearth settings`, the
reference page docs/settings.md and the check of every value. Every change is bounded, can be undone and done again,
and is kept across restarts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

from assistant.errors import SettingError
from assistant.values import either, in_unit, shown_number, shown_span, spoken_number, spoken_span, spoken_switch

if TYPE_CHECKING:
    from tools.store import Store

Value = float | int | str | bool | None
Kind = Literal["number", "choice", "switch", "hours"]
Scope = Literal["conversation", "house"]
Row = tuple[str, str, Any]
"""What the store keeps: scope, key, value."""

UNDO_DEPTH = 50
LOCAL = "local"
"""The conversation at the machine's own microphone."""
CONVERSATION: ContextVar[str] = ContextVar("conversation", default=LOCAL)
"""Whose settings are read and changed here: each conversation has its own values of scope "conversation"."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set by voice."""

    name: str
    spoken: Sequence[str]
    """How people call it in English; the first is how Hearth calls it. Other languages: their commands.yaml."""
    doc: str
    """What it does, in one sentence."""
    default: Value
    low: float = 0.0
    high: float = 1.0
    step: float = 0.1
    """What "a bit more" means; "much more" is three steps."""
    unit: str = ""
    whole: bool = False
    choices: Sequence[str] = ()
    """For a choice; what is installed may add to them."""
    kind: Kind = "number"
    scope: Scope = "house"
    words: Mapping[str, float] = field(default_factory=dict)
    """Words for values ("short"), for a number."""
    tools: Sequence[str] = ()
    """For a switch that allows tools: their names."""
    empty: str = ""
    """What None is called, where None is a value ("random")."""


def _tool(name: str, spoken: Sequence[str], doc: str, *tools: str) -> Setting:
    return Setting(f"tool_{name}", spoken, doc, True, kind="switch", tools=tools)


SETTINGS: Sequence[Setting] = (
    # How the model draws its words.
    Setting("temperature", ("temperature", "temp", "heat"), "How wild the answers are.", 0.7, 0.0, 5.0, 0.2,
            scope="conversation"),
    Setting("top_p", ("top p", "nucleus"), "Keeps the likeliest words up to this probability.", 0.95, 0.0, 1.0, 0.05,
            scope="conversation"),
    Setting("top_k", ("top k",), "Keeps this many of the likeliest words; 0 keeps all.", 40, 0, 1000, 10, whole=True,
            scope="conversation"),
    Setting("min_p", ("min p", "minimum p"), "Drops words below this share of the likeliest.", 0.05, 0.0, 1.0, 0.01,
            scope="conversation"),
    Setting("repetition_penalty", ("repetition penalty", "repeat penalty", "penalty"),
            "How much words that were said already are avoided; 1 is not at all.", 1.0, 1.0, 2.0, 0.05,
            scope="conversation"),
    Setting("seed", ("seed", "random seed"), "The same seed gives the same answers.", None, 0, 2**31 - 1, 1,
            whole=True, scope="conversation", empty="random"),
    Setting("answer_length", ("answer length", "answers", "reply length"), "1: a few words; 5: at length.", 3, 1, 5, 1,
            whole=True, scope="conversation",
            words={"very short": 1, "tiny": 1, "short": 2, "brief": 2, "medium": 3, "normal": 3, "long": 4,
                   "very long": 5}),
    Setting("thinking_budget", ("thinking budget", "thinking limit"),
            "How many tokens a model that thinks may think before it answers.", 512, 0, 32768, 256, "tokens",
            whole=True, scope="conversation"),
    Setting("history_length", ("history length", "memory length", "history"),
            "How many of the last turns the model gets to read again.", 20, 0, 200, 5, "turns", whole=True,
            scope="conversation"),
    Setting("persona", ("persona", "personality", "character"), "Who Hearth pretends to be.", "hearth", kind="choice",
            choices=("hearth", "pirate", "butler", "poet", "robot"), scope="conversation"),
    # How it speaks.
    Setting("voice", ("voice",), "The voice it speaks with.", "amy", kind="choice",
            choices=("amy", "alan", "rose", "george")),
    Setting("speech_rate", ("speech rate", "speaking speed", "speech speed", "speed"),
            "How fast it speaks; 1 is normal.", 1.0, 0.5, 2.0, 0.15, "times"),
    Setting("volume", ("volume", "loudness"), "How loud it speaks.", 80, 0, 100, 10, "percent", whole=True),
    Setting("mute", ("mute",), "Speaks nothing but what rings; answers are only shown.", False, kind="switch"),
    Setting("quiet_hours", ("quiet hours",),
            "A span of the day in which it speaks softly and reminders wait; timers and alarms ring all the same.",
            None, kind="hours", empty="off"),
    Setting("quiet_volume", ("quiet volume", "night volume"), "How loud it speaks at most in the quiet hours.", 30, 0,
            100, 10, "percent", whole=True),
    # How it listens.
    Setting("language", ("language",), "The language of spoken commands.", "english", kind="choice",
            choices=("english", "chinese")),
    Setting("wake_word", ("wake word", "wake phrase"), "The words it wakes up to.", "hey jarvis", kind="choice",
            choices=("hey jarvis", "alexa", "hey mycroft", "hey marvin")),
    Setting("wake_word_sensitivity", ("wake word sensitivity", "sensitivity"),
            "How easily the wake word is heard.", 0.5, 0.0, 1.0, 0.1),
    Setting("pause_length", ("pause length", "pause", "patience"),
            "How long a silence ends what you say.", 0.7, 0.2, 3.0, 0.2, "seconds"),
    Setting("interruption", ("interruption", "interruptions", "barge in"),
            "Whether the wake word cuts an answer short.", True, kind="switch"),
    Setting("sleep", ("sleep", "sleep mode"), "Whether it sleeps: then it obeys nothing but \"wake up\".", False,
            kind="switch"),
    # What it may use.
    Setting("tools", ("tools", "all tools"), "Whether the model may use tools at all; commands still work.", True,
            kind="switch"),
    _tool("programs", ("programs", "the python tool", "running code"), "Whether programs may be run in the sandbox.",
          "run_python"),
    _tool("timers", ("timers", "the timer tool"), "Whether timers may be set.", "set_timer"),
    _tool("alarms", ("alarms", "the alarm tool"), "Whether alarms may be set.", "set_alarm"),
    _tool("reminders", ("reminders", "the reminder tool"), "Whether reminders may be set.", "set_reminder"),
    _tool("notes", ("notes", "the notes tool"), "Whether notes may be taken and read.", "add_note", "read_notes",
          "remove_note"),
    _tool("lists", ("lists", "the list tool"), "Whether lists may be written and read.", "add_to_list", "read_list",
          "remove_from_list", "clear_list"),
    _tool("units", ("unit conversion", "the converter"), "Whether units may be converted.", "convert"),
    _tool("system", ("system status", "the system tool"), "Whether this machine may be looked at.", "system_status"),
    Setting("sandbox_time", ("sandbox time", "program time", "time limit"), "How long a program may run.", 10.0, 0.5,
            3600.0, 5.0, "seconds"),
    Setting("sandbox_memory", ("sandbox memory", "program memory", "memory limit"),
            "How much memory a program may use.", 256, 32, 65536, 128, "megabytes", whole=True),
    # The party.
    Setting("house_step", ("house step", "party step", "heat per drink"), "What one drink adds to the temperature.",
            0.5, 0.05, 2.0, 0.1),
    Setting("party_limit", ("party limit", "heat limit", "hottest"), "The temperature that drinks cannot raise.", 3.0,
            1.0, 5.0, 0.5),
    Setting("party_scoring", ("party scoring", "scoring"), "What is counted: drinks, or sips without alcohol.",
            "drinks", kind="choice", choices=("drinks", "sips")),
    Setting("hourly_limit", ("hourly limit", "drinks per hour", "drink limit"),
            "Drinks a player may have in an hour before they stop counting; 0 is no limit.", 4, 0, 100, 1, "drinks",
            whole=True),
    Setting("pace_warning", ("pace warning", "pace limit"),
            "Drinks in an hour from which a player is warned; 0 never warns.", 3, 0, 100, 1, "drinks", whole=True),
    Setting("water_round", ("water rounds", "water round"),
            "After how many drinks of all players a round of water is called; 0 never.", 6, 0, 100, 1, "drinks",
            whole=True),
)  # fmt: skip

_BY_NAME = {setting.name: setting for setting in SETTINGS}
_LIMITS = {
    "max": "high", "maximum": "high", "full": "high", "highest": "high", "min": "low", "minimum": "low",
    "lowest": "low",
}  # fmt: skip
_SIZES = {"little": 0.5, "": 1.0, "much": 3.0}
"""Steps in "a touch", "a bit" and "a lot"."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All values at one moment; a turn reads one."""

    values: Mapping[str, Value]

    def number(self, name: str) -> float:
        """The value of a numeric setting."""
        value = self.values[name]
        return float(value) if isinstance(value, int | float) else 0.0

    def on(self, name: str) -> bool:
        """The value of a switch."""
        return bool(self.values[name])


class Overlay(Protocol):
    """Something that bends values while it lasts (the party's heat), without touching the owner's own."""

    def bend(self, own: dict[str, Value]) -> dict[str, Value]:
        """The values that count now."""

    def hold(self, name: str) -> Any:
        """The owner sets `name` to a value of their own: stop bending it. Returns what `release` needs, or None."""

    def release(self, held: Any) -> None:
        """Undo a `hold`."""


class Settings:
    """The values, kept in the store.

    Args:
        store: where they are kept.
        choices: more choices for a setting of words (installed voices, personas of the owner).
        defaults: other defaults than the declared ones (what the configuration file says).
    """

    def __init__(
        self,
        store: Store,
        choices: Mapping[str, Sequence[str] | Callable[[], Sequence[str]]] | None = None,
        defaults: Mapping[str, Value] | None = None,
    ) -> None:
        self._store = store
        self._choices = dict(choices or {})
        self._defaults = {setting.name: setting.default for setting in SETTINGS} | dict(defaults or {})
        self._cache: dict[str, tuple[tuple[int, int], Snapshot]] = {}
        self.overlay: Overlay | None = None

    def get(self, name: str) -> Value:
        """The value of a setting, given by its name or by how people call it."""
        return self.snapshot().values[find(name).name]

    def snapshot(self) -> Snapshot:
        """All values now. Costs microseconds as long as nothing was changed, here or by another process."""
        here, version = CONVERSATION.get(), self._store.version()
        cached = self._cache.get(here)
        if cached is not None and cached[0] == version:
            return cached[1]
        own = self._own()
        found = Snapshot(self.overlay.bend(own) if self.overlay else own)
        self._cache[here] = version, found
        return found

    def own(self, name: str) -> Value:
        """The owner's own value, whatever bends it now."""
        return self._own()[find(name).name]

    def default(self, name: str) -> Value:
        """What `reset` goes back to."""
        return self._defaults[find(name).name]

    def set(self, name: str, said: str) -> tuple[Setting, Value]:
        """Set to a spoken value ("1.2", "max", "30 percent", "1 and a half times normal", "pirate", "off").

        Raises:
            SettingError: no such setting, not a value, or out of bounds (the sentence names the bounds).
        """
        found = find(name)
        value = self._parse(found, said.strip().lower())
        self._keep(found, value)
        return found, value

    def change(self, name: str, direction: str, by: str = "", size: str = "") -> tuple[Setting, Value]:
        """Move "up" or "down" by a spoken amount, or by the setting's step; stops at the bounds.

        Args:
            name: which.
            direction: "up" or "down".
            by: a spoken amount ("0.2", "10 percent"); empty: the step.
            size: "little", "" or "much": how many steps.
        """
        found = find(name)
        if found.kind == "switch":
            self._keep(found, direction == "up")
            return found, direction == "up"
        if found.kind != "number":
            remedy = f"Choose {either(self.options(found))}." if found.kind == "choice" else ""
            raise SettingError(f"The {found.spoken[0]} has no more or less.", remedy)
        amount = found.step * _SIZES.get(size, 1.0)
        if found.whole:
            amount = max(1, round(amount))
        if by:
            number = spoken_number(by)
            if number is None:
                raise SettingError(f"I do not know how much {by} is.", "Say a number.")
            amount = _scaled(found, by, number)
        now = self.get(name)
        base = float(now) if isinstance(now, int | float) else 0.0
        moved = base + amount if direction == "up" else base - amount
        value = _fit(found, min(max(moved, found.low), found.high))
        self._keep(found, value)
        return found, value

    def reset(self, name: str = "") -> Setting | None:
        """Back to the default; without a name, all of them."""
        if name:
            found = find(name)
            self._keep(found, None)
            return found
        kept = [(scope, key, value) for scope in self._scopes() for key, value in self._store.all(scope).items()]
        pushed = self._pushed([[key, value] for _, key, value in kept])
        self._store.put_all([*((scope, key, None) for scope, key, _ in kept), *pushed])
        return None

    def undo(self) -> list[tuple[Setting, Value]]:
        """Take the last change back; returns what has which value again, nothing when there is nothing to undo."""
        return self._swap("undo", "redo")

    def redo(self) -> list[tuple[Setting, Value]]:
        """Make the last change that was undone again."""
        return self._swap("redo", "undo")

    def join(self, count: int) -> None:
        """Make the last `count` changes one, so that one "undo" takes back what was said in one breath."""
        stack = self._stack("undo")
        if count > 1 and len(stack) >= count:
            joined: dict[str, Any] = {}
            for step in stack[-count:]:
                for key, value in step:
                    joined.setdefault(key, value)
            self._store.put_all([self._stacked("undo", [*stack[:-count], [list(item) for item in joined.items()]])])

    def save_preset(self, preset: str) -> None:
        """Keep all of the owner's values under a name."""
        self._store.put("preset", preset, {name: [value] for name, value in self._own().items()})

    def load_preset(self, preset: str) -> None:
        """Take the values of a preset.

        Raises:
            SettingError: there is none of that name.
        """
        kept = self._preset(preset)
        own = {scope: self._store.all(scope) for scope in self._scopes()}
        before: list[list[Any]] = []
        rows: list[Row] = []
        for name, [value] in kept.items():
            if name in _BY_NAME and value != self.own(name):
                scope = self._scope(_BY_NAME[name])
                before.append([name, own[scope].get(name)])
                rows.append((scope, name, None if value == self._defaults[name] else [value]))
        self._store.put_all([*rows, *self._pushed(before)])

    def forget_preset(self, preset: str) -> None:
        """Delete a preset. Raises SettingError when there is none."""
        self._preset(preset)
        self._store.put("preset", preset, None)

    def presets(self) -> list[str]:
        """Their names."""
        return sorted(self._store.all("preset"))

    def options(self, setting: Setting) -> list[str]:
        """The choices of a setting of words."""
        more = self._choices.get(setting.name, ())
        return list(dict.fromkeys([*setting.choices, *(more() if callable(more) else more)]))

    def _preset(self, preset: str) -> dict[str, Any]:
        presets = self._store.all("preset")
        if preset not in presets:
            known = either(sorted(presets)) if presets else "none is saved yet"
            raise SettingError(
                f"There is no preset called {preset}.", f"There is {known}." if presets else f"So far {known}."
            )
        found: dict[str, Any] = presets[preset]
        return found

    def _own(self) -> dict[str, Value]:
        kept: dict[str, Any] = {}
        for scope in self._scopes():
            kept |= self._store.all(scope)
        return {name: kept[name][0] if name in kept else default for name, default in self._defaults.items()}

    def _scopes(self) -> list[str]:
        return ["setting", f"setting of {CONVERSATION.get()}"]

    def _scope(self, setting: Setting) -> str:
        return self._scopes()[setting.scope == "conversation"]

    def _parse(self, setting: Setting, said: str) -> Value:
        if setting.empty and said in ("random", "none", "off", setting.empty):
            return None
        if setting.kind == "choice":
            options = self.options(setting)
            for option in sorted(options, key=len, reverse=True):
                if f" {option} " in f" {said} ":
                    return option
            raise SettingError(f"There is no {setting.spoken[0]} {said}.", f"Choose {either(options)}.")
        if setting.kind == "switch":
            switched = spoken_switch(said)
            if switched is None:
                raise SettingError(f"{said} is not a value for {setting.spoken[0]}.", "Say on or off.")
            return switched
        if setting.kind == "hours":
            span = spoken_span(said)
            if span is None:
                raise SettingError(f"{said} is not a span of hours.", "Say for example: from 10 pm to 7 am; or off.")
            return span
        if said in setting.words:
            return _fit(setting, setting.words[said])
        limit = next((which for word, which in _LIMITS.items() if word in said.split()), "")
        if limit:
            return _fit(setting, getattr(setting, limit))
        number = spoken_number(said)
        if number is None:
            raise SettingError(f"{said} is not a value for the {setting.spoken[0]}.", bounds(setting))
        number = _scaled(setting, said, number)
        if not setting.low <= number <= setting.high:
            raise SettingError(f"The {setting.spoken[0]} cannot be {shown_number(number)}.", bounds(setting))
        return _fit(setting, number)

    def _keep(self, setting: Setting, value: Value) -> None:
        scope = self._scope(setting)
        before: list[list[Any]] = [[setting.name, self._store.get(scope, setting.name, None)]]
        if self.overlay and (held := self.overlay.hold(setting.name)) is not None:
            before.append(["overlay", held])
        resets = value is None and not setting.empty
        kept = None if resets or value == self._defaults[setting.name] else [value]
        self._store.put_all([(scope, setting.name, kept), *self._pushed(before)])

    def _pushed(self, before: list[list[Any]]) -> list[Row]:
        """The rows that make `before` what the next undo goes back to."""
        return [self._stacked("undo", [*self._stack("undo"), before]), self._stacked("redo", [])]

    def _swap(self, take: str, give: str) -> list[tuple[Setting, Value]]:
        stack = self._stack(take)
        if not stack:
            return []
        last = stack.pop()
        back = []
        rows: list[Row] = []
        for key, value in last:
            if key == "overlay":
                if self.overlay:
                    self.overlay.release(value)
            elif key in _BY_NAME:
                scope = self._scope(_BY_NAME[key])
                back.append([key, self._store.get(scope, key, None)])
                rows.append((scope, key, value))
        rows += [self._stacked(take, stack), self._stacked(give, [*self._stack(give), back])]
        self._store.put_all(rows)
        return [(_BY_NAME[key], self.get(key)) for key, _ in back]

    def _stack(self, which: str) -> list[list[list[Any]]]:
        stack: list[list[list[Any]]] = self._store.get("settings", f"{which} of {CONVERSATION.get()}", [])
        return stack

    def _stacked(self, which: str, stack: list[list[list[Any]]]) -> Row:
        return "settings", f"{which} of {CONVERSATION.get()}", stack[-UNDO_DEPTH:] or None


def find(name: str) -> Setting:
    """The setting of that name, or that people call so.

    Raises:
        SettingError: there is none; the sentence names some that there are.
    """
    key = name.strip().lower().replace(" ", "_")
    said = key.replace("_", " ")
    for candidate in (said, said.split(" ", 1)[-1] if said.startswith(("the ", "your ", "my ")) else said):
        if (key := candidate.replace(" ", "_")) in _BY_NAME:
            return _BY_NAME[key]
        for setting in SETTINGS:
            if candidate in setting.spoken:
                return setting
    import difflib

    names = {spoken: setting.spoken[0] for setting in SETTINGS for spoken in setting.spoken}
    near = difflib.get_close_matches(said, names, 1, cutoff=0.6)
    remedy = f"Did you mean {names[near[0]]}?" if near else "Ask: what can I change?"
    raise SettingError(f"There is no setting called {said}.", remedy)


def describe(setting: Setting, value: Value) -> str:
    """ "volume 30 percent", "seed random", "mute on"."""
    return f"{setting.spoken[0]} {shown(setting, value)}"


def shown(setting: Setting, value: Value) -> str:
    """A value as it is said: "30 percent", "random", "on", "from 22:00 to 07:00"."""
    if value is None:
        return setting.empty or "unset"
    if isinstance(value, bool):
        return "on" if value else "off"
    if setting.kind == "hours":
        return shown_span(str(value))
    text = shown_number(value) if isinstance(value, int | float) else value
    return f"{text} {setting.unit}" if setting.unit else text


def bounds(setting: Setting) -> str:
    """The sentence that names them."""
    unit = f" {setting.unit}" if setting.unit else ""
    return f"It goes from {shown_number(setting.low)} to {shown_number(setting.high)}{unit}."


def _scaled(setting: Setting, said: str, number: float) -> float:
    """The number in the setting's unit: gigabytes, minutes, and percents of a setting from 0 to 1."""
    if "percent" in said and not setting.unit and setting.high <= 1.0:
        return number / 100
    return in_unit(said, number, setting.unit)


def _fit(setting: Setting, number: float) -> Value:
    return round(number) if setting.whole else round(number, 4)
