"""What speech may change while Hearth runs. Each setting is declared once, here.

The declaration gives the spoken command, the model's tool, the help and the check. Every change is bounded, can be
undone, and is kept across restarts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.errors import SettingError

if TYPE_CHECKING:
    from tools.store import Store

Value = float | int | str | None

UNDO_DEPTH = 50
_SCOPE = "setting"


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set by voice."""

    name: str
    spoken: Sequence[str]
    """How people call it; the first is how Hearth calls it."""
    doc: str
    """What it does, in one sentence."""
    default: Value
    low: float = 0.0
    high: float = 1.0
    step: float = 0.1
    """What "a bit more" means."""
    unit: str = ""
    whole: bool = False
    choices: Sequence[str] = field(default_factory=tuple)
    """For words instead of numbers."""


SETTINGS = (
    Setting("temperature", ("temperature", "temp", "heat"), "How wild the answers are.", 0.7, 0.0, 5.0, 0.2),
    Setting("top_p", ("top p", "nucleus"), "Keeps the likeliest words up to this probability.", 0.95, 0.0, 1.0, 0.05),
    Setting("top_k", ("top k",), "Keeps this many of the likeliest words; 0: all.", 40, 0, 1000, 10, whole=True),
    Setting("min_p", ("min p", "minimum p"), "Drops words below this share of the likeliest.", 0.05, 0.0, 1.0, 0.01),
    Setting(
        "seed", ("seed", "random seed"), "The same seed gives the same answers.", None, 0, 2**31 - 1, 1, whole=True
    ),
    Setting("answer_length", ("answer length", "answers"), "1: a few words; 5: at length.", 3, 1, 5, 1, whole=True),
    Setting(
        "persona",
        ("persona", "personality"),
        "Who Hearth pretends to be.",
        "hearth",
        choices=("hearth", "pirate", "butler", "poet", "robot"),
    ),
    Setting("voice", ("voice",), "The voice it speaks with.", "amy", choices=("amy", "alan", "rose", "george")),
    Setting(
        "speech_rate",
        ("speech rate", "speaking speed", "speech speed", "speed"),
        "How fast it speaks; 1 is normal.",
        1.0,
        0.5,
        2.0,
        0.15,
        "times",
    ),
    Setting("volume", ("volume", "loudness"), "How loud it speaks.", 80, 0, 100, 10, "percent", whole=True),
    Setting(
        "wake_word_sensitivity",
        ("wake word sensitivity", "sensitivity"),
        "How easily the wake word is heard.",
        0.5,
        0.0,
        1.0,
        0.1,
    ),
    Setting(
        "thinking_budget",
        ("thinking budget",),
        "How many tokens it may think before it answers.",
        512,
        0,
        32768,
        256,
        "tokens",
        whole=True,
    ),
)

