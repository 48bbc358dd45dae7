"""What people say for a value: numbers with their parts and units, on and off, spans of hours.

Everything here reads text after `think.numbers.normalise`: numbers are digits, the rest is lower-case words.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from tools.times import in_half

_NUMBER = re.compile(r"(minus )?(\d+(?:\.\d+)?)( and (?:a )?half| and a quarter| and 3 quarters)?")
_GLUED = re.compile(r"[a-z_]\d|\d(?!(?:s|ms|secs?|mins?|x|mb|gb|st|nd|rd|th)(?![a-z\d_]))[a-z_]|\.\d*\.|[\x00-\x1f]")
"""What is no number, though digits are in it: "1e1", "v2", "31mred", "1.2.3"; "30s" and "8gb" are numbers."""
_SIDE_BY_SIDE = re.compile(r"\d \d")
_PARTS = {" and a half": 0.5, " and half": 0.5, " and a quarter": 0.25, " and 3 quarters": 0.75}
_HALF_OF = re.compile(r"(a )?half (an? )?[a-z]+$")
_ONE_OF = re.compile(r"(an?|one) (second|minute|hour|megabyte|gigabyte|degree|drink|turn|token)$")
_WORDS = {
    "half": 0.5, "a half": 0.5, "a quarter": 0.25, "quarter": 0.25, "3 quarters": 0.75, "zero": 0.0, "nothing": 0.0,
    "nil": 0.0, "normal": 1.0, "normal speed": 1.0, "one": 1.0, "a": 1.0, "an": 1.0, "double": 2.0, "twice": 2.0,
    "twice normal": 2.0, "double speed": 2.0, "half speed": 0.5, "a dozen": 12.0,
}  # fmt: skip
_UNITS: dict[str, dict[str, float]] = {
    "seconds": {"millisecond": 0.001, "ms": 0.001, "second": 1.0, "sec": 1.0, "minute": 60.0, "min": 60.0},
    "megabytes": {"gigabyte": 1024.0, "gig": 1024.0, "gb": 1024.0, "megabyte": 1.0, "meg": 1.0, "mb": 1.0},
}
"""What one of a spoken unit is in a setting's own unit."""
ON = frozenset("on yes true enabled enable allowed active".split())
OFF = frozenset("off no false disabled disable forbidden inactive none never".split())
_CLOCK = re.compile(
    r"(?P<word>midnight|noon|midday)"
    r"|(?:(?P<past>(?:a )?(?:half(?: past)?|quarter past)|\d{1,2} past) |(?P<to>(?:a )?quarter to ))?"
    r"(?P<hour>\d{1,2})(?:[: ]?(?P<minute>\d{2}))?(?: ?o'clock)?"
    r"(?: (?P<half>am|pm|in the (?:morning|afternoon|evening)|at night))?"
)
_FROM_TO = re.compile(r" (?:to|till|until|and|through) ")
_AROUND_SPAN = re.compile(r"^(?:from|between) | (?:every (?:day|night)|daily)$")


def spoken_number(said: str) -> float | None:
    """ "1.2", "minus 2", "1 and a half", "half", "double"; None when it is none of these, nor one with words around."""
    said = said.strip()
    if said in _WORDS:
        return _WORDS[said]
    if _GLUED.search(said) or _SIDE_BY_SIDE.search(said):
        return None
    match = _NUMBER.search(said)
    if match is None:
        return 0.5 if _HALF_OF.match(said) else 1.0 if _ONE_OF.match(said) else None
    number = float(match.group(2)) + _PARTS.get(match.group(3) or "", 0.0)
    if math.isinf(number):
        return None
    return -number if match.group(1) else number


def is_fraction(said: str) -> bool:
    """Is it a share in words ("half", "3 quarters"), and no number of a unit ("half a second", "0.5")?"""
    return said.strip() in ("half", "a half", "quarter", "a quarter", "3 quarters")


def in_unit(said: str, number: float, unit: str) -> float:
    """`number` in the setting's unit when `said` names another one ("2 gigabytes" -> 2048 megabytes)."""
    for name, factor in _UNITS.get(unit, {}).items():
        if re.search(rf"(?<![a-z]){name}s?\b", said):
            return number * factor
    return number


def spoken_switch(said: str) -> bool | None:
    """True for "on", False for "off", None for anything else."""
    words = set(said.split())
    return True if words & ON else False if words & OFF else None


def spoken_span(said: str) -> str | None:
    """ "from 10 pm to 7 am" -> "22:00-07:00"; None when it is no span of two times of day.

    Without am and pm, a first hour before 12 in a span that would end later on the same day is read as it stands.
    """
    said = _AROUND_SPAN.sub("", said.strip())
    for cut in _FROM_TO.finditer(said):  # "to" is also in "quarter to 7"
        first, last = _CLOCK.fullmatch(said[: cut.start()]), _CLOCK.fullmatch(said[cut.end() :])
        if first and last:
            return _span(first, last)
    return None


def _span(first: re.Match[str], last: re.Match[str]) -> str | None:
    start, end = _minutes(first), _minutes(last)
    if start is None or end is None or start == end:
        return None
    morning = last["half"] in ("am", "in the morning")
    if not first["half"] and not first["word"] and morning and 6 * 60 <= start < 12 * 60:
        start += 12 * 60  # "10 to 7 am" is the night
    return f"{start // 60:02d}:{start % 60:02d}-{end // 60:02d}:{end % 60:02d}"


def _minutes(clock: re.Match[str]) -> int | None:
    """The minute of the day; None when no clock shows it."""
    if word := clock["word"]:
        return 0 if word == "midnight" else 12 * 60
    hour, past = int(clock["hour"]), clock["past"] or ""
    if past or clock["to"]:
        number = re.match(r"\d+", past)
        minute = int(number[0]) if number else 30 if "half" in past else 15 if past else 45
        hour = hour if past else (hour - 1) % 24 or 12
    else:
        minute = int(clock["minute"] or 0)
    if int(clock["hour"]) > 24 or minute > 59 or (clock["minute"] and (past or clock["to"])):
        return None
    told = in_half(int(clock["hour"]), clock["half"] or "")  # "quarter to 12 pm" is before noon
    if told is not None:
        hour = told - 1 if clock["to"] else told
    return hour % 24 * 60 + minute


def in_span(span: str, minute: int) -> bool:
    """Whether a minute of the day lies in "22:00-07:00"; the end is not part of it."""
    start, end = (int(part[:2]) * 60 + int(part[3:]) for part in span.split("-"))
    return start <= minute < end if start < end else minute >= start or minute < end


def shown_span(span: str) -> str:
    """ "22:00-07:00" -> "from 22:00 to 07:00"."""
    return f"from {span.replace('-', ' to ')}"


def shown_number(value: float) -> str:
    """Without needless digits: 0.75, 40, 32768."""
    if not math.isfinite(value):
        return "so much"
    return f"{value:g}" if abs(value) < 1e6 else str(int(value))


def either(names: Sequence[str], word: str = "or") -> str:
    """ "a, b or c"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"
