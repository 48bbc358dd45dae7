"""Spoken durations and clock times. Numbers are digits already; "half", "quarter" and "an" are words."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

_SECONDS = {"second": 1, "sec": 1, "minute": 60, "min": 60, "hour": 3600, "hr": 3600, "day": 86400, "week": 604800}
_UNIT = r"(seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?)"
_NUMBER = r"(\d+(?:\.\d+)?)"
_PARTS = (
    (re.compile(rf"(?:{_NUMBER}|\b(an?|one)) and a (half|quarter) {_UNIT}"), "number_fraction"),
    (re.compile(rf"(?:{_NUMBER}|\b(an?|one)) {_UNIT} and (?:a )?(half|quarter)(?! {_UNIT})"), "unit_fraction"),
    (re.compile(rf"(?:(3) quarters|\b(half|quarter))(?: of)?(?: an?)? {_UNIT}"), "fraction"),
    (re.compile(rf"\b(?:a )?couple(?: of)? {_UNIT}"), "couple"),
    (re.compile(rf"(?:{_NUMBER}|\b(an?|one)) ?{_UNIT}"), "plain"),
)
LONGEST = 200
"""Characters of what is read as a length of time: nobody says more, and reading takes longer by the square of it."""
_AROUND = re.compile(r"'s\b|\b(in|after|for|the|from now|time|later|about|around|roughly|exactly|another|and)\b")
"""What stands around a length of time without making it anything else."""
_OF_SOLDIERS = re.compile(r"\b(\d{3,4}) hours\b")
_LENGTH = re.compile(rf"\b\d+ ?{_UNIT}\b(?! (past|after|to|till) \d)")
"""A number that counts is on no clock: "in 2 days at 9"."""
DAYS = r"(?:\d{1,3}|an?|one|a couple of) (?:day|week)s?"
"""A length of time in whole days; without groups, for use in other expressions."""
_AHEAD = re.compile(rf"\b(?:in )?({DAYS})(?: from now| time)?(?= at )")
""""In 3 days at 9 am"."""
_FRACTION = {"half": 0.5, "quarter": 0.25}
_UNCLEAR = re.compile(r"\bminus \d|\d (or|to) \d")
"""No length of time: "minus 5 minutes", "10 or 15 minutes"."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
TODAY = re.compile(r"\b(today|tonight|this (morning|afternoon|evening))\b")
REPEATED = re.compile(r"\b(every|each|daily|weekly|weekdays|weekends)\b")
PAST = re.compile(r"\b(yesterday|ago|last (night|week|month|year))\b")


def parse_duration(text: str) -> float | None:
    """Seconds in "10 minutes", "an hour and a half", "1 minute and 30 seconds"; None if no duration is in the text."""
    return _duration(text)[0]


def parse_wait(text: str) -> float | None:
    """Seconds in a text that is a length of time and nothing else: "in 20 minutes", "an hour from now".

    None for "20 minutes past 9", and for "700 hours", which is a time of day.
    """
    seconds, rest = _duration(text)
    return None if _AROUND.sub("", rest).strip(" ;") or _OF_SOLDIERS.search(text) else seconds


def _duration(text: str) -> tuple[float | None, str]:
    """The seconds, or None, and the text without what told them."""
    text = re.sub(r"[-,]", " ", text.lower())
    if is_unclear(text) or len(text) > LONGEST:
        return None, text
    total, found = 0.0, False
    for pattern, kind in _PARTS:
        while (match := pattern.search(text)) is not None:
            found = True
            total += _part(kind, match)
            after = text[match.end() :]
            bare = re.match(r" (?:and )?(\d+)$", after) if "hour" in match.group(0) else None
            if bare:  # "an hour 20"
                total += int(bare.group(1)) * 60
                after = ""
            text = f"{text[: match.start()]} ; {after}"
    return (total if found and total > 0 else None), text


def is_unclear(text: str) -> bool:
    """Does it speak of a length of time that is none, or of two?"""
    return bool(_UNCLEAR.search(text))


def _part(kind: str, match: re.Match[str]) -> float:
    groups = match.groups()
    if kind == "fraction":
        return (0.75 if groups[0] else _FRACTION[groups[1]]) * _unit(groups[2])
    if kind == "couple":
        return 2 * _unit(groups[0])
    number = float(groups[0]) if groups[0] else 1.0
    if kind == "number_fraction":
        return (number + _FRACTION[groups[2]]) * _unit(groups[3])
    if kind == "unit_fraction":
        return (number + _FRACTION[groups[3]]) * _unit(groups[2])
    return number * _unit(groups[2])


