"""What a sentence's free words may be: each tool's arguments, checked by the parsers that the tools themselves use.

A template may take any words where a value stands. What it took is checked here, so that ordinary talk ("the
temperature outside is 2 degrees") is not a command.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from assistant.settings import find
from assistant.think.numbers import spoken_to_digits
from assistant.values import spoken_number, spoken_span
from tools.convert import is_unit
from tools.times import (
    DATE,
    DAYS,
    MONTHS,
    PAST,
    REPEATED,
    WEEKDAYS,
    is_unclear,
    parse_clock,
    parse_duration,
    parse_wait,
)

_NUMBER = r"(minus )?\d+(\.\d+)?( and a (half|quarter))?"
_UNITS_OF_VALUES = (
    r"percent|times( normal)?|tokens?|degrees?|x|seconds?|secs?|milliseconds?|minutes?|megabytes?|megs?|mb"
    r"|gigabytes?|gigs?|gb|turns?|drinks?|beers?|sentences?|an hour|per hour"
)
_VALUE = re.compile(
    rf"((an? |the |its )?(about |around |exactly )?{_NUMBER}( ({_UNITS_OF_VALUES}))*"
    r"|(a )?half( a (second|minute|gigabyte))?|an? (second|minute|gigabyte)|(a )?quarter|3 quarters|zero"
    r"|normal( speed)?|double( speed)?|twice( normal)?|random|none|off"
    r"|very short|tiny|short|brief|medium|long|very long|a dozen)"
)
_LIMIT = re.compile(r"(the |its )?(max|maximum|min|minimum|full|highest|lowest)( setting| value| level)?")
_BY = re.compile(
    rf"({_NUMBER}( percent| degrees?| points?| seconds?| megabytes?| tokens?| turns?| drinks?| notch(es)?)?|a half"
    r"|half( a)?( degree| point)?)"
)
_AMOUNT = re.compile(rf"(?P<number>{_NUMBER}|half an?|half|an?|one)\b ?(?P<unit>.*)")
_SOUNDS_LIKE = {
    "won": "one", "wan": "one", "wun": "one", "to": "two", "too": "two", "tree": "three", "free": "three",
    "for": "four", "fore": "four", "fife": "five", "sex": "six", "sics": "six", "ate": "eight", "nein": "nine",
    "oh": "zero",    "o": "zero", "nought": "zero", "naught": "zero", "have": "half", "haff": "half",
    "pointed": "point", "points": "point",
}  # fmt: skip
"""What recognisers write for a number, where nothing but a number can stand."""
HEARD_TO = re.compile(r"\b(two|to|too|four|for|2|4)\b(?! (hundred|thousand|million))")
"""A word of a transcript that may be "to" or "for", heard as a number."""
_TOWARDS = re.compile(r"\b(to|at|of|as|on|is)\b")
_STUTTER = re.compile(r"^[24] (?=\d|half)")
""""to" or "for" heard as a number: "temperature two 1.2"."""
_SHORT = 4
"""Words in a label, a list's name or a preset; more is talk."""
_NO_PART_OF_LABEL = frozenset(("for", "four", "the", "a", "an", "my", "on", "and", "timer", "called", "named"))
_NO_LABEL = re.compile(r"\d|\b(minus|or|another|ago|less|more|than|and|then|first|second|third|no|not|wait|actually)\b")
"""What is left over of a second length of time, and no timer's name."""
_PRONOUNS = frozenset(
    "i you he she we they it this that there who what which and is was the a an to my can could would will set don't do"
    " not for".split()
)
_NO_NAMES = frozenset(
    "here me him her them everyone everybody nobody somebody someone water beer wine drink drinks tired hungry bored"
    " happy sad sorry fine good ok okay done ready back home drunk sober not so very just one new old time game music"
    " milk bread salt some more your our their his her for of with hi hello sure right wrong late early going".split()
)


def arguments(tool: str, values: dict[str, str]) -> dict[str, str] | None:
    """The tool's arguments; None when what a wildcard took cannot be one."""
    check = _CHECKS.get(tool)
    return values if check is None else check(values)


def _setting(values: dict[str, str]) -> dict[str, str] | None:
    name = values["name"]
    setting = find(name)
    if "span" in values:
        return None if spoken_span(values["span"]) is None else {"name": name, "value": values["span"]}
    value = values["value"]
    if setting.kind != "number" or _LIMIT.fullmatch(value):
        return {"name": name, "value": value}
    number = numeral(value)
    if number is None or ("unit" in values and not re.search(values["unit"], number)):
        return None
    return {"name": name, "value": number}


