"""Timers, alarms and reminders: what rings, until it is stopped. They are kept, so a restart forgets none."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tools.base import Outcome, ToolContext, ToolError, tool
from tools.notes import words_of
from tools.store import Store
from tools.times import (
    PAST,
    REPEATED,
    SMALL_HOURS,
    TODAY,
    Clock,
    parse_clock,
    parse_duration,
    parse_wait,
    say_clock,
    say_duration,
)

LONGEST = 366 * 86400
"""Seconds. A longer timer is a slip of the tongue or of the recogniser."""


AGAIN_SECONDS = {"timer": 15.0, "alarm": 15.0, "reminder": 60.0}
"""How long until something rings again that nobody stopped."""
MOST_RINGS = {"timer": 40, "alarm": 80, "reminder": 3}
"""Then it gives up: ten minutes of a timer, twenty of an alarm."""
SNOOZE_SECONDS = 540.0
"""Nine minutes, as alarm clocks have it."""
JUST_NOW_MINUTES = 30
"""An alarm of so long ago may still ring: it gives up after twenty minutes, and a minute may be rounded."""
_HALF_OF_DAY = re.compile(
    r"\b([ap] ?m|morning|afternoon|evening|night|tonight|noon|midday|midnight|(1[3-9]|2[0-3])[:. ]?[0-5]\d)\b"
)
""""7 am", "16 45": not both halves of the day."""


@dataclass(frozen=True, slots=True)
class Ring:
    """Something that will ring."""

    id: int
    kind: str
    """"timer", "alarm" or "reminder"."""
    label: str
    text: str
    due: float
    """Unix time in seconds."""
    seconds: float
    """How long a timer was set for."""
    rung: int = 0
    """How often it has rung; more than 0: it rings now, until it is stopped."""


@tool
def set_timer(context: ToolContext, duration: str, label: str = "") -> Outcome:
    """Set a timer.

    Args:
        duration: how long, as said ("10 minutes", "an hour and a half").
        label: what it is for ("egg"), if said.
    """
    seconds = _seconds(context, duration)
    label = _label(label)
    _add(context, "timer", label, "", context.now().timestamp() + seconds, seconds)
    speech = f"{_named(label, 'Timer').capitalize()} set for {say_duration(seconds)}."
    return Outcome(speech, speech, {"kind": "timer", "seconds": _whole(seconds), "label": label or None})


@tool
def cancel_timer(context: ToolContext, label: str = "") -> Outcome:
    """Cancel a timer.

    Args:
        label: which one, if said; "all" for every timer.
    """
    data: dict[str, Any] = {"kind": "timer_cancel", "label": None}
    if not label and (count := stop_ringing(context.store, "timer")):
        return Outcome("stopped ringing", "Okay.", {**data, "action": "stopped", "count": count})
    every = label.strip().lower() == "all"
    timers = _timers(context, "" if every else label)
    if not timers:
        return Outcome("no such timer", _no_timer(context.store, label), {**data, "count": 0})
    chosen = timers if label else timers[-1:]
    _drop(context.store, chosen)
    last = chosen[-1]
    name = _named(last.label, "Timer").capitalize()
    data |= {"label": last.label or None, "count": len(chosen)}
    if all(ring.rung for ring in chosen):
        data["action"] = "stopped"
    done = f"All {len(chosen)} timers" if every and len(chosen) > 1 else name
    speech = f"{done} {'stopped' if 'action' in data else 'cancelled'}."
    return Outcome(speech, speech, data)


@tool
def add_time(context: ToolContext, duration: str, label: str = "") -> Outcome:
    """Let a running timer run longer.

    Args:
        duration: how much longer, as said.
        label: which timer, if said.
    """
    timers = _timers(context, label)
    if not timers:
        raise ToolError(_no_timer(context.store, label))
    seconds = _seconds(context, duration)
    # What rings is what is being looked at; its `due` is when it rings again, and no end to count from.
    ring = next((timer for timer in reversed(timers) if timer.rung), timers[-1])
    now = context.now().timestamp()
    start = now if ring.rung else max(ring.due, now)
    sql = "update ring set due = ?, seconds = seconds + ?, rung = 0 where id = ?"
    context.store.change(sql, start + seconds, seconds, ring.id)
    speech = f"{say_duration(seconds)} more on the {_named(ring.label, 'timer')}."
    return Outcome(speech, speech, {"kind": "timer_add", "seconds": _whole(seconds), "label": ring.label or None})


@tool
def timer_left(context: ToolContext, label: str = "") -> Outcome:
    """Tell how long a timer still runs.

    Args:
        label: which one, if said.
    """
    found = _timers(context, label)
    rings = [ring for ring in found if not ring.rung]
    if not rings:
        speech = _no_timer(context.store, label)
        if label and found:
            speech = f"The {_named(found[-1].label, 'timer')} is done."
        done = {"about": "done", "label": found[-1].label} if label and found else {"label": None, "count": 0}
        return Outcome("no such timer", speech, {"kind": "timer_query", **done})
    now = context.now().timestamp()
    parts = [f"{say_duration(max(1, ring.due - now))} left on the {_named(ring.label, 'timer')}" for ring in rings]
    speech = f"You have {', and '.join(parts)}."
    each = [{"label": ring.label or None, "seconds": max(1, round(ring.due - now))} for ring in rings]
    return Outcome(speech, speech, {"kind": "timer_query", "label": rings[0].label or None, "each": each})


@tool
def set_alarm(context: ToolContext, time: str) -> Outcome:
    """Set an alarm for a time of day.

    Args:
        time: when, as said ("half 6 tomorrow morning", "7:15 am").
    """
    clock = _clock(context, time)
    _add(context, "alarm", "", "", clock.moment.timestamp(), 0.0)
    speech = f"Alarm set for {_say_moment(clock, context.now())}."
    return Outcome(speech, speech, {"kind": "alarm", "time": str(clock), "at": clock.moment.isoformat()})


@tool
def cancel_alarm(context: ToolContext, time: str = "") -> Outcome:
    """Cancel an alarm.

    Args:
        time: which one, as said ("7 am"); "all" for every alarm; empty: the next.
    """
    data: dict[str, Any] = {"kind": "alarm_cancel", "time": None}
    said = time.strip().lower()
    clock = _clock(context, said) if said and said != "all" else None
    alarms = sorted(_of_kind(context.store, "alarm"), key=lambda ring: ring.due)
    if clock:
        alarms = _alarms_at(alarms, clock, said)
    rings_now = ringing(context.store, "alarm")
    if rings_now and (not alarms or not clock or _just_was(clock, said, context.now())):
        # Its time has passed, so the time that is said can only be compared with now. "All" stops it as well.
        stopped = stop_ringing(context.store, "alarm")
        if said != "all" or not alarms:
            return Outcome("stopped ringing", "Okay.", {**data, "action": "stopped", "count": stopped})
    else:
        stopped = 0
    if not said:
        alarms = alarms[:1]
    if not alarms:
        others = clock is not None and _of_kind(context.store, "alarm")
        speech = "There is no alarm at that time." if others else "There is no alarm set."
        return Outcome("no such alarm", speech, {**data, "count": 0})
    _drop(context.store, alarms)
    at = datetime.fromtimestamp(alarms[0].due)
    count = len(alarms) + stopped
    speech = f"All {count} alarms cancelled." if count > 1 else f"Alarm for {say_clock(at.hour, at.minute)} cancelled."
    return Outcome(speech, speech, {**data, "time": f"{at:%H:%M}", "count": count})


@tool
def list_alarms(context: ToolContext) -> Outcome:
    """Tell which alarms are set."""
    alarms = sorted(_of_kind(context.store, "alarm"), key=lambda ring: ring.due)
    times = [_say_due(ring.due, context.now()) for ring in alarms]
    speech = f"{'Alarms' if len(times) > 1 else 'Alarm'} at {_and(times)}." if times else "There is no alarm set."
    return Outcome(speech, speech, {"kind": "alarm_query", "times": times, **_each(context, alarms)})


@tool
def list_reminders(context: ToolContext) -> Outcome:
    """Tell what the owner will be reminded of."""
    rings = sorted(_of_kind(context.store, "reminder"), key=lambda ring: ring.due)
    parts = [f"{ring.text}, {_say_due(ring.due, context.now())}" for ring in rings]
    speech = f"You have {len(parts)} reminder{'s' if len(parts) > 1 else ''}: {'; '.join(parts)}."
    speech = speech if parts else "There is no reminder set."
    items = [ring.text for ring in rings]
    return Outcome(speech, speech, {"kind": "reminder_query", "items": items, **_each(context, rings)})


@tool
def cancel_reminder(context: ToolContext, text: str = "") -> Outcome:
    """Cancel a reminder.

    Args:
        text: words of it; "all" for every reminder; empty: the newest.
    """
    rings = _of_kind(context.store, "reminder")
    if text and text != "all":
        rings = [ring for ring in rings if _is_about(ring.text, text)]
        if len({ring.text for ring in rings}) > 1:
            named = "; ".join(ring.text for ring in rings)
            raise ToolError(f"There are {len(rings)} such reminders: {named}. Say which.")
    elif not text:
        rings = rings[-1:]
    if not rings:
        return Outcome(
            "no reminder", "There is no such reminder.", {"kind": "reminder_cancel", "text": None, "count": 0}
        )
    _drop(context.store, rings)
    speech = f"All {len(rings)} reminders cancelled." if len(rings) > 1 else f"Reminder cancelled: {rings[0].text}."
    return Outcome(speech, speech, {"kind": "reminder_cancel", "text": rings[0].text, "count": len(rings)})


@tool
def snooze(context: ToolContext, duration: str = "") -> Outcome:
    """Let what rings now ring again later.

    Args:
        duration: how much later, as said; nine minutes if not.
    """
    seconds = _seconds(context, duration) if duration else SNOOZE_SECONDS
    count = context.store.change(
        "update ring set rung = 0, due = ? where rung > 0", context.now().timestamp() + seconds
    )
    if not count:
        raise ToolError("Nothing is ringing.")
    speech = f"Again in {say_duration(seconds)}."
    return Outcome(speech, speech, {"kind": "snooze", "seconds": _whole(seconds)})


@tool
def set_reminder(context: ToolContext, text: str, when: str) -> Outcome:
    """Remind the owner of something later.

    Args:
        text: of what ("move the car").
        when: when, as said ("in 25 minutes", "at 6 pm", "tomorrow at 8 am").
    """
    data: dict[str, Any] = {"kind": "reminder", "text": text}
    if not when.strip():
        raise ToolError("When? Say it with a time: in ten minutes, at half past six, on friday at noon.")
    said_when = context.normalise(when)
    seconds = parse_wait(said_when)
    if seconds is None and parse_clock(said_when, context.now()) is None:  # "20 minutes past 9" is on the clock
        seconds = parse_duration(said_when)
    if seconds is not None:
        _check_length(seconds)
        due, said = context.now().timestamp() + seconds, f"in {say_duration(seconds)}"
        data["seconds"] = _whole(seconds)
    else:
        clock = _clock(context, when)
        due, said = clock.moment.timestamp(), f"at {_say_moment(clock, context.now())}"
        data["time"] = str(clock)
    _add(context, "reminder", "", text, due, seconds or 0.0)
    speech = f"I will remind you {said}: {text}."
    return Outcome(speech, speech, data)


def due(store: Store, now: datetime, held: Collection[str] = ()) -> list[str]:
    """The sentences to say now, oldest first. What rang rings again after a while, until `stop_ringing`.

    Args:
        store: where they are kept.
        now: the time.
        held: kinds that wait (reminders, in the quiet hours).
    """
    rows = store.query(f"{_SELECT} where due <= ? order by due", now.timestamp())
    sentences = []
    for ring in (Ring(*row) for row in rows):
        if ring.kind in held:
            continue
        if ring.rung + 1 >= MOST_RINGS[ring.kind]:
            taken = store.change("delete from ring where id = ? and rung = ?", ring.id, ring.rung)
        else:
            again = now.timestamp() + AGAIN_SECONDS[ring.kind]
            sql = "update ring set rung = rung + 1, due = ? where id = ? and rung = ?"
            taken = store.change(sql, again, ring.id, ring.rung)
        if taken:
            sentences.append(_announcement(ring))
    return sentences


def ringing(store: Store, kind: str = "") -> bool:
    """Whether something rings now, of one kind or of any."""
    return bool(store.query("select 1 from ring where rung > 0 and (kind = ? or ? = '') limit 1", kind, kind))


def stop_ringing(store: Store, kind: str = "") -> int:
    """Stop what rings now, of one kind or of every; returns how many did."""
    return store.change("delete from ring where rung > 0 and (kind = ? or ? = '')", kind, kind)


def pending(store: Store) -> list[Ring]:
    """Everything that will ring, the newest last."""
    return [Ring(*row) for row in store.query(f"{_SELECT} where rung = 0 order by id")]


def _is_about(text: str, words: str) -> bool:
    """Whether all words are in the text, singular and plural alike; of what has no blanks (Chinese), the characters."""
    if not words.isascii():
        return words.strip() in text
    wanted = words_of(words) - {"to"}
    return bool(wanted) and wanted <= words_of(text)


_SELECT = "select id, kind, label, text, due, seconds, rung from ring"


def _drop(store: Store, rings: list[Ring]) -> None:
    for ring in rings:
        store.change("delete from ring where id = ?", ring.id)


def _alarms_at(alarms: list[Ring], clock: Clock, said: str) -> list[Ring]:
    """Those that are meant: of that very moment; else of that time on another day."""
    exact = [ring for ring in alarms if ring.due == clock.moment.timestamp()]
    return exact or [ring for ring in alarms if _same_time(datetime.fromtimestamp(ring.due), clock, said)]


def _same_time(at: datetime, clock: Clock, said: str) -> bool:
    """The same on a clock face ("the 7 alarm" is the one at 7 AM or PM), and in the half of the day that is said."""
    hours = 24 if _HALF_OF_DAY.search(said) else 12
    return at.minute == clock.minute and at.hour % hours == clock.hour % hours


def _just_was(clock: Clock, said: str, now: datetime) -> bool:
    """Whether it was that time so lately that an alarm of then may still ring."""
    minutes = range(JUST_NOW_MINUTES + 1)
    return any(_same_time(now - timedelta(minutes=ago), clock, said) for ago in minutes)


def _each(context: ToolContext, rings: list[Ring]) -> dict[str, Any]:
    """When each of them is due, for other languages."""
    rows = []
    for ring in rings:
        at = datetime.fromtimestamp(ring.due)
        days = (at.date() - context.now().date()).days
        about = "" if days <= 0 else "tomorrow" if days == 1 else "later"  # one that rings may be of yesterday
        rows.append({"at": at.isoformat(), "text": ring.text, "about": about, "month": at.month, "day": at.day})
    return {"count": len(rows), "each": rows}


def _say_due(due: float, now: datetime) -> str:
    at = datetime.fromtimestamp(due)
    days = (at.date() - now.date()).days
    if days == 1 and (at.hour, at.minute) == (0, 0):
        return "midnight tonight"  # the calendar's "midnight tomorrow" sounds a day late
    day = "" if days == 0 else " tomorrow" if days == 1 else f" on {at:%A}" if days < 7 else f" on {at.day} {at:%B}"
    return f"{say_clock(at.hour, at.minute)}{day}"


def _and(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _announcement(ring: Ring) -> str:
    if ring.kind == "reminder":
        return f"Reminder: {ring.text}."
    if ring.kind == "alarm":
        return "This is your alarm."
    return f"Your {say_duration(ring.seconds)} {_named(ring.label, 'timer')} is done."


def _add(context: ToolContext, kind: str, label: str, text: str, due: float, seconds: float) -> None:
    sql = "insert into ring (kind, label, text, made, due, seconds) values (?, ?, ?, ?, ?, ?)"
    context.store.change(sql, kind, label, text, context.now().timestamp(), due, seconds)


def _of_kind(store: Store, kind: str) -> list[Ring]:
    return [ring for ring in pending(store) if ring.kind == kind]


def _timers(context: ToolContext, label: str) -> list[Ring]:
    """The timers that are meant, also those that ring, the newest last; without a label all of them.

    A timer is called by its label, or by its length ("the 10 minute timer"). One that has no label may be called
    anything, if no other can be meant; one that has is never taken for another.
    """
    timers = [Ring(*row) for row in context.store.query(f"{_SELECT} where kind = 'timer' order by id")]
    wanted = _label(label)
    if not wanted:
        return timers
    named = [ring for ring in timers if wanted in (ring.label, ring.label.rstrip("s"))]
    seconds = parse_duration(context.normalise(wanted))
    if named or seconds is not None:
        as_long = [ring for ring in timers if ring.seconds == seconds]
        both = [ring for ring in as_long if ring.label and ring.label in wanted]  # "5 minute egg"
        return named or both or as_long
    unnamed = [ring for ring in timers if not ring.label]
    loud = [ring for ring in unnamed if ring.rung]
    return unnamed if len(timers) == len(unnamed) == 1 else loud if len(loud) == 1 else []


def _no_timer(store: Store, label: str) -> str:
    wanted = _label(label)
    others = wanted and wanted != "all" and _of_kind(store, "timer")
    return f"There is no {wanted} timer." if others else "There is no timer running."


def _label(label: str) -> str:
    words = [word for word in label.lower().split() if word not in ("a", "an", "the", "my", "timer", "for", "new")]
    return " ".join(words)


def _named(label: str, noun: str) -> str:
    return f"{label} {noun.lower()}" if label else noun


def _seconds(context: ToolContext, duration: str) -> float:
    seconds = parse_duration(context.normalise(duration))
    if seconds is None and re.search(r"\b(0|zero|no) ", context.normalise(duration)):
        raise ToolError("That is over before it begins. Say for example ten minutes.")
    if seconds is None:
        raise ToolError(f"I do not know how long {duration!r} is. Say for example ten minutes.".replace("'", ""))
    _check_length(seconds)
    return seconds


def _check_length(seconds: float) -> None:
    if seconds < 1:
        raise ToolError("That is less than a second. I can wait for a second or more.")
    if seconds > LONGEST:
        raise ToolError("That is longer than a year. I can wait for a year at most.")


def _clock(context: ToolContext, time: str) -> Clock:
    if REPEATED.search(time.lower()):
        raise ToolError("I can ring once, not again and again. Say one day and a time.")
    if PAST.search(time.lower()):
        raise ToolError("That has passed already.")
    said = context.normalise(time)
    if (seconds := parse_wait(said)) is not None:
        _check_length(seconds)
        moment = datetime.fromtimestamp(context.now().timestamp() + seconds)
        return Clock(moment.hour, moment.minute, moment)
    found = parse_clock(said, context.now())
    if found is None and not re.search(r"\d", time):
        raise ToolError("At what time? Say it with one, for example tomorrow at half past six.")
    if found is None:
        raise ToolError(f"I do not know what time {time!r} is. Say for example half past six.".replace("'", ""))
    if TODAY.search(said) and found.moment.date() > context.now().date() and found.hour > SMALL_HOURS:
        raise ToolError("That has passed already.")
    return found


def _say_moment(clock: Clock, now: datetime) -> str:
    return _say_due(clock.moment.timestamp(), now)


def _whole(seconds: float) -> float | int:
    return int(seconds) if seconds == int(seconds) else seconds