def _unit(word: str) -> int:
    return _SECONDS[word.rstrip("s") if word != "s" else word]


def say_duration(seconds: float) -> str:
    """ "1 hour and 30 minutes"."""
    rest = round(seconds)
    parts = []
    for name, size in (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1)):
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{count} {name}{'s' if count != 1 else ''}")
    if not parts:
        return "no time"
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day and the next moment it comes."""

    hour: int
    minute: int
    moment: datetime

    def __str__(self) -> str:
        return f"{self.hour:02d}:{self.minute:02d}"


_CLOCKS = (
    re.compile(r"\b(?P<word>noon|midday|midnight)\b"),
    re.compile(r"\bhalf (?:past )?(?P<half>\d{1,2})\b"),
    re.compile(r"\b(?:a )?(?P<quarter>quarter) (?P<side>past|after|to|of|till) (?P<h>\d{1,2})\b"),
    re.compile(r"\b(?P<m>\d{1,2})(?: min(?:ute)?s?)? (?P<side>past|after|to|till) (?P<h>\d{1,2})\b"),
    re.compile(r"\b(?P<h>\d{1,2})[:. ](?P<m>[0-5]\d)\b"),
    re.compile(r"\b(?P<h>\d{1,2}) oh? (?P<m>\d)\b"),
    re.compile(r"\b(?P<h>\d{1,2})(?P<m>[0-5]\d)\b"),
    re.compile(r"\b(?P<h>\d{1,2})\b"),
)
_MONTH = "|".join(MONTHS)
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
)  # fmt: skip
_NTH = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(ORDINALS)})"
DATE = (
    rf"(?:on )?(?:the )?(?:\d{{1,2}}|{_NTH}) (?:of )?(?:{_MONTH})"
    rf"|(?:on )?(?:{_MONTH}) (?:the )?(?:{_NTH}|\d{{1,2}}\b(?!:))"
    rf"|on the {_NTH}|the \d{{1,2}}(?:st|nd|rd|th)"
)
""""the 3rd of may", "may 3", "the 21st"; without groups, for use in other expressions."""
_DATE = re.compile(rf"\b(?:{DATE})\b")
_WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})\b")
_AM = re.compile(r"\b(am|a m|morning)\b")
_PM = re.compile(r"\b(pm|p m|afternoon)\b")
_EVENING = re.compile(r"\b(evening|tonight|night)\b")
_NIGHT = re.compile(r"\b(tonight|night)\b")
_NAMED_NIGHT = re.compile(rf"\b(tomorrow|{'|'.join(WEEKDAYS)}) (night|evening)\b")
SMALL_HOURS = 4
"""The last hour that is after midnight when it is "at night" or "tonight": 5 at night is 5 PM."""


def parse_clock(text: str, now: datetime) -> Clock | None:
    """A time of day: "7:15 am", "half 6 tomorrow morning" (06:30, the British way), "quarter to 5", "16 45", "930 pm".

    Without "am" or "pm" it is the next time the clock shows it. A weekday is the next one. What comes again and again
    ("every day"), or was, is no time of day, nor is a length of time (see `parse_wait`).
    """
    if REPEATED.search(text.lower()) or PAST.search(text.lower()):
        return None
    text = _OF_SOLDIERS.sub(_by_halves, text.lower().replace("o'clock", "").replace("oclock", ""))
    if ahead := _AHEAD.search(text):
        clock = parse_clock(f"{text[: ahead.start()]} {text[ahead.end() :]} tomorrow", now)
        later = timedelta(seconds=parse_duration(ahead[1]) or 0, days=-1)
        return None if clock is None else Clock(clock.hour, clock.minute, clock.moment + later)
    date = _DATE.search(text)
    rest = _DATE.sub(" ", text)
    if _LENGTH.search(rest):
        return None
    for pattern in _CLOCKS:
        match = pattern.search(rest)
        if match is None:
            continue
        hour, minute = _hour_minute(match.groupdict())
        if hour > 24 or minute > 59 or (hour == 24 and minute):
            return None
        # A day that is named has its morning before its evening; without one the next time counts.
        clock = _next(
            hour % 24, minute, f"{rest} tomorrow" if date else rest, now, exact="word" in match.groupdict(),
            before=match.groupdict().get("side") in BEFORE,
        )  # fmt: skip
        return clock if date is None else _on(date.group(), clock, now, late=_is_late(hour, clock.hour, rest))
    return None


def in_half(hour: int, said: str) -> int | None:
    """The hour of the day that an hour on a clock is in the "am", the "afternoon", "at night" ...: 12 at night is 0.

    None when nothing in what was said tells the half of the day.
    """
    am, pm, evening = _AM.search(said), _PM.search(said), _EVENING.search(said)
    if not (am or pm or evening):
        return None
    if hour == 12:
        return 0 if am or evening else 12
    small = hour <= SMALL_HOURS and _NIGHT.search(said)
    after_noon = pm or (evening and not am and not small)
    return hour + 12 if after_noon and 0 < hour < 12 else hour


def _is_late(said: int, hour: int, text: str) -> bool:
    """Whether the hour belongs to the night of the day that is named, but is on the next: "12 tomorrow night"."""
    midnight = said == 12 and hour == 0 and not _AM.search(text)
    return midnight or (hour <= SMALL_HOURS and _NAMED_NIGHT.search(text) is not None)


def _by_halves(soldiers: re.Match[str]) -> str:
    """ "700 hours" is 7 AM, not the next 7."""
    return f"{soldiers[1]} {'am' if int(soldiers[1]) < 1200 else 'pm'}"


def _on(date: str, clock: Clock, now: datetime, *, late: bool) -> Clock | None:
    """The clock's time on the next such day; None when there is none ("the 31st of june")."""
    digits = re.findall(r"\d+", date)
    day = int(digits[0]) if digits else next(n for n, word in enumerate(ORDINALS, 1) if word in date.split())
    month = next((number for number, name in enumerate(MONTHS, 1) if name in date), None)
    for ahead in range(60):
        year, at = divmod(now.month - 1 + ahead, 12)
        with contextlib.suppress(ValueError):
            moment = datetime(now.year + year, at + 1, day, clock.hour, clock.minute) + timedelta(days=late)
            if moment > now and month in (None, at + 1):
                return Clock(clock.hour, clock.minute, moment)
    return None


