"""Spoken commands: hassil's sentence templates as data, checked arguments, no model.

A template may take any words where a value stands. What it took is checked here, by the same parsers that the tools
use, so that ordinary talk ("the temperature outside is two degrees") is not a command.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from typing import Any

from assistant.errors import ConfigError
from assistant.think.numbers import normalise
from tools.convert import is_unit
from tools.times import parse_clock, parse_duration

_BEFORE = (
    "hey hi hello ok okay um umm erm er uh ah oh so well right now please kindly alright and but yes yeah hmm"
    " just quick quickly sorry actually maybe listen jarvis look mate then"
).split()
_BEFORE_PHRASES = (
    "go on then", "go on", "go ahead and", "could you please", "can you please", "could you", "can you",
    "would you mind",
    "would you", "will you", "i want you to", "i need you to", "i would like you to", "i'd like you to", "i'd like to",
    "i want to", "do me a favour and", "do me a favor and", "be a dear and", "you can", "you could",
)  # fmt: skip
_AFTER = (
    "please thanks thank you mate love darling dear now then yeah ta cheers buddy pal man okay ok jarvis today hey"
    " right again too quickly"
).split()
_AFTER_PHRASES = (
    "for me", "will you", "would you", "if you can", "right now", "thank you", "if you don't mind", "would you please",
    "can you", "could you", "real quick", "from now on", "for a while", "for us", "if you would",
)  # fmt: skip
_THANKS = re.compile(r"(?<=\w)( (please|thanks|thank you|cheers|ta))+$")
"""Never part of what is asked for, unlike "today" or "again"."""
_KEEP = frozenset({"right this down", "right that down", "right it down", "right down", "go on"})
"""What looks like politeness and is not."""

_NUMBER = r"(minus )?\d+(\.\d+)?( and a (half|quarter))?"
_VALUE = re.compile(rf"({_NUMBER}( percent| times( normal)?| tokens| degrees| x)?|half|zero|normal|random)")
_LIMIT = re.compile(r"(the |its )?(max|maximum|min|minimum|full|highest|lowest)( setting| value| level)?")
_BY = re.compile(rf"({_NUMBER}( percent| degrees| points?| notch(es)?)?|a half|half( a)?( degree| point)?)")
_AMOUNT = re.compile(rf"(?P<number>{_NUMBER}|half an?|half|an?|one)\b ?(?P<unit>.*)")
_SHORT = 4
"""Words in a label, a list's name or a preset; more is talk."""
_PRONOUNS = frozenset("i you he she we they it this that there who what which and is was the a an to my".split())


@dataclass(frozen=True, slots=True)
class CommandMatch:
    """A recognised command: the tool it runs and its arguments, copied from what was said."""

    intent: str
    tool: str
    arguments: Mapping[str, str]


class Commands:
    """The commands of one language. `load` reads them; the first recognition warms hassil up (some ms)."""

    def __init__(self, intents: Any) -> None:
        self._intents = intents

    @classmethod
    def load(cls, language: str = "en", more: Mapping[str, Iterable[str]] | None = None) -> Commands:
        """Read the sentences of a language.

        Args:
            language: its code.
            more: further values for the lists (the owner's personas).

        Raises:
            ConfigError: there are none for it.
        """
        import yaml
        from hassil import Intents

        file = resources.files("assistant.think") / "sentences" / language / "commands.yaml"
        if not file.is_file():
            raise ConfigError(f"There are no commands in the language {language!r}.", "Set [hear] language to en.")
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        for name, values in (more or {}).items():
            known = data["lists"][name]["values"]
            known += [value for value in values if value not in known]
        return cls(Intents.from_dict(data))

    def recognise(self, text: str) -> CommandMatch | None:
        """The command in a transcript, or None when it is none."""
        from hassil import recognize_all

        for said in _polite_forms(normalise(text)):
            best: tuple[int, CommandMatch] | None = None
            for result in recognize_all(said, self._intents):
                metadata = result.intent_metadata or {}
                values = {name: str(entity.value).strip() for name, entity in result.entities.items()}
                arguments = _arguments(metadata["tool"], values)
                if arguments is None:
                    continue
                free = sum(len(str(e.text)) for e in result.entities.values() if getattr(e, "is_wildcard", False))
                if best is None or free < best[0]:
                    best = free, CommandMatch(result.intent.name, metadata["tool"], arguments)
            if best is not None:
                return best[1]
        return None


