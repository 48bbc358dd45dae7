"""The values of the settings: bounded, undone and done again, kept across restarts, some for each conversation."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from assistant.errors import SettingError
from assistant.settings import BY_NAME, SETTINGS, Setting, Value, bounds, describe, find
from assistant.values import either, in_unit, is_fraction, shown_number, spoken_number, spoken_span, spoken_switch
from tools.undo import Change, Kept, merged

if TYPE_CHECKING:
    from tools.store import Store

Row = tuple[str, str, Any]
"""What the store keeps: scope, key, value."""
UNDO_DEPTH = 50
NEVER_UNDONE = frozenset({"sleep"})
"""Who says "undo that" after waking it does not want it asleep again."""
PRESET_LETTERS = 40
"""The longest name of a preset."""
LOCAL = "local"
"""The conversation at the machine's own microphone."""
CONVERSATION: ContextVar[str] = ContextVar("conversation", default=LOCAL)
"""Whose settings are read and changed here: each conversation has its own values of scope "conversation"."""
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

    def release(self, held: Any) -> str:
        """Undo a `hold`, or what was `pushed`. Returns the setting that has another value by it, or an empty string."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo, or a redo, has changed; false when nothing."""

    settings: tuple[tuple[Setting, Value], ...] = ()
    """Those that have another value again."""
    sentences: tuple[str, ...] = ()
    """About what tools keep."""

    def __bool__(self) -> bool:
        return bool(self.settings or self.sentences)

    def told(self) -> list[str]:
        """In words: "volume 30 percent", "milk on the shopping list is gone again"."""
        return [describe(setting, value) for setting, value in self.settings] + list(self.sentences)


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
        self._recorded: defaultdict[str, list[bool]] = defaultdict(list)
        """Of the last calls of each conversation: whether they changed anything."""
        self.overlay: Overlay | None = None
        self.kept = Kept(store)

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
        now = self.get(name)
        base = float(now) if isinstance(now, int | float) else 0.0
        amount = found.step * _SIZES.get(size, 1.0)
        if found.whole:
            amount = max(1, round(amount))
        if by:
            number = spoken_number(by)
            if number is None:
                raise SettingError(f"I do not know how much {by} is.", "Say a number.")
            amount = _amount(found, by, number, base)
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
        pushed = self._pushed([[key, value] for _, key, value in kept]) if kept else []
        self._store.put_all([*((scope, key, None) for scope, key, _ in kept), *pushed])
        self._count(bool(kept))
        return None

    def undo(self) -> Undone:
        """Take the last change back; false when there is nothing to undo."""
        return self._swap("undo", "redo")

    def redo(self) -> Undone:
        """Make the last change that was undone again."""
        return self._swap("redo", "undo")

    def record(self, change: Change | None) -> None:
        """A tool has changed what it keeps, and "undo", in its turn, shall take that back; None: it changed nothing."""
        if change is not None:
            self._store.put_all(self._pushed([["rows", change]]))
        self._count(change is not None)

    def push(self, held: Any) -> None:
        """The overlay has bent a value, and "undo", in its turn, shall take that back: see Overlay.release."""
        self._store.put_all(self._pushed([["overlay", held]]))

    def drop(self, held: Any) -> None:
        """The overlay has itself taken back the last that it pushed."""
        stack = self._stack("undo")
        for place in reversed(range(len(stack))):
            if stack[place] == [["overlay", held]]:
                del stack[place]
                self._store.put_all([self._stacked("undo", stack)])
                return

    def join(self, count: int) -> None:
        """Make what the last `count` calls changed one, so that one "undo" takes back what was said in one breath."""
        count = sum(self._recorded[CONVERSATION.get()][-count:])  # what was so already is no change
        stack = self._stack("undo")
        if count > 1 and len(stack) >= count:
            joined: dict[str, Any] = {}
            for step in stack[-count:]:
                for key, value in step:
                    joined[key] = merged(joined.get(key, {}), value) if key == "rows" else joined.get(key, value)
            self._store.put_all([self._stacked("undo", [*stack[:-count], [list(item) for item in joined.items()]])])

    def save_preset(self, preset: str) -> str:
        """Keep all of the owner's values under a name; returns the name as it is kept.

        Raises:
            SettingError: that is no name.
        """
        name = preset_name(preset)
        self._store.put("preset", name, {key: [value] for key, value in self._own().items()})
        return name

    def load_preset(self, preset: str) -> None:
        """Take the values of a preset.

        Raises:
            SettingError: there is none of that name.
        """
        _, kept = self._preset(preset)
        own = {scope: self._store.all(scope) for scope in self._scopes()}
        before: list[list[Any]] = []
        rows: list[Row] = []
        for name, [value] in kept.items():
            if name in BY_NAME and value != self.own(name):
                scope = self._scope(BY_NAME[name])
                before.append([name, own[scope].get(name)])
                rows.append((scope, name, None if value == self._defaults[name] else [value]))
        if rows:
            self._store.put_all([*rows, *self._pushed(before)])
        self._count(bool(rows))

    def forget_preset(self, preset: str) -> None:
        """Delete a preset. Raises SettingError when there is none."""
        name, _ = self._preset(preset)
        self._store.put("preset", name, None)

    def presets(self) -> list[str]:
        """Their names."""
        return sorted(self._store.all("preset"))

    def options(self, setting: Setting) -> list[str]:
        """The choices of a setting of words."""
        more = self._choices.get(setting.name, ())
        return list(dict.fromkeys([*setting.choices, *(more() if callable(more) else more)]))

    def _preset(self, preset: str) -> tuple[str, dict[str, Any]]:
        presets = self._store.all("preset")
        if preset not in presets:
            preset = preset_name(preset)
        if preset not in presets:
            known = either(sorted(presets)) if presets else "none is saved yet"
            raise SettingError(
                f"There is no preset called {preset}.", f"There is {known}." if presets else f"So far {known}."
            )
        return preset, presets[preset]

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
        if said in ("normal", "normal speed") and setting.unit != "times":
            return self._defaults[setting.name]
        number = spoken_number(said) if (relative := self._relative(setting, said)) is None else relative
        if number is None:
            raise SettingError(f"{said} is not a value for the {setting.spoken[0]}.", bounds(setting))
        number = _scaled(setting, said, number) if relative is None else relative
        part = setting.whole and 0 < abs(number) < 1  # rounding would make nothing of it
        if part or not setting.low <= number <= setting.high:
            raise SettingError(f"The {setting.spoken[0]} cannot be {shown_number(number)}.", bounds(setting))
        return _fit(setting, number)

    def _relative(self, setting: Setting, said: str) -> float | None:
        """Words that are a share of something: of the default, of what is now, of all; None for a number of its own."""
        if setting.unit == "times":
            return None  # its numbers are shares themselves: "double" is 2, "half" 0.5
        default = self._defaults[setting.name]
        if said.endswith(" normal") and isinstance(default, int | float):
            share = spoken_number(said.removesuffix(" normal").removesuffix(" times"))
            return None if share is None else share * default
        if said in ("double", "twice"):
            now = self.get(setting.name)
            return 2.0 * now if isinstance(now, int | float) else None
        if setting.unit == "percent" and is_fraction(said) and (share := spoken_number(said)) is not None:
            return share * 100
        return None

    def _keep(self, setting: Setting, value: Value) -> None:
        """Keep a value, and what an undo needs; an undo must not take back what changed nothing."""
        scope = self._scope(setting)
        was = self._store.get(scope, setting.name, None)
        before: list[list[Any]] = [[setting.name, was]]
        if self.overlay and (held := self.overlay.hold(setting.name)) is not None:
            before.append(["overlay", held])
        resets = value is None and not setting.empty
        kept = None if resets or value == self._defaults[setting.name] else [value]
        changes = kept != was or len(before) > 1
        if changes:
            undone = self._pushed(before) if setting.name not in NEVER_UNDONE else []
            self._store.put_all([(scope, setting.name, kept), *undone])
        self._count(changes and setting.name not in NEVER_UNDONE)

    def _count(self, recorded: bool) -> None:
        """Remember for `join` whether a call was recorded as a change."""
        calls = self._recorded[CONVERSATION.get()]
        calls.append(recorded)
        del calls[:-UNDO_DEPTH]

    def _pushed(self, before: list[list[Any]]) -> list[Row]:
        """The rows that make `before` what the next undo goes back to."""
        return [self._stacked("undo", [*self._stack("undo"), before]), self._stacked("redo", [])]

    def _swap(self, take: str, give: str) -> Undone:
        stack = self._stack(take)
        while stack:
            back: list[list[Any]] = []
            changed, sentences = list[str](), list[str]()
            rows: list[Row] = []
            for key, value in stack.pop():
                if key == "overlay":
                    changed.append(self.overlay.release(value) if self.overlay else "")
                elif key == "rows":
                    inverse, sentence = self.kept.go_back(value)
                    if sentence:  # what was changed since, by another room or because it rang, stays
                        back.append(["rows", inverse])
                        sentences.append(sentence)
                elif key in BY_NAME:
                    scope = self._scope(BY_NAME[key])
                    back.append([key, self._store.get(scope, key, None)])
                    rows.append((scope, key, value))
                    if take == "redo" and self.overlay and (held := self.overlay.hold(key)) is not None:
                        back.append(["overlay", held])
            changed = list(dict.fromkeys(filter(None, [*(key for key, _ in back if key in BY_NAME), *changed])))
            if back:
                rows.append(self._stacked(give, [*self._stack(give), back]))
            self._store.put_all([self._stacked(take, stack), *rows])
            if changed or sentences:  # what the overlay pushed at a party that is over is nothing any more
                return Undone(tuple((BY_NAME[key], self.get(key)) for key in changed), tuple(sentences))
        return Undone()

    def _stack(self, which: str) -> list[list[list[Any]]]:
        stack: list[list[list[Any]]] = self._store.get("settings", f"{which} of {CONVERSATION.get()}", [])
        return stack

    def _stacked(self, which: str, stack: list[list[list[Any]]]) -> Row:
        return "settings", f"{which} of {CONVERSATION.get()}", stack[-UNDO_DEPTH:] or None