def numeral(said: str) -> str | None:
    """What a person or a recogniser says for a number, as digits and units ("won point two" -> "1.2"); or None."""
    for form in (said, spoken_to_digits(" ".join(_SOUNDS_LIKE.get(word, word) for word in said.split()))):
        plain = _STUTTER.sub("", form.removeprefix("number "))
        if _VALUE.fullmatch(plain):
            return plain
    return None


def heard_to(said: str, name: str, value: str) -> str:
    """The value, where "to" or "for" was heard as its first digit: "top p two point nine" is 0.9, for 2.9 cannot be.

    Only where the transcript had that digit as a word of its own (`HEARD_TO`): "temperature 25" is a mistake of who
    says it, not 5.
    """
    setting, number = find(name), re.match(r"[24](\.?)(\d.*|half)", value.replace(" ", "", 1))
    if setting.kind != "number" or number is None or _TOWARDS.search(said):
        return value
    whole = spoken_number(value)
    repaired = f"0.{number[2]}" if number[1] else number[2]
    if re.match(r"0\d", repaired):
        return value
    rest = spoken_number(repaired)
    if whole is None or rest is None or setting.low <= whole <= setting.high:
        return value
    return repaired if setting.low <= rest <= setting.high else value


def _change(values: dict[str, str]) -> dict[str, str] | None:
    found: dict[str, str] = {key: values[key] for key in ("name", "direction") if key in values}
    if "by" in values:
        by = next((form for form in (values["by"], numeral(values["by"]) or "") if _BY.fullmatch(form)), None)
        if by is None:
            return None
        found["by"] = by
    if values.get("size", "bit") != "bit":
        found["size"] = values["size"]
    return found


_MOMENT = re.compile(r"(an?|1|one|half an?|another|a couple of|2|two) (secs?|seconds?|mins?|minutes?)( or (2|two))?")
""" "Give me a second" asks for patience, not for a timer."""
_ASKED = re.compile(r"(what|who|whom|whose|which|where|when|why|how|if|whether|about|all|more|the|a|an|some)\b")
"""What somebody asks to be told ("what the weather will be in 2 hours") begins so; nobody is reminded of it."""


def _timer(values: dict[str, str]) -> dict[str, str] | None:
    """ "3 minute egg" is a duration and a label."""
    said = values["timer"]
    if is_unclear(said):
        return {"duration": said}
    if parse_duration(said) is None or ("plea" in values and _MOMENT.fullmatch(said)):
        return None
    duration, label = split_duration(said)
    if _DURATION_IN.search(label) or _REQUEST.match(label):
        return None
    label = values.get("label", "") or label
    if label and (not _is_name(label) or _NO_LABEL.search(label)):
        return None
    return {"duration": duration, **({"label": label} if label else {})}


def _named_timer(values: dict[str, str]) -> dict[str, str] | None:
    """A duration, and a label if there is one."""
    found = _labelled(values)
    if "timer" in values:
        if parse_duration(values["timer"]) is None or found is None or not _DURATION_IN.fullmatch(values["timer"]):
            return None
        found["duration"] = values["timer"]
    return found


def _alarm_if(values: dict[str, str]) -> dict[str, str] | None:
    """A time, "all", or none."""
    return _alarm(values) if values.get("time", "all") != "all" else values


def _labelled(values: dict[str, str]) -> dict[str, str] | None:
    label = values.get("label", "")
    if label and not _is_name(label):
        return None
    return {"label": label} if label else {}


_SOMETIME = re.compile(
    rf"\d|\b({'|'.join((*WEEKDAYS, *MONTHS))}|noon|midday|midnight|to(day|night|morrow)|morning|afternoon|evening|night"
    r"|hours?|minutes?|seconds?|days?|weeks?|months?|later|soon|when|once|if|after|before|every|daily|until|by|yesterday"
    r"|quarter|half|next|weekend|christmas|easter)\b"
)
_OF_TIMES = re.compile(
    r"\b(\d+(:\d+)?|half|quarter|past|to|of|after|till|am|pm|a|p|m|in|at|the|this|morning|afternoon|evening|night"
    rf"|tonight|tomorrow|today|next|every|daily|yesterday|day|{'|'.join(WEEKDAYS)}"
    r"|o'clock|noon|midday|midnight|on|for|minutes|oh)\b"
)


def _alarm(values: dict[str, str]) -> dict[str, str] | None:
    time = values["time"]
    if parse_wait(time) is not None:
        return {"time": time}
    known = _OF_TIMES.sub("", re.sub(rf"\b(?:{DATE})\b", "", time))
    never = REPEATED.search(time) or PAST.search(time)
    if known.strip() or (parse_clock(time, datetime.now()) is None and not never):
        return None
    return {"time": time}


