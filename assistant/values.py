"""What people say for a value: numbers with their parts and units, on and off, spans of hours.

Everything here reads text after `think.numbers.normalise`: numbers are digits, the rest is lower-case words.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

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
    "double speed": 2.0, "half speed": 0.5, "a dozen": 12.0,
}  # fmt: skip
_UNITS: dict[str, dict[str, float]] = {
    "seconds": {"millisecond": 0.001, "ms": 0.001, "second": 1.0, "sec": 1.0, "minute": 60.0, "min": 60.0},
    "megabytes": {"gigabyte": 1024.0, "gig": 1024.0, "gb": 1024.0, "megabyte": 1.0, "meg": 1.0, "mb": 1.0},
}
"""What one of a spoken unit is in a setting's own unit."""
ON = frozenset("on yes true enabled enable allowed active".split())
OFF = frozenset("off no false disabled disable forbidden inactive none never".split())
_HALF = r"(?: (am|pm|in the morning|in the evening|at night))?"
_TIME = rf"(?:(\d{{1,2}})(?:[: ]?(\d{{2}}))?(?: ?o'clock)?{_HALF}|(midnight|noon|midday))"
_SPAN = re.compile(rf"(?:from |between )?{_TIME} (?:to|till|until|and|through) {_TIME}")


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
    match = _SPAN.search(said)
    if match is None:
        return None
    groups = match.groups()
    start, end = _minutes(groups[:4]), _minutes(groups[4:])
    if start is None or end is None or start == end:
        return None
    if not groups[2] and not groups[3] and groups[6] and "am" in groups[6] and 6 * 60 <= start < 12 * 60:
        start += 12 * 60  # "10 to 7 am" is the night
    return f"{start // 60:02d}:{start % 60:02d}-{end // 60:02d}:{end % 60:02d}"


def _minutes(groups: Sequence[str | None]) -> int | None:
    hour, minute, half, word = groups
    if word:
        return 0 if word == "midnight" else 12 * 60
    total = int(hour or 0) * 60 + int(minute or 0)
    if int(hour or 0) > 24 or int(minute or 0) > 59:
        return None
    if half in ("pm", "in the evening", "at night") and total < 12 * 60:
        total += 12 * 60
    elif half in ("am", "in the morning") and 12 * 60 <= total < 13 * 60:
        total -= 12 * 60
    return total % (24 * 60)


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