def preset_name(said: str) -> str:
    """A name for a preset, without blanks around it.

    Raises:
        SettingError: it is no name that can be said: 1 to 40 letters, digits, spaces, - and ', of any script.
    """
    name = said.strip()
    kinds = [unicodedata.category(character) for character in name if character not in " -'"]
    fine = all(kind[0] in "LM" or kind == "Nd" for kind in kinds)
    if not fine or not kinds or len(name) > PRESET_LETTERS:
        raise SettingError(
            "That is no name for a preset.", f"Choose 1 to {PRESET_LETTERS} letters, digits, spaces, - or '."
        )
    return name


def _scaled(setting: Setting, said: str, number: float) -> float:
    """The number in the setting's unit: gigabytes, minutes, and percents of a setting from 0 to 1.

    Raises:
        SettingError: percents of a setting that has no whole which they could be a share of.
    """
    if "percent" in said and setting.unit != "percent":
        if setting.unit != "times" and (setting.unit or setting.high > 1.0):
            raise SettingError(f"{said} is not a value for the {setting.spoken[0]}.", bounds(setting))
        return number / 100
    return in_unit(said, number, setting.unit)


def _amount(setting: Setting, by: str, number: float, base: float) -> float:
    """How far "by 10 percent" or "by half" moves a value, in its unit.

    Percents are points of what is counted in them ("volume up by 10 percent"), elsewhere a share of the value `base`.
    """
    points = setting.unit == "percent" or (not setting.unit and setting.high <= 1.0)
    share = number / 100 if "percent" in by and not points else number if setting.whole and is_fraction(by) else None
    if share is None:
        return _scaled(setting, by, number)
    return max(1.0, base * share) if setting.whole else base * share


def _fit(setting: Setting, number: float) -> Value:
    return round(number) if setting.whole else round(number, 4)
