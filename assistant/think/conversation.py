"""Keeping a conversation inside the model's window: whole turns go, the oldest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.engines import Message

Messages = list[dict[str, Any]]
CUT = " ... "


def fit(messages: Sequence[dict[str, Any]], size: Callable[[Messages], int], room: int) -> Messages:
    """The messages, without the oldest turns, such that size(messages) <= room.

    The system message and the last turn stay. Where the last turn alone is too long, its longest text is
    cut in the middle until it fits, so a question is always answered.
    """
    kept = list(messages)
    while size(kept) > room and drop_oldest_turn(kept):
        pass
    while size(kept) > room and _shorten(kept):
        pass
    return kept


def drop_oldest_turn(messages: Messages) -> bool:
    """Remove the first turn (a user's message and what follows it) unless it is the last; True if removed."""
    starts = [i for i, message in enumerate(messages) if message["role"] == "user"]
    if len(starts) < 2:
        return False
    del messages[starts[0] : starts[1]]
    return True


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
