"""Fitting a conversation into a window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from assistant.think.conversation import FLOOR, SHORT, SHORTEST_THOUGHT, Arranged, arrange, fit, lost_tools, reserved


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


@pytest.mark.parametrize("turns", [2, 4, 8, 9, 12, 20, 41])
def test_a_conversation_that_is_one_unit_too_long_keeps_about_half(turns: int) -> None:
    messages = [SYSTEM, *(message for number in range(turns) for message in turn(number))]
    kept = fit(messages, size, size(messages) - 1, 8)
    earlier = sum(message["role"] == "user" for message in kept) - 1
    assert earlier >= (turns - 1) // 2 - 1
    assert turns - 1 - earlier <= 8
    assert kept[0] == SYSTEM
    assert kept[-1] == messages[-1]


@pytest.mark.parametrize("fitting", [3, 6, 12, 30])
def test_cuts_are_rare(fitting: int) -> None:
    room, cuts, begins = size([SYSTEM, *turn(10)]) * fitting, 0, ""
    for turns in range(1, 90):
        messages = [SYSTEM, *(message for number in range(turns) for message in turn(number))]
        now = fit(messages, size, room, 8)[1]["content"]
        cuts, begins = cuts + (now != begins), now
    assert cuts <= 90 / min(8, max(fitting / 4, 1))


def test_results_and_older_calls_go_before_a_word_of_the_question_or_of_the_system_message() -> None:
    system = {"role": "system", "content": "You are a house. " * 30}
    question = {"role": "user", "content": "what shall i cook with rice " * 10}
    rounds = [
        message
        for number in range(4)
        for message in (
            {"role": "assistant", "content": f"look {number}"},
            {"role": "tool", "content": f"{number}" * 4000},
        )
    ]
    base = size([system, question])
    results = fit([system, question, *rounds], size, base + 4 * SHORT + 40)
    assert results[:2] == [system, question]
    assert len(results) == 10
    latest = fit([system, question, *rounds], size, base + SHORT + 10)
    assert latest[:2] == [system, question]
    assert [message["content"][:6] for message in latest[2:]] == ["look 3", "333333"]


# Windows that are too small ------------------------------------------------------------------------------------------


TOOLS = [{"function": {"name": f"tool{number}", "description": "x" * 80}} for number in range(10)]
QUESTION = {"role": "user", "content": "what shall i cook tonight"}


def all_of_it(messages: list[dict[str, Any]], tools: Sequence[dict[str, Any]], thinking: int) -> int:
    return size(messages) + 300 * len(tools) + (5 if thinking else 0)


def arranged(window: int, thinking: int = 512, question: dict[str, Any] = QUESTION) -> Arranged:
    found = arrange([SYSTEM, question], TOOLS, all_of_it, window, 300, thinking, 8)
    assert all_of_it(found.messages, found.tools, found.thinking) + found.thoughts + 300 < window
    return found


def test_what_fits_a_window_is_left_alone() -> None:
    assert arranged(8192) == Arranged([SYSTEM, QUESTION], TOOLS, 512, 512)


def test_the_thinking_budget_goes_before_a_tool_does() -> None:
    least = all_of_it([SYSTEM], TOOLS, 0) + FLOOR + 301
    some = arranged(least + 5 + 300)
    assert (some.thoughts, some.thinking, some.tools) == (300, 512, TOOLS)
    none = arranged(least + SHORTEST_THOUGHT)
    assert (none.thoughts, none.thinking, none.tools) == (0, 0, TOOLS)


def test_tools_go_from_the_end_and_the_owner_is_told_which() -> None:
    found = arranged(3000)
    assert found.messages == [SYSTEM, QUESTION]
    assert found.thoughts == 0
    assert 0 < len(found.tools) < 10
    assert found.tools == TOOLS[: len(found.tools)]
    message, remedy = lost_tools(3000, TOOLS, found.tools)
    assert "3000 tokens" in message
    assert f"tool{len(found.tools)}" in message
    assert "context" in remedy
    assert lost_tools(3000, TOOLS, TOOLS) == ("", "")


def test_the_tools_do_not_change_from_turn_to_turn() -> None:
    """Else each turn would be read from the beginning."""
    messages, seen = [SYSTEM], []
    for number in range(40):
        messages += turn(number)
        seen.append(arrange(messages, TOOLS, all_of_it, 3000, 300, 512, 8).tools)
    assert all(tools == seen[0] for tools in seen)


def test_a_question_is_cut_only_where_no_tool_is_left() -> None:
    long = {"role": "user", "content": "x" * 1000}
    assert arranged(3000, question=long).messages == [SYSTEM, long]
    longer = arranged(3000, question={"role": "user", "content": "x" * 9000})
    assert longer.tools == []
    assert longer.messages[0] == SYSTEM
    assert len(longer.messages[1]["content"]) > 500


def test_a_call_has_room_however_short_answers_shall_be() -> None:
    assert reserved(48, 8192, tools=True) == 512
    assert reserved(48, 8192, tools=False) == 48
    assert reserved(1024, 8192, tools=True) == 1024
    assert reserved(48, 1024, tools=True) == 128
