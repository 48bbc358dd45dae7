"""The time and the date."""

from __future__ import annotations

from typing import Literal

from tools.base import Outcome, ToolContext, tool
from tools.times import say_clock


@tool
def clock(context: ToolContext, about: Literal["time", "date", "weekday"] = "time") -> Outcome:
    """Tell the time, the date or the day of the week.

    Args:
        about: which of them.
    """
    now = context.now()
    if about == "time":
        speech = f"It is {say_clock(now.hour, now.minute)}."
    elif about == "date":
        speech = f"Today is {now:%A}, {now.day} {now:%B} {now.year}."
    else:
        speech = f"Today is {now:%A}."
    return Outcome(now.isoformat(timespec="seconds"), speech, {"kind": "clock", "about": about, "now": now.isoformat()})
