"""Timers, alarms and reminders: what rings. They are kept, so a restart forgets none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tools.base import Outcome, ToolContext, ToolError, tool
from tools.store import Store
from tools.times import Clock, parse_clock, parse_duration, say_clock, say_duration

LONGEST = 366 * 86400
"""Seconds. A longer timer is a slip of the tongue or of the recogniser."""


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
        label: which one, if said.
    """
    rings = _matching(context.store, label, ("timer",))
    if not rings:
        return Outcome("no timer", "There is no timer running.", {"kind": "timer_cancel", "label": None})
    chosen = rings if label else rings[-1:]
    for ring in chosen:
        context.store.change("delete from ring where id = ?", ring.id)
    last = chosen[-1]
    speech = f"{_named(last.label, 'Timer').capitalize()} cancelled."
    return Outcome(speech, speech, {"kind": "timer_cancel", "label": last.label or None})


@tool
def timer_left(context: ToolContext, label: str = "") -> Outcome:
    """Tell how long a timer still runs.

    Args:
        label: which one, if said.
    """
    rings = _matching(context.store, label, ("timer",))
    if not rings:
        return Outcome("no timer", "There is no timer running.", {"kind": "timer_query", "label": None})
    now = context.now().timestamp()
    parts = [f"{say_duration(max(1, ring.due - now))} left on the {_named(ring.label, 'timer')}" for ring in rings]
    speech = f"You have {', and '.join(parts)}."
    return Outcome(speech, speech, {"kind": "timer_query", "label": rings[0].label or None})


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
def set_reminder(context: ToolContext, text: str, when: str) -> Outcome:
    """Remind the owner of something later.

    Args:
        text: of what ("move the car").
        when: when, as said ("in 25 minutes", "at 6 pm", "tomorrow at 8 am").
    """
    data: dict[str, Any] = {"kind": "reminder", "text": text}
    seconds = parse_duration(context.normalise(when))
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


def due(store: Store, now: datetime) -> list[str]:
    """Take what is due now out of the store and return the sentences to say, oldest first."""
    rows = store.query(
        "select id, kind, label, text, due, seconds from ring where due <= ? order by due", now.timestamp()
    )
    sentences = []
    for ring in (Ring(*row) for row in rows):
        if store.change("delete from ring where id = ?", ring.id):
            sentences.append(_announcement(ring))
    return sentences


def pending(store: Store) -> list[Ring]:
    """Everything that will ring, the newest last."""
    rows = store.query("select id, kind, label, text, due, seconds from ring order by id")
    return [Ring(*row) for row in rows]


def _announcement(ring: Ring) -> str:
    if ring.kind == "reminder":
        return f"Reminder: {ring.text}."
    if ring.kind == "alarm":
        return "This is your alarm."
    return f"Your {say_duration(ring.seconds)} {_named(ring.label, 'timer')} is done."


def _add(context: ToolContext, kind: str, label: str, text: str, due: float, seconds: float) -> None:
    sql = "insert into ring (kind, label, text, made, due, seconds) values (?, ?, ?, ?, ?, ?)"
    context.store.change(sql, kind, label, text, context.now().timestamp(), due, seconds)


def _matching(store: Store, label: str, kinds: tuple[str, ...]) -> list[Ring]:
    rings = [ring for ring in pending(store) if ring.kind in kinds]
    wanted = _label(label)
    named = [ring for ring in rings if wanted and wanted in (ring.label, ring.label.rstrip("s"))]
    return named or (rings if not wanted or len(rings) == 1 else [])


def _label(label: str) -> str:
    words = [word for word in label.lower().split() if word not in ("a", "an", "the", "my", "timer", "for", "new")]
    return " ".join(words)


def _named(label: str, noun: str) -> str:
    return f"{label} {noun.lower()}" if label else noun


def _seconds(context: ToolContext, duration: str) -> float:
    seconds = parse_duration(context.normalise(duration))
    if seconds is None:
        raise ToolError(f"I do not know how long {duration!r} is. Say for example ten minutes.".replace("'", ""))
    _check_length(seconds)
    return seconds


def _check_length(seconds: float) -> None:
    if seconds > LONGEST:
        raise ToolError("That is longer than a year. I can wait for a year at most.")


def _clock(context: ToolContext, time: str) -> Clock:
    found = parse_clock(context.normalise(time), context.now())
    if found is None:
        raise ToolError(f"I do not know what time {time!r} is. Say for example half past six.".replace("'", ""))
    return found


def _say_moment(clock: Clock, now: datetime) -> str:
    day = " tomorrow" if clock.moment.date() != now.date() else ""
    return f"{say_clock(clock.hour, clock.minute)}{day}"


def _whole(seconds: float) -> float | int:
    return int(seconds) if seconds == int(seconds) else seconds