def _reminder(values: dict[str, str]) -> dict[str, str] | None:
    if "task" in values:  # without a time, which the tool then asks for
        return None if _SOMETIME.search(values["task"]) else {"text": values["task"], "when": ""}
    if "when" in values:
        when = values["when"]
        if parse_duration(when) is not None:
            return {"text": values["text"], "when": f"in {when}"}
        return None if _alarm({"time": when}) is None else {"text": values["text"], "when": when}
    said = " ".join(filter(None, [values.get("first", ""), values.get("reminder", "")]))
    if "first" in values and not _IN_FRONT.search(values["first"]):
        return None
    found = split_reminder(said)
    if found is not None and _ANOTHER.search(found[0]):
        return None
    if found is not None and "told" in values:
        about = values.get("reminder", "").startswith("about ")
        found = None if about or _ASKED.match(found[0]) else found
    return None if found is None else {"text": found[0], "when": found[1]}


_REQUEST = re.compile(r"(?:then|tell|remind|set|add|read|turn|cancel|show)\b")
""""... and tell me a joke" is no label."""
_NO_ITEM = re.compile(
    r"\b(?:to|on|onto|from|off) (?:the|my|our) [\w ]+ list\b|^(?:then|read|set|remind|tell|what|clear|remove|take)\b"
)
""""... and bread to the bakery list", "... and then read it" is another request."""


def _items(values: dict[str, str]) -> dict[str, str] | None:
    if not _is_name(values["list"]) or any(_NO_ITEM.search(values.get(place, "")) for place in ("items", "also")):
        return None
    if "also" in values:
        return {"list": values["list"], "items": f"{values['items']} and {values['also']}"}
    return values


def _hour(values: dict[str, str]) -> dict[str, str] | None:
    """ "is it past 9 yet" asks for the time; "is it past the church" does not."""
    if "hour" in values and _alarm({"time": values["hour"]}) is None:
        return None
    return {"about": values["about"]}


def _convert(values: dict[str, str]) -> dict[str, str] | None:
    match = _AMOUNT.fullmatch(values["measure"])
    if match is None or not is_unit(values["unit"]):
        return None
    unit = re.sub(r" of [a-z ]+$", "", match["unit"])
    if not is_unit(re.sub(r" \d+( .*)?$", "", unit)):
        return None
    wanted = re.sub(r" (?:please|thanks|thank you|now)$", "", values["unit"])
    return {"amount": match["number"], "from_unit": unit, "to_unit": wanted}


def _party(values: dict[str, str]) -> dict[str, str] | None:
    found = {"action": values["action"]}
    if (said := values.get("player", "")) == "everyone":
        found["player"] = said
    elif said:
        names = [_bare_name(name) for name in re.split(r" and |, ?", said)]
        if names == [""] and found["action"] == "add_player" and len(said.split()) > 2:
            names = [_bare_name(name) for name in said.split()]  # "players sam joe anna"
        if not all(names) or (found["action"] == "me" and re.search(r"(ing|ed)\b", said)):
            return None
        found["player"] = " and ".join(names)
    if "count" in values:
        found["count"] = str(int(float(values["count"])))
    if "answer" in values:
        if (answer := numeral(values["answer"])) is None:
            return None
        found["answer"] = answer
    return found


def _bare_name(said: str) -> str:
    """A person's name; empty when it cannot be one."""
    name = re.sub(r"^(my (mate|friend|brother|sister|wife|husband)) ", "", said.strip())
    name = re.sub(r"('s| has| is| are)$", "", name)
    fine = _is_name(name) and len(name.split()) <= 2 and not any(char.isdigit() for char in name)
    return name if fine and not _NO_NAMES & set(name.split()) else ""


def _preset(values: dict[str, str]) -> dict[str, str] | None:
    return values if _is_name(values["preset"]) else None


def _is_name(words: str) -> bool:
    """A few words that are no sentence."""
    split = words.split()
    return 0 < len(split) <= _SHORT and not _PRONOUNS & set(split) and "'" not in words.replace("'s ", " ")


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
    "clock": _hour,
    "party": _party,
    "add_time": _named_timer,
    "snooze": _named_timer,
    "cancel_alarm": _alarm_if,
    "remove_from_list": _items,
    "clear_list": _items,
    "delete_preset": _preset,
    "save_preset": _preset,
    "load_preset": _preset,
    "control": lambda values: {"action": values["action"]},
    "system_status": lambda values: {"about": values["about"]},
}

