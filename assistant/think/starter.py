"""What the bundled starter needs that no other model does: its style, and how its words are drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.engines import CallPart, Message, Sampling
from assistant.think.numbers import normalise
from assistant.think.plausible import is_plausible
from assistant.think.reply import Style, follows_on

SURE = 0.7
"""How sure it must be of a call (see engines.CallPart)."""
SOBER, HOT = 3, 0.25
"""Powers of a temperature below 1 (0.7 becomes 0.34), and of what is above 1, up to `HOTTEST`."""
HOTTEST, WILDEST = 3.0, 4.2
"""The highest temperature that can be set, and what it becomes."""
SURELY, COOL = 6.0, 0.7
"""What is cut off in sober talk, as a factor of what is set, up to this temperature; from 1 on it is `WILDLY`."""
WILDLY = 0.01
MOST = 0.3
"""More than this is cut off only where the owner says so: equal jokes are not equally likely."""

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_FORMAT = re.compile(r"print\(f'\{round\([^']*'\)$")
_POINTS_BACK = re.compile(
    r"\b(?:add|take|subtract) \d+(?:\.\d+)?(?: percent)? (?:to|off|from|away from) (?:that|it)\b"
    r"|\b(?:divide|multiply|times|split|subtract|take|add|minus) (?:that|it) (?:by|from|into|to)\b"
    r"|\b\d+(?:\.\d+)?(?: percent of| by| minus| over| divided by| times) (?:that|it)\b"
    r"|\b(?:that|it) (?:times|plus|minus|over|divided by|multiplied by) \d"
    r"|^\D*\b(?:double|halve|half of|triple|treble|square|cube|twice|negate) (?:that|it)\b\D*$"
    r"|^(?:(?:and|now|then|ok|okay|so|well) )*(?:times|plus|minus|over|less|divided by|multiplied by) \d+(?:\.\d+)?"
    r"(?: percent)?(?: please)?$"
)
_REVERSED = re.compile(r"\d (?:by|minus|over|divided by|to the power of) (?:that|it)\b|\b(?:that|it) from \d")
_FACTORS = {"percent": "/ 100", "cube": "** 3", "tripl": "* 3", "trebl": "* 3", "quarter": "/ 4"}
"""What a sum must have that is told so."""
_ROUNDED = re.compile(r"\.\d{3}$")


def starter_style() -> Style:
    """The starter reads normalised text and short results, and puts only a program's result into words."""
    return Style(
        prepare=normalise,
        follows_on=follows_on,
        before=as_a_sum,
        goes_on=goes_on,
        result_characters=60,
        retold=lambda tool: tool == "run_python",
        places_results=True,
        rounds=4,
        as_written=False,
        surest=SURE,
        plausible=is_plausible,
        drawn=drawn,
    )


def as_a_sum(before: Sequence[Message]) -> list[Message]:
    """The last number that a program printed, as a sum to go on from; without one, what was said before.

    It was taught to go on from a sum ("and now times 2"), once. What is a longer way off, or came of another program,
    it mixes up: of "6 times 7", "divide that by 4", "add 5 to that" it made 6 / 7 + 5.
    """
    turn = next((at for at in reversed(range(len(before))) if before[at].tool), -1)
    result = before[turn].content if turn >= 0 and before[turn].tool == "run_python" else ""
    if not _NUMBER.fullmatch(result):
        return list(before)
    asked = [message.content for message in before[:turn] if message.role == "user"]
    if _ROUNDED.search(result) and asked and not follows_on(asked[-1]):
        return list(before)  # 10 / 3, times 3, is 10
    call = CallPart("run_python", {"code": f"print({result} * 1)"})
    return [
        Message("user", f"what is {result} times 1"),
        Message("assistant", "", (call,)),
        Message("tool", result, tool="run_python"),
        Message("assistant", f"That is {result}."),
    ]


def goes_on(request: str, before: Sequence[Message], call: CallPart) -> bool:
    """Does a sum that points back ("add 5 to that") have the last number in it, the right way round?

    The model makes one up where there is none, loses a minus, and takes "divide 100 by that" for "divide that by 100".

    Args:
        request: what was said, with its numbers as digits.
        before: what `as_a_sum` made of the turns before.
        call: what it would do.
    """
    code = str(call.arguments.get("code", ""))
    if call.tool != "run_python" or not _POINTS_BACK.search(request) or ("'" in code and not _FORMAT.match(code)):
        return True
    if len(_DIGITS.findall(request)) > 1:  # it has a sum of its own
        return True
    last = next((message for message in reversed(before) if message.tool), None)
    if last is None or last.tool != "run_python":
        return False
    if before[0].content == f"what is {last.content} times 1" and f"({last.content} * 1)" not in code:
        return False
    if _REVERSED.search(request) and re.search(r"\) [-/*]", code):
        return False
    factor = next((part for word, part in _FACTORS.items() if word in request), "")
    return factor in code


def drawn(sampling: Sampling) -> Sampling:
    """The starter is a hundred times surer of its words than a big model: when hot, a hundredth as much is cut off.

    Only so do its words grow wild evenly with the temperature (`hearth eval starter` shows how): with a big model's
    truncation nothing happens at all up to 2, and everything between 2.5 and 3.

    Below 1 it is cooler than it is told: which kind of answer fits is for its best guess, which of ten equal ones for
    chance; drawn at 0.7, 3 of 100 requests get an answer to something else (measured). So more is cut off there, too:
    of 432 new remarks and questions 389 are answered in kind, and 383 without, with as many different jokes; cooled
    further, 395 are, with half the jokes. Above 1 it is hotter: so sure a model would hardly change in the first half
    of the way.
    """
    wild = min(1.0, max(0.0, (sampling.temperature - COOL) / (1 - COOL)))
    cut = sampling.min_p * SURELY * (WILDLY / SURELY) ** wild
    cut = min(cut, max(MOST, sampling.min_p))
    temperature = sampling.temperature**SOBER
    if sampling.temperature > 1:
        temperature = 1 + (WILDEST - 1) * ((sampling.temperature - 1) / (HOTTEST - 1)) ** HOT
    return replace(sampling, temperature=temperature, min_p=cut, top_p=1 - (1 - sampling.top_p) / 1000)
