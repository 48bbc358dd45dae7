"""Keeping a conversation inside the model's window: whole turns go, the oldest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.engines import Message

Messages = list[dict[str, Any]]
Tools = Sequence[dict[str, Any]]
CUT = " ... "
FLOOR = 512
"""Tokens of a window that the system message and the tools leave to the question and what a tool says."""
CALL_TOKENS = 512
"""Tokens that a call may take, however short answers shall be: half a program is none."""
SHORTEST_THOUGHT = 64
"""Tokens. A budget below it is no thought; then the model is told not to think."""
SHORT = 200
"""Characters. A tool's result is cut down to them before a question loses a word."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """What fits a window."""

    messages: Messages
    tools: list[dict[str, Any]]
    thoughts: int
    """Tokens that the model may think."""
    thinking: int
    """The budget that its template is told: the one that was asked for, or 0."""


def arrange(
    messages: Sequence[dict[str, Any]],
    tools: Tools,
    size: Callable[[Messages, Tools, int], int],
    window: int,
    answer: int,
    thinking: int,
    block: int,
) -> Arranged:
    """What of messages, tools and thinking budget fits a window beside the answer.

    Where the system message and the tools do not leave FLOOR tokens, the thinking budget goes first, then tools from
    the end. That does not depend on the conversation, so each turn's prompt begins as the one before. The rest is for
    the conversation (see `fit`); only before a question would be cut do more tools go.

    Args:
        messages: system message, history, question.
        tools: their schemas.
        size: tokens of messages and tools, with the thinking budget that the template is told.
        window: in tokens.
        answer: tokens that are kept free for it.
        thinking: the budget that is asked for, in tokens.
        block: see `fit`.
    """
    room = window - answer - 1
    floor = min(FLOOR, room // 4)
    whole = Arranged(list(messages), list(tools), min(thinking, window // 4), thinking)
    if size(whole.messages, whole.tools, thinking) + whole.thoughts + floor <= room:
        return whole
    first = next((i for i, message in enumerate(messages) if message["role"] == "user"), len(messages))
    least = [*messages[:first], {"role": "user", "content": ""}]
    some = _reduced(least, whole, size, room - floor)
    kept = _whole(messages, lambda kept: size(kept, some.tools, some.thinking), room - some.thoughts, block)
    some = _reduced(kept, some, size, room)
    kept = fit(kept, lambda kept: size(kept, some.tools, some.thinking), room - some.thoughts, block)
    return Arranged(kept, some.tools, some.thoughts, some.thinking)


def _reduced(messages: Messages, now: Arranged, size: Callable[[Messages, Tools, int], int], room: int) -> Arranged:
    """With less thinking, then with fewer tools, until these messages fit or nothing is left to take away."""
    free = room - size(messages, now.tools, now.thinking)
    if free >= now.thoughts:
        return now
    thoughts = free if free >= SHORTEST_THOUGHT else 0
    thinking = now.thinking if thoughts else 0
    low, high = 0, len(now.tools)  # the most tools that fit, by bisection
    while not thoughts and low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if size(messages, now.tools[:middle], 0) <= room else (low, middle - 1)
    return Arranged(now.messages, now.tools[:high], thoughts, thinking)


def reserved(answer: int, window: int, *, tools: bool) -> int:
    """Tokens to keep free for an answer of so many tokens, or for a call instead of it."""
    return max(answer, min(CALL_TOKENS, window // 8) if tools else 0)


def lost_tools(window: int, tools: Tools, kept: Tools, *, limited: bool = False) -> tuple[str, str]:
    """How the owner is told, and the remedy, that some tools are not offered to the model; empty: all are.

    limited: the model was trained on no more than this window.
    """
    left = [str(tool["function"]["name"]) for tool in tools[len(kept) :]]
    if not left:
        return "", ""
    named = ", ".join(left[:3]) + (f" and {len(left) - 3} more" if len(left) > 3 else "")
    return (
        f"The model's window of {window} tokens is too small for all tools; it does without {named}.",
        "It was trained on no more: choose a model with a longer one."
        if limited
        else "Raise context under [model] in the configuration.",
    )


def fit(messages: Sequence[dict[str, Any]], size: Callable[[Messages], int], room: int, block: int = 1) -> Messages:
    """The messages, without the oldest turns, such that size(messages) <= room.

    Turns go several at a time, up to `block`: after each cut the model must read the rest again, so cuts should be
    rare; but about half of what would fit stays. The system message and the last turn stay. Where the last turn alone
    is too long, the tools' results in it are cut in the middle, then its older calls go; only then is the longest text
    cut, whatever it is, so a question is always answered.
    """
    kept = _whole(messages, size, room, block)
    while size(kept) > room and _shorten(kept, range(len(kept)), 15):
        pass
    return kept


def _whole(messages: Sequence[dict[str, Any]], size: Callable[[Messages], int], room: int, block: int) -> Messages:
    """As `fit`, with the system message and the last question whole, whether that fits or not."""
    kept = list(messages)
    if size(kept) <= room:
        return kept
    starts = [i for i, message in enumerate(kept) if message["role"] == "user"] or [0]
    first, last = starts[0], len(starts) - 1

    def without(turns: int) -> Messages:
        return kept[:first] + kept[starts[turns] :]

    low, high = min(1, last), last  # the fewest turns that must go, by bisection
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if size(without(middle)) <= room else (middle + 1, high)
    # A power of two that hardly changes from turn to turn, and then to one that shares its multiples.
    step = 1
    while step * 2 <= min(block, (last - low + 1) // 2):
        step *= 2
    kept = without(min(-(-low // step) * step, last))
    asked = max((i for i, message in enumerate(kept) if message["role"] == "user"), default=0)
    while size(kept) > room and _shorten(kept, range(asked + 1, len(kept)), SHORT):
        pass
    while size(kept) > room:
        rounds = [i for i in range(asked + 1, len(kept)) if kept[i]["role"] == "assistant"]
        if len(rounds) < 2:
            break
        del kept[rounds[0] : rounds[1]]
    return kept


def trim(messages: list[Any], most: int, keep: int) -> None:
    """Keep a history from growing for ever: beyond `most` messages, whole oldest turns go until `keep` are left."""
    if len(messages) <= most:
        return
    starts = [i for i, message in enumerate(messages) if message.role == "user" and i >= len(messages) - keep]
    del messages[: starts[0] if starts else len(messages) - keep]


def _shorten(messages: Messages, which: Sequence[int], least: int) -> bool:
    """Cut the longest of these messages in the middle; False: none is longer than `least` characters."""
    index = max(which, key=lambda i: len(messages[i]["content"]), default=-1)
    if index < 0 or len(content := messages[index]["content"]) <= least:
        return False
    keep = (len(content) - len(CUT)) // 3
    messages[index] = {**messages[index], "content": content[:keep].removesuffix(CUT) + CUT + content[-keep:]}
    return True


def recent(messages: Sequence[Message], turns: int) -> list[Message]:
    """The last `turns` turns (a user's message and what follows it), or down to half of them.

    Turns go by the half: if one went with each that comes, no prompt would begin as the one before, and each would be
    read anew.
    """
    starts = [i for i, message in enumerate(messages) if message.role == "user"]
    if turns <= 0:
        return []
    if len(starts) <= turns:
        return list(messages)
    block = max(1, turns // 2)
    gone = -(-(len(starts) - turns) // block) * block
    return list(messages[starts[gone] :])