_BY_NAME = {setting.name: setting for setting in SETTINGS}
_WORDS = {
    "max": "high",
    "maximum": "high",
    "full": "high",
    "highest": "high",
    "min": "low",
    "minimum": "low",
    "lowest": "low",
}
_NUMBER = re.compile(r"(minus )?(\d+(?:\.\d+)?)( and a half| and a quarter| and 3 quarters)?")
_PARTS = {" and a half": 0.5, " and a quarter": 0.25, " and 3 quarters": 0.75}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All values at one moment; a turn reads one."""

    values: Mapping[str, Value]

    def number(self, name: str) -> float:
        """The value of a numeric setting."""
        value = self.values[name]
        return float(value) if isinstance(value, int | float) else 0.0


class Settings:
    """The values, kept in the store.

    Args:
        store: where they are kept.
        choices: more choices for a setting of words (installed voices, personas of the owner).
    """

    def __init__(self, store: Store, choices: Mapping[str, Sequence[str]] | None = None) -> None:
        self._store = store
        self._choices = {name: tuple(values) for name, values in (choices or {}).items()}

    def get(self, name: str) -> Value:
        """The value of a setting, given by its name or by how people call it."""
        found = find(name)
        value: Value = self._store.get(_SCOPE, found.name, found.default)
        return value

    def snapshot(self) -> Snapshot:
        """All values now."""
        kept = self._store.all(_SCOPE)
        return Snapshot({setting.name: kept.get(setting.name, setting.default) for setting in SETTINGS})

    def set(self, name: str, said: str) -> tuple[Setting, Value]:
        """Set to a spoken value ("1.2", "max", "30 percent", "1 and a half times normal", "pirate").

        Raises:
            SettingError: no such setting, not a value, or out of bounds (the sentence names the bounds).
        """
        found = find(name)
        value = self._parse(found, said.strip().lower())
        self._keep(found, value)
        return found, value

    def change(self, name: str, direction: str, by: str = "") -> tuple[Setting, Value]:
        """Move "up" or "down" by a spoken amount, or by the setting's step; stops at the bounds."""
        found = find(name)
        if found.choices:
            raise SettingError(
                f"The {found.spoken[0]} has no more or less.", f"Choose {_either(self._options(found))}."
            )
        amount = found.step
        if by:
            number = _number(by)
            if number is None:
                raise SettingError(f"I do not know how much {by} is.", "Say a number.")
            amount = number
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
        before = self._store.all(_SCOPE)
        for key in before:
            self._store.put(_SCOPE, key, None)
        self._push([[key, value] for key, value in before.items()])
        return None

    def undo(self) -> list[tuple[Setting, Value]]:
        """Take the last change back; returns what has which value again, nothing when there is nothing to undo."""
        stack: list[list[list[Any]]] = self._store.get("settings", "undo", [])
        if not stack:
            return []
        last = stack.pop()
        self._store.put("settings", "undo", stack)
        for key, value in last:
            self._store.put(_SCOPE, key, value)
        return [(_BY_NAME[key], self.get(key)) for key, _ in last if key in _BY_NAME]

    def save_preset(self, preset: str) -> None:
        """Keep all values under a name."""
        self._store.put("preset", preset, dict(self.snapshot().values))

    def load_preset(self, preset: str) -> None:
        """Take the values of a preset.

        Raises:
            SettingError: there is none of that name.
        """
        presets = self._store.all("preset")
        if preset not in presets:
            known = _either(sorted(presets)) if presets else "none is saved yet"
            raise SettingError(
                f"There is no preset called {preset}.", f"There is {known}." if presets else f"So far {known}."
            )
        kept = self._store.all(_SCOPE)
        self._push([[key, kept.get(key)] for key in presets[preset]])
        for key, value in presets[preset].items():
            if key in _BY_NAME:
                self._store.put(_SCOPE, key, value)

    def _parse(self, setting: Setting, said: str) -> Value:
        if setting.choices:
            for option in self._options(setting):
                if option in said.split() or option == said:
                    return option
            raise SettingError(f"There is no {setting.spoken[0]} {said}.", f"Choose {_either(self._options(setting))}.")
        word = next((which for word, which in _WORDS.items() if word in said.split()), "")
        if word:
            return _fit(setting, getattr(setting, word))
        if said in ("random", "none") and setting.default is None:
            return None
        number = _number(said)
        if number is None:
            raise SettingError(f"{said} is not a value for the {setting.spoken[0]}.", _bounds(setting))
        if not setting.low <= number <= setting.high:
            raise SettingError(f"The {setting.spoken[0]} cannot be {_show(number)}.", _bounds(setting))
        return _fit(setting, number)

    def _options(self, setting: Setting) -> list[str]:
        return list(dict.fromkeys([*setting.choices, *self._choices.get(setting.name, ())]))

    def _keep(self, setting: Setting, value: Value) -> None:
        self._push([[setting.name, self._store.get(_SCOPE, setting.name, None)]])
        self._store.put(_SCOPE, setting.name, value)

    def _push(self, before: list[list[Any]]) -> None:
        stack: list[list[list[Any]]] = self._store.get("settings", "undo", [])
        self._store.put("settings", "undo", [*stack, before][-UNDO_DEPTH:])


def find(name: str) -> Setting:
    """The setting of that name, or that people call so.

    Raises:
        SettingError: there is none.
    """
    key = name.strip().lower().replace(" ", "_")
    if key in _BY_NAME:
        return _BY_NAME[key]
    said = key.replace("_", " ")
    for setting in SETTINGS:
        if said in setting.spoken:
            return setting
    raise SettingError(f"There is no setting called {said}.", f"There is {_either([s.spoken[0] for s in SETTINGS])}.")


def describe(setting: Setting, value: Value) -> str:
    """ "volume 30 percent", "seed random"."""
    shown = "random" if value is None else _show(value) if isinstance(value, int | float) else value
    return f"{setting.spoken[0]} {shown}{f' {setting.unit}' if setting.unit and value is not None else ''}"


def _number(said: str) -> float | None:
    if said.strip() in ("half", "a half"):
        return 0.5
    match = _NUMBER.search(said)
    if match is None:
        return {"zero": 0.0, "nothing": 0.0, "normal": 1.0, "double": 2.0}.get(said.strip())
    number = float(match.group(2)) + _PARTS.get(match.group(3) or "", 0.0)
    return -number if match.group(1) else number


def _fit(setting: Setting, number: float) -> Value:
    return round(number) if setting.whole else round(number, 4)


def _show(value: float) -> str:
    return f"{value:g}" if abs(value) < 1e6 else str(int(value))


def _bounds(setting: Setting) -> str:
    return f"It goes from {_show(setting.low)} to {_show(setting.high)}."


def _either(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