def _polite_forms(text: str) -> Iterator[str]:
    """The text without its thanks, then with all politeness taken off its ends."""
    text = _THANKS.sub("", text)
    yield text
    bare = _strip(text)
    if bare and bare != text:
        yield bare


def _strip(text: str) -> str:
    words = text
    while True:
        before = words
        if any(words.startswith(keep) for keep in _KEEP):
            break
        for phrase in _BEFORE_PHRASES:
            words = words.removeprefix(f"{phrase} ")
        first, _, rest = words.partition(" ")
        if first in _BEFORE and rest:
            words = rest
        if words == before:
            break
    while True:
        before = words
        for phrase in _AFTER_PHRASES:
            words = words.removesuffix(f" {phrase}")
        rest, _, last = words.rpartition(" ")
        if last in _AFTER and rest:
            words = rest
        if words == before:
            return words


def _arguments(tool: str, values: dict[str, str]) -> dict[str, str] | None:
    """The tool's arguments; None when what a wildcard took cannot be one."""
    check = _CHECKS.get(tool)
    if check is not None:
        return check(values)
    return values


def _setting(values: dict[str, str]) -> dict[str, str] | None:
    value = values["value"]
    if values["name"] in ("persona", "voice") or _VALUE.fullmatch(value) or _LIMIT.fullmatch(value):
        return {"name": values["name"], "value": value}
    return None


def _change(values: dict[str, str]) -> dict[str, str] | None:
    if "by" in values and not _BY.fullmatch(values["by"]):
        return None
    return {key: values[key] for key in ("name", "direction", "by") if key in values}


def _timer(values: dict[str, str]) -> dict[str, str] | None:
    """ "3 minute egg" is a duration and a label."""
    said = values["timer"]
    if parse_duration(said) is None:
        return None
    duration, label = split_duration(said)
    label = values.get("label", "") or label
    if label and not _is_name(label):
        return None
    return {"duration": duration, **({"label": label} if label else {})}


def _labelled(values: dict[str, str]) -> dict[str, str] | None:
    label = values.get("label", "")
    if label and not _is_name(label):
        return None
    return {"label": label} if label else {}


def _alarm(values: dict[str, str]) -> dict[str, str] | None:
    time = values["time"]
    known = re.sub(
        r"\b(\d+(:\d+)?|half|quarter|past|to|of|after|till|am|pm|a|p|m|in|at|the|this|morning|afternoon|evening|night"
        r"|tonight|tomorrow|today|o'clock|noon|midday|midnight|on|for|minutes|oh)\b",
        "",
        time,
    )
    if known.strip() or parse_clock(time, datetime.now()) is None:
        return None
    return {"time": time}


def _reminder(values: dict[str, str]) -> dict[str, str] | None:
    found = split_reminder(values["reminder"])
    return None if found is None else {"text": found[0], "when": found[1]}


def _items(values: dict[str, str]) -> dict[str, str] | None:
    return values if _is_name(values["list"]) else None


def _convert(values: dict[str, str]) -> dict[str, str] | None:
    match = _AMOUNT.fullmatch(values["measure"])
    if match is None or not is_unit(values["unit"]):
        return None
    unit = match["unit"]
    if not is_unit(re.sub(r" \d+( .*)?$", "", unit)):
        return None
    return {"amount": match["number"], "from_unit": unit, "to_unit": values["unit"]}


def _party(values: dict[str, str]) -> dict[str, str] | None:
    player = re.sub(r"^(my (mate|friend|brother|sister|wife|husband)) ", "", values.get("player", ""))
    player = re.sub(r"'s$", "", player)
    if player and (not _is_name(player) or len(player.split()) > 2 or any(char.isdigit() for char in player)):
        return None
    return {"action": values["action"], **({"player": player} if player else {})}