_UNIT = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?)"
_COUNT = (
    r"(?:\d+(?:\.\d+)?(?: and a (?:half|quarter))?|an?|one|half an?|half|a couple of"
    r"|(?:3 quarters|a quarter|quarter) of an)"
)
_MINUTES = r"(?:(?:(?<=hour)|(?<=hours))(?: and)? [1-5]?\d(?= for |$))"
""""an hour and 20"."""
_DURATION = (
    rf"(?:minus |\d+ (?:or|to) )?{_COUNT} {_UNIT}"
    rf"(?:(?: and)? (?:a half|half|a quarter|\d+ {_UNIT})|{_MINUTES})*"
)
_DURATION_IN = re.compile(rf"\b{_DURATION}\b")
_TIME = (
    r"(?:half (?:past )?\d{1,2}|quarter (?:past|to) \d{1,2}|\d{1,2} (?:past|to) \d{1,2}|\d{1,2}[: ]\d{2}|\d{1,4}"
    r"|noon|midday|midnight)(?: ?(?:am|pm|o'clock))?"
)
_DAYS = rf"(?:(?:(?:on|next|this) )?(?:{'|'.join(WEEKDAYS)})|{DATE})"
_NEVER = rf"(?:every (?:day|morning|evening|night|week|hour|{'|'.join(WEEKDAYS)})|daily|yesterday)"
"""What cannot be: the tool says so."""
_DAY = (
    rf"(?: (?:{_DAYS}(?: (?:morning|afternoon|evening))?|{_NEVER}|(?:the day after )?tomorrow"
    r"(?: (?:morning|afternoon|evening))?|tonight|today|(?:in the|this) (?:morning|afternoon|evening)|at night))"
)
_FRONT = (
    rf"(?:(?:the day after )?tomorrow|tonight|this (?:morning|afternoon|evening)"
    rf"|{_DAYS}(?: (?:morning|afternoon|evening))?|{_NEVER})"
)
_WHEN = re.compile(
    rf"(?:\b(?:in|after) (?:the )?(?P<duration>{_DURATION})(?: from now| time)?\b(?P<later> at {_TIME}{_DAY}?(?!\w))?"
    rf"|(?:\b(?P<day>{_FRONT}) )?\bat (?P<time>{_TIME}{_DAY}?)(?!\w))"
)
_IN_FRONT = re.compile(rf"^(?:in|after) {_DURATION}$|\bat {_TIME}{_DAY}?$|^{_FRONT}\b")
_FIRST_DAY = re.compile(rf"((?:{_FRONT}|today)(?: (?:morning|afternoon|evening|night))?)(?= )")
_JOINTS = re.compile(r"^(?:(?:that|to|too|two|2|about|and|i need to|i have to)\b ?)+")
_AFTER_TIME = re.compile(r"$| (?:that|to|too|two|2|about|and|please)\b")
""""To look at 5 houses at 9": what follows tells which of them is a time."""
_IN_DAYS = re.compile(rf"in {DAYS}")
_ANOTHER = re.compile(rf" and (?:to )?.* at {_TIME}(?: (?:am|pm))?$")
""""... call bob at 5 and to call ann at 6": two reminders."""
_AT_END = re.compile(rf" at {_TIME}{_DAY}?$")
_FOR = re.compile(rf"^for (?P<duration>{_DURATION})\b")


def split_duration(said: str) -> tuple[str, str]:
    """ "3 minute egg" -> ("3 minute", "egg"); "10 minutes for the pasta" -> ("10 minutes", "pasta")."""
    match = _DURATION_IN.search(said)
    if match is None:
        return said, ""
    rest = f"{said[: match.start()]} {said[match.end() :]}"
    label = " ".join(word for word in rest.split() if word not in _NO_PART_OF_LABEL)
    label = re.sub(r"^\d+ ?", "", label)  # "timer 4 45 minutes": "for", heard as a number
    return match.group(), label


def split_reminder(said: str) -> tuple[str, str] | None:
    """What to be reminded of, and when: "in 25 minutes to move the car" -> ("move the car", "in 25 minutes")."""
    found = [match] if (match := _FOR.search(said)) else list(_WHEN.finditer(said))
    if not found:
        return None
    match = next((one for one in found if _AFTER_TIME.match(said, one.end())), found[0])
    groups = match.groupdict()
    if groups.get("duration"):
        when = f"in {groups['duration']}{groups.get('later') or ''}"
    else:
        when = " ".join(filter(None, [groups.get("day"), groups["time"]]))
    rest = f"{said[: match.start()].strip()} {said[match.end() :].strip()}".strip()
    rest = _JOINTS.sub("", rest)
    if not groups.get("day") and not groups.get("duration") and (day := _FIRST_DAY.match(rest)):
        when, rest = f"{day[1]} {when}", rest[day.end() :].strip()  # "on friday to call mum at noon"
    text = _JOINTS.sub("", rest).strip()
    if _IN_DAYS.fullmatch(when) and (at := _AT_END.search(text)) and text[: at.start()].strip():
        when, text = f"{when} {at[0].strip()}", text[: at.start()].strip()  # "in 3 days to water the plants at 9 am"
    if not text:
        return None
    return text, when
