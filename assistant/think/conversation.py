"""Keeping a conversation inside the model's window: whole turns go, the oldest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.engines import Message

Messages = list[dict[str, Any]]
CUT = " ... "


def fit(messages: Sequence[dict[str, Any]], size: Callable[[Messages], int], room: int, block: int = 1) -> Messages:
    """The messages, without the oldest turns, such that size(messages) <= room.

    Turns go `block` at a time: after each cut the model must read the rest again, so cuts should be rare. The system
    message and the last turn stay. Where the last turn alone is too long, its longest text is cut in the middle until
    it fits, so a question is always answered.
    """
    kept = list(messages)
    if size(kept) <= room:
        return kept
    starts = [i for i, message in enumerate(kept) if message["role"] == "user"] or [0]
    first, last = starts[0], len(starts) - 1
    cuts = sorted({*range(block, last, block), last} - {0})

    def without(turns: int) -> Messages:
        return kept[:first] + kept[starts[turns] :]

    low, high = 0, len(cuts) - 1  # the fewest turns that must go, by bisection
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if size(without(cuts[middle])) <= room else (middle + 1, high)
    kept = without(cuts[low]) if cuts else kept
    while size(kept) > room and _shorten(kept):
        pass
    return kept


def trim(messages: list[Any], most: int, keep: int) -> None:
    """Keep a history from growing for ever: beyond `most` messages, whole oldest turns go until `keep` are left."""
    if len(messages) <= most:
        return
    starts = [i for i, message in enumerate(messages) if message.role == "user" and i >= len(messages) - keep]
    del messages[: starts[0] if starts else len(messages) - keep]


def _shorten(messages: Messages) -> bool:
    index = max(range(len(messages)), key=lambda i: len(messages[i]["content"]))
    content = messages[index]["content"]
    if len(content) < 16:
        return False
    keep = (len(content) - len(CUT)) // 3
    messages[index] = {**messages[index], "content": content[:keep].removesuffix(CUT) + CUT + content[-keep:]}
    return True


def recent(messages: Sequence[Message], turns: int) -> list[Message]:
    """The last `turns` turns (a user's message and what follows it)."""
    starts = [i for i, message in enumerate(messages) if message.role == "user"]
    if turns <= 0:
        return []
    return list(messages[starts[-turns] :]) if len(starts) > turns else list(messages)
