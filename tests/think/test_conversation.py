"""Fitting a conversation into a window."""

from __future__ import annotations

from typing import Any

from assistant.think.conversation import fit


def turn(number: int, size: int = 10) -> list[dict[str, Any]]:
    return [
        {"role": "user", "content": f"q{number} " + "x" * size},
        {"role": "assistant", "content": f"a{number}", "tool_calls": []},
        {"role": "tool", "content": "r"},
        {"role": "assistant", "content": "done"},
    ]


SYSTEM = {"role": "system", "content": "system"}


def size(messages: list[dict[str, Any]]) -> int:
    return sum(len(message["content"]) for message in messages)


def test_what_fits_is_left_alone() -> None:
    messages = [SYSTEM, *turn(1), *turn(2)]
    assert fit(messages, size, 1000) == messages


def test_whole_oldest_turns_go_and_the_system_message_stays() -> None:
    messages = [SYSTEM, *turn(1), *turn(2), *turn(3)]
    assert fit(messages, size, 50) == [SYSTEM, *turn(2), *turn(3)]
    assert fit(messages, size, 30) == [SYSTEM, *turn(3)]


def test_a_last_turn_that_is_too_long_is_cut_in_the_middle() -> None:
    messages = [SYSTEM, {"role": "user", "content": "begin " + "x" * 10_000 + " end"}]
    kept = fit(messages, size, 500)
    assert size(kept) <= 500
    assert kept[1]["content"].startswith("begin ")
    assert kept[1]["content"].endswith(" end")
    assert messages[1]["content"].startswith("begin x")


def test_it_ends_also_when_nothing_can_be_cut() -> None:
    assert fit([{"role": "user", "content": "short"}], lambda _: 10**9, 1)