def _preset(values: dict[str, str]) -> dict[str, str] | None:
    return values if _is_name(values["preset"]) else None


def _is_name(words: str) -> bool:
    """A few words that are no sentence."""
    split = words.split()
    return 0 < len(split) <= _SHORT and not _PRONOUNS & set(split)


_CHECKS: dict[str, Callable[[dict[str, str]], dict[str, str] | None]] = {
    "set_setting": _setting,
    "change_setting": _change,
    "set_timer": _timer,
    "cancel_timer": _labelled,
    "timer_left": _labelled,
    "set_alarm": _alarm,
    "set_reminder": _reminder,
    "add_to_list": _items,
    "read_list": _items,
    "convert": _convert,
    "party": _party,
    "save_preset": _preset,
    "load_preset": _preset,
    "system_status": lambda values: {"about": values["about"]},
}

_UNIT = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?)"
_COUNT = (
    r"(?:\d+(?:\.\d+)?(?: and a (?:half|quarter))?|an?|one|half an?|half|a couple of"
    r"|(?:3 quarters|a quarter|quarter) of an)"
)
_DURATION = rf"{_COUNT} {_UNIT}(?:(?: and)? (?:a half|half|a quarter|\d+ {_UNIT}))*"
_DURATION_IN = re.compile(rf"\b{_DURATION}\b")
_TIME = (
    r"(?:half (?:past )?\d{1,2}|quarter (?:past|to) \d{1,2}|\d{1,2} (?:past|to) \d{1,2}|\d{1,2}[: ]\d{2}|\d{1,4}"
    r"|noon|midday|midnight)(?: ?(?:am|pm|o'clock))?"
)
_DAY = (
    r"(?: (?:tomorrow(?: (?:morning|afternoon|evening))?|tonight|today|(?:in the|this) (?:morning|afternoon|evening)"
    r"|at night))"
)
_WHEN = re.compile(
    rf"(?:\b(?:in|after) (?:the )?(?P<duration>{_DURATION})(?: from now| time)?\b"
    rf"|(?:\b(?P<day>tomorrow|tonight|this (?:morning|afternoon|evening)) )?\bat (?P<time>{_TIME}{_DAY}?)(?!\w))"
)
_FOR = re.compile(rf"^for (?P<duration>{_DURATION})\b")


def split_duration(said: str) -> tuple[str, str]:
    """ "3 minute egg" -> ("3 minute", "egg"); "10 minutes for the pasta" -> ("10 minutes", "pasta")."""
    match = _DURATION_IN.search(said)
    if match is None:
        return said, ""
    rest = f"{said[: match.start()]} {said[match.end() :]}"
    label = " ".join(
        word for word in rest.split() if word not in ("for", "four", "the", "a", "an", "my", "on", "and", "timer")
    )
    label = re.sub(r"^\d+ ?", "", label)  # "timer 4 45 minutes": "for", heard as a number
    return match.group(), label


def split_reminder(said: str) -> tuple[str, str] | None:
    """What to be reminded of, and when: "in 25 minutes to move the car" -> ("move the car", "in 25 minutes")."""
    match = _FOR.search(said) or _WHEN.search(said)
    if match is None:
        return None
    groups = match.groupdict()
    when = (
        f"in {groups['duration']}"
        if groups.get("duration")
        else " ".join(filter(None, [groups.get("day"), groups["time"]]))
    )
    rest = f"{said[: match.start()].strip()} {said[match.end() :].strip()}".strip()
    text = re.sub(
        r"^(?:(?:tomorrow|tonight|today)\b ?)?(?:(?:that|to|too|two|2|about|and|i need to|i have to)\b ?)+", "", rest
    ).strip()
    if not text:
        return None
    if rest.startswith("tomorrow") and "tomorrow" not in when:
        when = f"tomorrow {when}"
    return text, when