BEFORE = ("to", "of", "till")


def _hour_minute(groups: dict[str, str | None]) -> tuple[int, int]:
    if word := groups.get("word"):
        return (0 if word == "midnight" else 12), 0
    if half := groups.get("half"):
        return int(half), 30
    hour = int(groups["h"] or 0)
    minute = 15 if groups.get("quarter") else int(groups.get("m") or 0)
    if groups.get("side") in BEFORE:
        return (hour - 1) % 24 or 12, 60 - minute
    return hour, minute


def _next(said: int, minute: int, text: str, now: datetime, *, exact: bool, before: bool) -> Clock:
    tomorrow = "tomorrow" in text or _WEEKDAY.search(text) is not None
    if exact:
        hour: int | None = said
    elif before:  # "quarter to 5 tonight" is in the half of the day that 5 is in
        hour = in_half(said % 12 + 1, text)
        hour = None if hour is None else (hour - 1) % 24
    else:
        hour = in_half(said, text)
    if hour is None:
        if 1 <= said <= 12 and not tomorrow:
            soonest = min(_moment(said % 12, minute, now), _moment(said % 12 + 12, minute, now))
            return Clock(soonest.hour, soonest.minute, soonest)
        hour = said
    late = _is_late(said, hour, text)
    moment = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if named := _WEEKDAY.search(text):
        moment += timedelta(days=(WEEKDAYS.index(named[1]) - now.weekday()) % 7 + late)
        moment += timedelta(days=7 if moment <= now else 0)
    elif tomorrow:
        moment += timedelta(days=(2 if "day after tomorrow" in text else 1) + late)
    elif moment <= now:
        moment += timedelta(days=1)
    return Clock(hour, minute, moment)


def _moment(hour: int, minute: int, now: datetime) -> datetime:
    moment = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return moment if moment > now else moment + timedelta(days=1)


def say_clock(hour: int, minute: int) -> str:
    """ "7 15 AM", "9 o'clock in the evening": words that a voice reads well."""
    if (hour, minute) in ((0, 0), (12, 0)):
        return "midnight" if hour == 0 else "noon"
    half = "AM" if hour < 12 else "PM"
    shown = hour % 12 or 12
    if minute == 0:
        return f"{shown} {half}"
    return f"{shown} {'oh ' if minute < 10 else ''}{minute} {half}"
